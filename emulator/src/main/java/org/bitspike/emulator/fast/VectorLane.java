package org.bitspike.emulator.fast;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/**
 * Several members: codes are vectors of {@code int} or of {@code long}. The module of vectors is
 * named in compiled code only, so that everything runs without it.
 */
final class VectorLane implements Lane {

  private static final String PACKAGE = "jdk.incubator.vector";
  private static final ClassDesc VECTOR = ClassDesc.of(PACKAGE, "Vector");
  private static final ClassDesc INTS = ClassDesc.of(PACKAGE, "IntVector");
  private static final ClassDesc LONGS = ClassDesc.of(PACKAGE, "LongVector");
  private static final ClassDesc SPECIES = ClassDesc.of(PACKAGE, "VectorSpecies");
  private static final ClassDesc OPERATORS = ClassDesc.of(PACKAGE, "VectorOperators");
  private static final ClassDesc CONVERSION = OPERATORS.nested("Conversion");
  private static final ClassDesc BINARY = OPERATORS.nested("Binary");
  private static final ClassDesc ASSOCIATIVE = OPERATORS.nested("Associative");

  private final CodeBuilder b;
  private final int members;
  private final boolean longs;
  private final int scratch;

  /**
   * A lane of a number of members, a power of two.
   *
   * @param longs whether there are codes of 64 bits
   */
  VectorLane(CodeBuilder b, int members, boolean longs) {
    this.b = b;
    this.members = members;
    this.longs = longs;
    scratch = b.allocateLocal(TypeKind.REFERENCE);
    b.loadConstant(members).newarray(TypeKind.INT).astore(scratch);
  }

  /** How many codes of 32 bits a vector holds here; 0 when the module is not there. */
  static int mostMembers() {
    if (ModuleLayer.boot().findModule(PACKAGE).isEmpty()) {
      return 0;
    }
    try {
      Object species =
          Class.forName(PACKAGE + ".IntVector").getField("SPECIES_PREFERRED").get(null);
      return (int) Class.forName(PACKAGE + ".VectorSpecies").getMethod("length").invoke(species);
    } catch (ReflectiveOperationException | LinkageError e) {
      return 0; // a later platform, in which the module is another
    }
  }

  @Override
  public int members() {
    return members;
  }

  private ClassDesc type(boolean asLong) {
    if (asLong && !longs) {
      throw new NoVector("64 bits", true);
    }
    return asLong ? LONGS : INTS;
  }

  private void species(boolean asLong) {
    b.getstatic(type(asLong), "SPECIES_" + members * (asLong ? 64 : 32), SPECIES);
  }

  private void convert(boolean toLong) {
    b.getstatic(OPERATORS, toLong ? "I2L" : "L2I", CONVERSION);
    species(toLong);
    b.iconst_0();
    b.invokevirtual(VECTOR, "convertShape", MethodTypeDesc.of(VECTOR, CONVERSION, SPECIES, CD_int));
    b.checkcast(type(toLong));
  }

  @Override
  public void push(Value v, boolean asLong) {
    if (v.isConstant()) {
      constant(v.low(), asLong);
      return;
    }
    b.aload(v.slot());
    if (v.wide() != asLong) {
      convert(asLong);
    }
  }

  @Override
  public void constant(long code, boolean asLong) {
    // from an int where it is one: products of extended ints are cheaper than others
    boolean extended = asLong && code == (int) code;
    species(asLong && !extended);
    if (asLong && !extended) {
      b.loadConstant(code)
          .invokestatic(LONGS, "broadcast", MethodTypeDesc.of(LONGS, SPECIES, CD_long));
    } else {
      b.loadConstant((int) code)
          .invokestatic(INTS, "broadcast", MethodTypeDesc.of(INTS, SPECIES, CD_int));
    }
    if (extended) {
      convert(true);
    }
  }

  @Override
  public Value store(boolean isLong, long low, long high) {
    boolean wide = !Value.fitsInt(low, high);
    if (isLong != wide) {
      convert(wide);
    }
    int slot = b.allocateLocal(TypeKind.REFERENCE);
    b.astore(slot);
    return low == high ? Value.constant(low) : new Value(slot, low, high);
  }

