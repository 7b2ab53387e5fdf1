package org.bitspike.ir.wire;

import com.google.protobuf.ProtocolMessageEnum;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.ExprSyntaxException;
import org.bitspike.ir.expr.ExprText;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.KernelSyntaxException;
import org.bitspike.ir.kernel.KernelText;
import org.bitspike.ir.wire.proto.CommonWire;
import org.bitspike.ir.wire.proto.CommonWire.NamedExpr;

/** What several nouns are made of. Readers throw {@link ContentException}. */
final class Pieces {

  /** Entries of a column at most. */
  private static final int MOST_ENTRIES = Integer.MAX_VALUE - 8;

  /**
   * Characters of an expression at most; keeps whoever walks its tree from running out of stack.
   */
  private static final int LONGEST_EXPR = 20_000;

  private Pieces() {}

  static CommonWire.SourceRef write(SourceRef source) {
    return CommonWire.SourceRef.newBuilder()
        .setFile(source.file())
        .setLine(source.line())
        .setColumn(source.column())
        .setPath(source.path())
        .build();
  }

  static SourceRef read(CommonWire.SourceRef wire) {
    return new SourceRef(wire.getFile(), wire.getLine(), wire.getColumn(), wire.getPath());
  }

  static String write(Expr expr) {
    return ExprText.print(expr);
  }

  static Expr expr(String text) {
    if (text.length() > LONGEST_EXPR) {
      throw new ContentException(
          "an expression has " + text.length() + " characters, more than " + LONGEST_EXPR);
    }
    try {
      return ExprText.parse(text);
    } catch (ExprSyntaxException e) {
      throw new ContentException("expression \"" + text + "\": " + e.getMessage(), e);
    }
  }

  static CommonWire.Kernel write(Kernel kernel) {
    CommonWire.Kernel.Builder wire = CommonWire.Kernel.newBuilder();
    KernelText.print(kernel).lines().forEach(wire::addLine);
    return wire.build();
  }

  static Kernel read(CommonWire.Kernel wire) {
    try {
      return KernelText.parse(String.join("\n", wire.getLineList()) + "\n");
    } catch (KernelSyntaxException e) {
      throw new ContentException("kernel: " + e.getMessage(), e);
    }
  }

  static FixedFormat format(String text) {
    try {
      return FixedFormat.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ContentException(e.getMessage() + " (format \"" + text + "\")", e);
    }
  }

  static List<NamedExpr> write(Map<String, Expr> exprs) {
    return exprs.entrySet().stream()
        .map(e -> NamedExpr.newBuilder().setName(e.getKey()).setExpr(write(e.getValue())).build())
        .toList();
  }

  static Map<String, Expr> read(List<NamedExpr> wire) {
    Map<String, Expr> exprs = new LinkedHashMap<>();
    wire.forEach(e -> putOnce(exprs, e.getName(), expr(e.getExpr())));
    return exprs;
  }

  /** Names of a map must differ, or writing it again would not give the same bytes. */
  static <V> void putOnce(Map<String, V> map, String name, V value) {
    if (map.putIfAbsent(name, value) != null) {
      throw new ContentException("name " + name + " stands twice");
    }
  }

  /** The wire's constant, which is named as ours with its type's name before it. */
  static <W extends Enum<W> & ProtocolMessageEnum> W write(Class<W> wire, Enum<?> ours) {
    return Enum.valueOf(wire, prefix(wire) + ours.name());
  }

  /** Our constant for the wire's. */
  static <E extends Enum<E>, W extends Enum<W> & ProtocolMessageEnum> E read(
      Class<E> ours, W wire) {
    String prefix = prefix(wire.getDeclaringClass());
    if (wire.name().startsWith(prefix)) {
      String name = wire.name().substring(prefix.length());
      for (E constant : ours.getEnumConstants()) {
        if (constant.name().equals(name)) {
          return constant;
        }
      }
    }
    throw new ContentException(
        "no known " + wire.getDeclaringClass().getSimpleName() + " is given");
  }

  private static String prefix(Class<?> wire) {
    return wire.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT)
        + "_";
  }

  /** The element that a column belongs to. */
  static <T> T at(List<T> elements, int position, String what) {
    if (position < 0 || position >= elements.size()) {
      throw new ContentException(
          "columns of "
              + what
              + " "
              + Integer.toUnsignedString(position)
              + ", but there are "
              + elements.size());
    }
    return elements.get(position);
  }

  /** Columns of one table go together. */
  static void sameCount(String what, int expected, int... counts) {
    for (int count : counts) {
      if (count != expected) {
        throw new ContentException(
            "columns of " + what + " differ in length: " + expected + " and " + count);
      }
    }
  }

  /**
   * Capacity of a column that is to take {@code count} more entries: half as much again, as far as
   * arrays reach.
   */
  static int grown(int size, int count) {
    long needed = (long) size + count;
    if (needed > MOST_ENTRIES) {
      throw new ContentException("a column has more than " + MOST_ENTRIES + " entries");
    }
    return (int) Math.clamp(size * 3L / 2, needed, (long) MOST_ENTRIES);
  }

  /** A column's length as its owner declares it. */
  static void declared(String what, int declared, int actual) {
    if (declared != actual) {
      throw new ContentException(
          what + " has " + actual + " entries of " + Integer.toUnsignedString(declared));
    }
  }
}
