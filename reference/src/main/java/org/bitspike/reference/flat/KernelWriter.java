package org.bitspike.reference.flat;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.bitspike.ir.diag.BitspikeBug;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.Expr.BinaryOperator;
import org.bitspike.ir.expr.Expr.MathFunction;
import org.bitspike.ir.expr.Expr.UnaryOperator;
import org.bitspike.ir.network.ComponentType.Definition;
import org.bitspike.reference.flat.FlatCompiler.Item;

/**
 * Writes one method of a kernel. Values computed in it stay in local variables; those that others
 * need are stored besides.
 */
final class KernelWriter {

  private static final ClassDesc STRICT_MATH = StrictMath.class.describeConstable().orElseThrow();
  private static final ClassDesc MATH = Math.class.describeConstable().orElseThrow();
  private static final ClassDesc FLAT_MATH = FlatMath.class.describeConstable().orElseThrow();
  private static final MethodTypeDesc UNARY = MethodTypeDesc.of(CD_double, CD_double);
  private static final MethodTypeDesc BINARY = MethodTypeDesc.of(CD_double, CD_double, CD_double);

  private final CodeBuilder b;
  private final CodeShape shape;
  private final ToIntFunction<String> slots;
  private final Set<String> shared;
  private final Map<String, Integer> locals = new HashMap<>();
  private final Map<String, Integer> arrays = new HashMap<>();
  private int index;

  KernelWriter(CodeBuilder b, CodeShape shape, ToIntFunction<String> slots, Set<String> shared) {
    this.b = b;
    this.shape = shape;
    this.slots = slots;
    this.shared = shared;
  }

  void write(List<Item> items) {
    if (shape == CodeShape.FRAME) {
      items.forEach(this::item);
      b.return_();
      return;
    }
    for (String name : touched(items)) {
      int array = b.allocateLocal(TypeKind.REFERENCE);
      b.aload(0).loadConstant(slots.applyAsInt(name)).aaload().astore(array);
      arrays.put(name, array);
    }
    index = b.allocateLocal(TypeKind.INT);
    Label head = b.newLabel();
    Label end = b.newLabel();
    b.iload(1).istore(index).labelBinding(head).iload(index).iload(2).if_icmpge(end);
    items.forEach(this::item);
    b.iinc(index, 1).goto_(head).labelBinding(end).return_();
  }

  /** Names whose columns are read or written. */
  private Set<String> touched(List<Item> items) {
    Set<String> computed = new LinkedHashSet<>();
    Set<String> touched = new LinkedHashSet<>();
    for (Item item : items) {
      for (String name : Exprs.variables(item.definition())) {
        if (!computed.contains(name)) {
          touched.add(name);
        }
      }
      computed.add(item.name());
      if (stored(item)) {
        touched.add(item.name());
      }
    }
    return touched;
  }

  private boolean stored(Item item) {
    return item.kept() || shared.contains(item.name());
  }

  private void item(Item item) {
    int local = b.allocateLocal(TypeKind.DOUBLE);
    switch (item.definition()) {
      case Definition.Value(Expr value) -> {
        value(value);
        b.dstore(local);
      }
      case Definition.Conditional(var cases) -> cases(cases, local);
      case Definition.Select s -> throw new BitspikeBug("a select in a flat system");
    }
    locals.put(item.name(), local);
    if (stored(item)) {
      if (shape == CodeShape.FRAME) {
        b.aload(0).loadConstant(slots.applyAsInt(item.name()));
      } else {
        b.aload(array(item.name())).iload(index);
      }
      b.dload(local).dastore();
    }
  }

  private void cases(List<Definition.Case> cases, int local) {
    Label end = b.newLabel();
    boolean closed = false;
    for (Definition.Case c : cases) {
      Label next = b.newLabel();
      if (c.condition().isPresent()) {
        unless(c.condition().get(), next);
      }
      value(c.value());
      b.dstore(local).goto_(end).labelBinding(next);
      if (c.condition().isEmpty()) {
        closed = true;
        break;
      }
    }
    // without a closing case the value is 0; with one this is never reached
    b.loadConstant(closed ? Double.NaN : 0.0).dstore(local).labelBinding(end);
  }

  private int array(String name) {
    Integer array = arrays.get(name);
    if (array == null) {
      throw new BitspikeBug("no column of " + name + " was foreseen");
    }
    return array;
  }

  private void load(String name) {
    Integer local = locals.get(name);
    if (local != null) {
      b.dload(local);
    } else if (shape == CodeShape.FRAME) {
      b.aload(0).loadConstant(slots.applyAsInt(name)).daload();
    } else {
      b.aload(array(name)).iload(index).daload();
    }
  }

  // --------------------------------------------------------------------------------------------
  // values