  @Override
  public void apply(Operation operation, boolean asLong) {
    ClassDesc type = type(asLong);
    MethodTypeDesc signature = MethodTypeDesc.of(type, VECTOR);
    switch (operation) {
      case ADD -> b.invokevirtual(type, "add", signature);
      case SUBTRACT -> b.invokevirtual(type, "sub", signature);
      case MULTIPLY -> b.invokevirtual(type, "mul", signature);
      case MINIMUM -> b.invokevirtual(type, "min", signature);
      case MAXIMUM -> b.invokevirtual(type, "max", signature);
      case AND -> b.invokevirtual(type, "and", signature);
      case OR -> b.invokevirtual(type, "or", signature);
      case XOR ->
          b.getstatic(OPERATORS, "XOR", ASSOCIATIVE)
              .swap()
              .invokevirtual(type, "lanewise", MethodTypeDesc.of(type, BINARY, VECTOR));
    }
  }

  @Override
  public void negate(boolean asLong) {
    ClassDesc type = type(asLong);
    b.invokevirtual(type, "neg", MethodTypeDesc.of(type));
  }

  @Override
  public void shift(Shift shift, int places, boolean asLong) {
    ClassDesc type = type(asLong);
    String name =
        switch (shift) {
          case LEFT -> "LSHL";
          case RIGHT -> "ASHR";
          case UNSIGNED_RIGHT -> "LSHR";
        };
    b.getstatic(OPERATORS, name, BINARY);
    if (asLong) {
      b.loadConstant((long) places)
          .invokevirtual(type, "lanewise", MethodTypeDesc.of(type, BINARY, CD_long));
    } else {
      b.loadConstant(places)
          .invokevirtual(type, "lanewise", MethodTypeDesc.of(type, BINARY, CD_int));
    }
  }

  private static ClassDesc array(boolean isLong) {
    return (isLong ? CD_long : CD_int).arrayType();
  }

  @Override
  public void fetch(int array, int index, boolean isLong) {
    species(isLong);
    b.aload(array).iload(index);
    fromArray(isLong);
  }

  private void fromArray(boolean isLong) {
    ClassDesc type = type(isLong);
    b.invokestatic(type, "fromArray", MethodTypeDesc.of(type, SPECIES, array(isLong), CD_int));
  }

  @Override
  public void put(Value code, int array, int index, boolean isLong) {
    push(code, isLong);
    b.aload(array).iload(index);
    b.invokevirtual(type(isLong), "intoArray", MethodTypeDesc.of(CD_void, array(isLong), CD_int));
  }

  @Override
  public void entries(int table, int size, Value index, boolean isLong) {
    push(index, false);
    if (!isLong && size <= 2 * members) { // of a table that small, the first vectors are all
      tableVector(table, 0);
      if (size <= members) {
        b.invokevirtual(INTS, "selectFrom", MethodTypeDesc.of(INTS, VECTOR));
      } else {
        tableVector(table, members);
        b.invokevirtual(INTS, "selectFrom", MethodTypeDesc.of(INTS, VECTOR, VECTOR));
      }
      return;
    }
    b.aload(scratch).iconst_0();
    b.invokevirtual(INTS, "intoArray", MethodTypeDesc.of(CD_void, array(false), CD_int));
    species(isLong);
    b.aload(table).iconst_0().aload(scratch).iconst_0();
    ClassDesc type = type(isLong);
    b.invokestatic(
        type,
        "fromArray",
        MethodTypeDesc.of(type, SPECIES, array(isLong), CD_int, array(false), CD_int));
  }

  private void tableVector(int table, int from) {
    species(false);
    b.aload(table).loadConstant(from);
    fromArray(false);
  }

  @Override
  public Value spread(int local, long low, long high) {
    species(true);
    b.lload(local).invokestatic(LONGS, "broadcast", MethodTypeDesc.of(LONGS, SPECIES, CD_long));
    return store(true, low, high);
  }

  /** Pushes the numbers of the members, from one in a local variable on. */
  void numbers(int first) {
    species(true);
    b.iload(first).i2l();
    b.invokestatic(LONGS, "broadcast", MethodTypeDesc.of(LONGS, SPECIES, CD_long));
    b.iconst_1().invokevirtual(LONGS, "addIndex", MethodTypeDesc.of(LONGS, CD_int));
  }
}
