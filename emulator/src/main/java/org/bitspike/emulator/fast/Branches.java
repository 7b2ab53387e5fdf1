package org.bitspike.emulator.fast;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bitspike.ir.fixed.Overflow;
import org.bitspike.ir.fixed.Rounding;
import org.bitspike.ir.kernel.Kernel.Statement;
import org.bitspike.ir.kernel.Kernel.Word;
import org.bitspike.ir.kernel.KernelExpr;
import org.jspecify.annotations.Nullable;

/** Tells what the branches of an {@code if} do, and what they cost. */
final class Branches {

  /** Operations up to which it is cheaper to do both branches than to jump. */
  private static final int MOST_OPERATIONS = 120;

  private static final int NEVER = 1_000_000;

  private final Map<String, Word> declared;

  Branches(Map<String, Word> declared) {
    this.declared = declared;
  }

  /** Whether both branches are short, cannot trap and draw nothing. */
  boolean worthDoingBoth(Statement.If choice) {
    return cost(choice.then()) + cost(choice.otherwise()) <= MOST_OPERATIONS;
  }

  /** Whether a branch draws random numbers. */
  boolean draws(Statement.If choice) {
    return draws(choice.then()) || draws(choice.otherwise());
  }

  private boolean draws(List<Statement> body) {
    return body.stream()
        .anyMatch(
            statement ->
                switch (statement) {
                  case Statement.Let(String _, KernelExpr value) -> draws(value);
                  case Statement.Assign(String word, KernelExpr value) ->
                      draws(value) || rounding(word) == Rounding.STOCHASTIC;
                  case Statement.If choice -> draws(choice.condition()) || draws(choice);
                  case Statement.Spike() -> false;
                });
  }

  private Rounding rounding(String word) {
    Word found = declared.get(word);
    return found == null ? Rounding.STOCHASTIC : found.rounding();
  }

  private static boolean draws(KernelExpr expr) {
    return switch (expr) {
      case KernelExpr.Literal _, KernelExpr.Read _ -> false;
      case KernelExpr.Binary e -> draws(e.left()) || draws(e.right());
      case KernelExpr.Not e -> draws(e.operand());
      case KernelExpr.Shift e -> draws(e.operand());
      case KernelExpr.Select e -> draws(e.condition()) || draws(e.then()) || draws(e.otherwise());
      case KernelExpr.Quantise e -> draws(e.operand()) || e.rounding() == Rounding.STOCHASTIC;
      case KernelExpr.Lookup e -> draws(e.index());
      case KernelExpr.Random _ -> true;
    };
  }

  /** The words that either branch assigns. */
  Set<String> assigned(Statement.If choice) {
    Set<String> words = new TreeSet<>();
    assigned(choice.then(), words);
    assigned(choice.otherwise(), words);
    return words;
  }

  static void assigned(List<Statement> body, Set<String> into) {
    for (Statement statement : body) {
      if (statement instanceof Statement.Assign(String word, KernelExpr _)) {
        into.add(word);
      } else if (statement instanceof Statement.If choice) {
        assigned(choice.then(), into);
        assigned(choice.otherwise(), into);
      }
    }
  }

  private int cost(List<Statement> body) {
    int sum = 0;
    for (Statement statement : body) {
      sum +=
          switch (statement) {
            case Statement.Let(String _, KernelExpr value) -> cost(value);
            case Statement.Assign(String word, KernelExpr value) ->
                cost(value) + assignment(declared.get(word));
            case Statement.If choice ->
                1 + cost(choice.condition()) + cost(choice.then()) + cost(choice.otherwise());
            case Statement.Spike() -> 1;
          };
    }
    return Math.min(sum, NEVER);
  }

  private static int assignment(@Nullable Word word) {
    return word == null ? NEVER : quantising(word.rounding(), word.overflow());
  }

  private static int quantising(Rounding rounding, Overflow overflow) {
    return rounding == Rounding.STOCHASTIC || overflow == Overflow.TRAP ? NEVER : 4;
  }

  private int cost(KernelExpr expr) {
    int sum =
        switch (expr) {
          case KernelExpr.Literal _, KernelExpr.Read _ -> 0;
          case KernelExpr.Binary e ->
              cost(e.left())
                  + cost(e.right())
                  + switch (e.operator()) {
                    case FLOOR_DIVIDE, FLOOR_MODULO -> 40;
                    default -> 1;
                  };
          case KernelExpr.Not e -> 1 + cost(e.operand());
          case KernelExpr.Shift e -> cost(e.operand());
          case KernelExpr.Select e ->
              3 + cost(e.condition()) + cost(e.then()) + cost(e.otherwise());
          case KernelExpr.Quantise e -> cost(e.operand()) + quantising(e.rounding(), e.overflow());
          case KernelExpr.Lookup e -> 8 + cost(e.index());
          case KernelExpr.Random _ -> NEVER;
        };
    return Math.min(sum, NEVER);
  }
}
