package org.bitspike.emulator.fast;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/**
 * Calls to the vector module of the Java platform. It is named in compiled code only, so that
 * everything runs without it.
 */
final class VectorCode {

  private static final String PACKAGE = "jdk.incubator.vector";
  private static final ClassDesc VECTOR = ClassDesc.of(PACKAGE, "Vector");
  private static final ClassDesc INTS = ClassDesc.of(PACKAGE, "IntVector");
  private static final ClassDesc LONGS = ClassDesc.of(PACKAGE, "LongVector");
  private static final ClassDesc MASK = ClassDesc.of(PACKAGE, "VectorMask");
  private static final ClassDesc SPECIES = ClassDesc.of(PACKAGE, "VectorSpecies");
  private static final ClassDesc OPERATORS = ClassDesc.of(PACKAGE, "VectorOperators");
  private static final ClassDesc BINARY = OPERATORS.nested("Binary");
  private static final ClassDesc COMPARISON = OPERATORS.nested("Comparison");
  private static final ClassDesc CONVERSION = OPERATORS.nested("Conversion");

  private final CodeBuilder b;
  private final String species;

  /**
   * Starts.
   *
   * @param lanes how many {@code int}s a vector holds, a power of two from 2 to 16
   */
  VectorCode(CodeBuilder b, int lanes) {
    this.b = b;
    species = "SPECIES_" + lanes * Integer.SIZE;
  }

  /** How many {@code int}s a vector holds here at most; 0 when the module is not there. */
  static int length() {
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

  private static ClassDesc vector(boolean isLong) {
    return isLong ? LONGS : INTS;
  }

  private static ClassDesc element(boolean isLong) {
    return isLong ? CD_long : CD_int;
  }

  private void species(boolean isLong) {
    b.getstatic(vector(isLong), species, SPECIES);
  }

  /** Puts a vector of equal numbers on the stack. */
  void constant(boolean isLong, long code) {
    species(isLong);
    if (isLong) {
      b.loadConstant(code);
    } else {
      b.loadConstant((int) code);
    }
    broadcast(isLong);
  }

  /** Puts a vector of the {@code long} in a local variable on the stack. */
  void spread(boolean isLong, int local) {
    species(isLong);
    b.lload(local);
    if (!isLong) {
      b.l2i();
    }
    broadcast(isLong);
  }

  private void broadcast(boolean isLong) {
    b.invokestatic(
        vector(isLong), "broadcast", MethodTypeDesc.of(vector(isLong), SPECIES, element(isLong)));
  }

  /** Puts consecutive numbers on the stack, as {@code long}s, from one on that is pushed. */
  void numbers(Runnable first) {
    species(true);
    first.run();
    b.i2l();
    broadcast(true);
    b.iconst_1().invokevirtual(LONGS, "addIndex", MethodTypeDesc.of(LONGS, CD_int));
  }

  /** Puts elements of an array on the stack. */
  void fetch(boolean isLong, int array, Runnable index) {
    species(isLong);
    b.aload(array);
    index.run();
    b.invokestatic(
        vector(isLong),
        "fromArray",
        MethodTypeDesc.of(vector(isLong), SPECIES, element(isLong).arrayType(), CD_int));
  }

  /** Puts those elements of an array on the stack whose indices stand in another array. */
  void gather(boolean isLong, int array, int indices, int firstIndex) {
    species(isLong);
    b.aload(array).iconst_0().aload(indices).loadConstant(firstIndex);
    b.invokestatic(
        vector(isLong),
        "fromArray",
        MethodTypeDesc.of(
            vector(isLong),
            SPECIES,
            element(isLong).arrayType(),
            CD_int,
            CD_int.arrayType(),
            CD_int));
  }

  /** Writes the vector on the stack to an array. */
  void put(boolean isLong, int array, Runnable index) {
    b.aload(array);
    index.run();
    b.invokevirtual(
        vector(isLong),
        "intoArray",
        MethodTypeDesc.of(CD_void, element(isLong).arrayType(), CD_int));
  }

  /** An operation such as {@code ADD} of the two vectors on the stack; the second is pushed. */
  void binary(boolean isLong, String operation, Runnable second) {
    b.getstatic(OPERATORS, operation, operator(operation));
    second.run();
    b.invokevirtual(vector(isLong), "lanewise", MethodTypeDesc.of(vector(isLong), BINARY, VECTOR));
  }

  private static ClassDesc operator(String operation) {
    return switch (operation) {
      case "ADD", "MUL", "MIN", "MAX", "AND", "OR", "XOR" -> OPERATORS.nested("Associative");
      default -> BINARY;
    };
  }

  /** A shift such as {@code LSHL} of the vector on the stack. */
  void shift(boolean isLong, String operation, int places) {
    b.getstatic(OPERATORS, operation, BINARY);
    if (isLong) {
      b.loadConstant((long) places);
    } else {
      b.loadConstant(places);
    }
    b.invokevirtual(
        vector(isLong), "lanewise", MethodTypeDesc.of(vector(isLong), BINARY, element(isLong)));
  }

  /** The first vector on the stack, or the second where the mask, the third, is set. */
  void blend(boolean isLong) {
    b.invokevirtual(vector(isLong), "blend", MethodTypeDesc.of(vector(isLong), VECTOR, MASK));
  }

  /** Compares the vector on the stack with another. */
  void compare(boolean isLong, String comparison, Runnable other) {
    b.getstatic(OPERATORS, comparison, COMPARISON);
    other.run();
    b.invokevirtual(vector(isLong), "compare", MethodTypeDesc.of(MASK, COMPARISON, VECTOR));
  }

  /** Entries of the table that is the second vector on the stack, by the indices in the first. */
  void select() {
    b.invokevirtual(INTS, "selectFrom", MethodTypeDesc.of(INTS, VECTOR));
  }

  /** The opposite of the mask on the stack. */
  void not() {
    b.invokevirtual(MASK, "not", MethodTypeDesc.of(MASK));
  }

  /** Whether the mask on the stack is set anywhere. */
  void any() {
    b.invokevirtual(MASK, "anyTrue", MethodTypeDesc.of(CD_boolean));
  }

  /** {@code and}, {@code or} or {@code xor} of the two masks on the stack. */
  void masks(String operation) {
    b.invokevirtual(MASK, operation, MethodTypeDesc.of(MASK, MASK));
  }

  /** Half of the {@code int}s on the stack as {@code long}s: the first half or the second. */
  void widen(int half) {
    convert("I2L", true, half);
  }

  /** The {@code long}s on the stack as half of a vector of {@code int}s; the other half is 0. */
  void narrow(int half) {
    convert("L2I", false, -half);
  }

  private void convert(String conversion, boolean toLong, int part) {
    b.getstatic(OPERATORS, conversion, CONVERSION);
    species(toLong);
    b.loadConstant(part);
    b.invokevirtual(
        vector(!toLong), "convertShape", MethodTypeDesc.of(VECTOR, CONVERSION, SPECIES, CD_int));
    b.checkcast(vector(toLong));
  }
}