  private void value(Expr expr) {
    switch (expr) {
      case Expr.Num(double x) -> b.loadConstant(x);
      case Expr.Var(String name) -> load(name);
      case Expr.Unary(UnaryOperator op, Expr x) -> {
        if (op == UnaryOperator.NEGATE) {
          value(x);
          b.dneg();
        } else {
          truth(expr);
        }
      }
      case Expr.Binary(BinaryOperator op, Expr left, Expr right) -> {
        if (op.isBoolean()) {
          truth(expr);
        } else {
          arithmetic(op, left, right);
        }
      }
      case Expr.Call(MathFunction f, List<Expr> arguments) -> call(f, arguments);
    }
  }

  private void truth(Expr test) {
    Label no = b.newLabel();
    Label end = b.newLabel();
    unless(test, no);
    b.dconst_1().goto_(end).labelBinding(no).dconst_0().labelBinding(end);
  }

  private void arithmetic(BinaryOperator op, Expr left, Expr right) {
    value(left);
    if (op == BinaryOperator.POWER && right instanceof Expr.Num(double n) && isSmall(n)) {
      power((int) n);
      return;
    }
    value(right);
    switch (op) {
      case ADD -> b.dadd();
      case SUBTRACT -> b.dsub();
      case MULTIPLY -> b.dmul();
      case DIVIDE -> b.ddiv();
      case POWER -> b.invokestatic(STRICT_MATH, "pow", BINARY);
      default -> throw new BitspikeBug("operation " + op + " is not arithmetic");
    }
  }

  private static boolean isSmall(double n) {
    return n == 1 || n == 2 || n == 3 || n == 4;
  }

  private void power(int n) {
    switch (n) {
      case 2 -> b.dup2().dmul();
      case 3 -> b.dup2().dup2().dmul().dmul();
      case 4 -> b.dup2().dmul().dup2().dmul();
      default -> {}
    }
  }

  private void call(MathFunction f, List<Expr> arguments) {
    switch (f) {
      case RANDOM -> {
        value(arguments.getFirst());
        b.aload(shape.draws())
            .invokeinterface(CodeShape.DRAWS, "getAsDouble", MethodTypeDesc.of(CD_double))
            .dmul();
      }
      case MIN, MAX -> {
        value(arguments.get(0));
        value(arguments.get(1));
        b.invokestatic(MATH, f == MathFunction.MIN ? "min" : "max", BINARY);
      }
      case EXP, SIN, COS, TAN, SINH, COSH, TANH -> {
        value(arguments.getFirst());
        b.invokestatic(STRICT_MATH, f.name().toLowerCase(Locale.ROOT), UNARY);
      }
      case LN, LOG -> {
        value(arguments.getFirst());
        b.invokestatic(STRICT_MATH, "log", UNARY);
      }
      case SQRT, ABS -> {
        value(arguments.getFirst());
        b.invokestatic(MATH, f.name().toLowerCase(Locale.ROOT), UNARY);
      }
      case CEIL, FLOOR, FACTORIAL, H -> {
        b.loadConstant(f.ordinal());
        value(arguments.getFirst());
        b.invokestatic(FLAT_MATH, "function", MethodTypeDesc.of(CD_double, CD_int, CD_double));
      }
    }
  }

  // --------------------------------------------------------------------------------------------
  // tests

  /** Goes on where the test holds, else jumps. */
  private void unless(Expr test, Label no) {
    switch (test) {
      case Expr.Unary(UnaryOperator op, Expr x) when op == UnaryOperator.NOT -> {
        Label yes = b.newLabel();
        unless(x, yes);
        b.goto_(no).labelBinding(yes);
      }
      case Expr.Binary(BinaryOperator op, Expr left, Expr right) when op == BinaryOperator.AND -> {
        unless(left, no);
        unless(right, no);
      }
      case Expr.Binary(BinaryOperator op, Expr left, Expr right) when op == BinaryOperator.OR -> {
        Label second = b.newLabel();
        Label yes = b.newLabel();
        unless(left, second);
        b.goto_(yes).labelBinding(second);
        unless(right, no);
        b.labelBinding(yes);
      }
      case Expr.Binary(BinaryOperator op, Expr left, Expr right) when op.isBoolean() -> {
        value(left);
        value(right);
        compare(op, no);
      }
      default -> {
        value(test);
        b.dconst_0().dcmpl().ifeq(no);
      }
    }
  }

  /** Comparisons with what is no number are false, except for being unequal. */
  private void compare(BinaryOperator op, Label no) {
    switch (op) {
      case GREATER -> b.dcmpl().ifle(no);
      case GREATER_OR_EQUAL -> b.dcmpl().iflt(no);
      case LESS -> b.dcmpg().ifge(no);
      case LESS_OR_EQUAL -> b.dcmpg().ifgt(no);
      case EQUAL -> b.dcmpl().ifne(no);
      case NOT_EQUAL -> b.dcmpl().ifeq(no);
      default -> throw new BitspikeBug("operation " + op + " is no comparison");
    }
  }
}
