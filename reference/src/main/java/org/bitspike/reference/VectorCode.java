package org.bitspike.reference;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
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
  private static final ClassDesc DOUBLES = ClassDesc.of(PACKAGE, "DoubleVector");
  private static final ClassDesc MASK = ClassDesc.of(PACKAGE, "VectorMask");
  private static final ClassDesc SPECIES = ClassDesc.of(PACKAGE, "VectorSpecies");
  private static final ClassDesc OPERATORS = ClassDesc.of(PACKAGE, "VectorOperators");
  private static final ClassDesc COMPARISON = OPERATORS.nested("Comparison");

  private final CodeBuilder b;

  VectorCode(CodeBuilder b) {
    this.b = b;
  }

  /**
   * How many members a vector holds here; 0 when the module is not there, or when the system
   * property {@code bitspike.vectors} is {@code false}.
   */
  static int length() {
    boolean wanted = Boolean.parseBoolean(System.getProperty("bitspike.vectors", "true"));
    if (!wanted || ModuleLayer.boot().findModule(PACKAGE).isEmpty()) {
      return 0;
    }
    try {
      Object species =
          Class.forName(PACKAGE + ".DoubleVector").getField("SPECIES_PREFERRED").get(null);
      return (int) Class.forName(PACKAGE + ".VectorSpecies").getMethod("length").invoke(species);
    } catch (ReflectiveOperationException | LinkageError e) {
      return 0; // a later platform, in which the module is another
    }
  }

  private void species() {
    b.getstatic(DOUBLES, "SPECIES_PREFERRED", SPECIES);
  }

  /** Puts a vector of equal numbers on the stack. */
  void constant(double x) {
    species();
    b.loadConstant(x)
        .invokestatic(DOUBLES, "broadcast", MethodTypeDesc.of(DOUBLES, SPECIES, CD_double));
  }

  /** Puts a vector of a number in a local variable on the stack. */
  void spread(int local) {
    species();
    b.dload(local)
        .invokestatic(DOUBLES, "broadcast", MethodTypeDesc.of(DOUBLES, SPECIES, CD_double));
  }

  /** Puts elements of an array on the stack; the array is in a local variable, so is the index. */
  void fetch(int array, int index) {
    species();
    b.aload(array).iload(index);
    b.invokestatic(
        DOUBLES, "fromArray", MethodTypeDesc.of(DOUBLES, SPECIES, CD_double.arrayType(), CD_int));
  }

  /** Writes a vector in a local variable to an array. */
  void put(int vector, int array, int index) {
    b.aload(vector).aload(array).iload(index);
    b.invokevirtual(
        DOUBLES, "intoArray", MethodTypeDesc.of(CD_void, CD_double.arrayType(), CD_int));
  }

  /** {@code add}, {@code sub}, {@code mul} or {@code div} of the two vectors on the stack. */
  void binary(String operation) {
    b.invokevirtual(DOUBLES, operation, MethodTypeDesc.of(DOUBLES, VECTOR));
  }

  /** {@code neg} or {@code abs} of the vector on the stack. */
  void unary(String operation) {
    b.invokevirtual(DOUBLES, operation, MethodTypeDesc.of(DOUBLES));
  }

  /** The first vector on the stack times the second, plus the third, rounded once. */
  void fma() {
    b.invokevirtual(DOUBLES, "fma", MethodTypeDesc.of(DOUBLES, VECTOR, VECTOR));
  }

  /** The first vector on the stack, or the second where the mask, the third, is set. */
  void blend() {
    b.invokevirtual(DOUBLES, "blend", MethodTypeDesc.of(DOUBLES, VECTOR, MASK));
  }

  /** Compares the vector on the stack with one in a local variable. */
  void compare(String comparison, Runnable other) {
    b.getstatic(OPERATORS, comparison, COMPARISON);
    other.run();
    b.invokevirtual(DOUBLES, "compare", MethodTypeDesc.of(MASK, COMPARISON, VECTOR));
  }

  /** {@code and} or {@code or} of two masks on the stack. */
  void masks(String operation) {
    b.invokevirtual(MASK, operation, MethodTypeDesc.of(MASK, MASK));
  }

  /** The opposite of the mask on the stack. */
  void not() {
    b.invokevirtual(MASK, "not", MethodTypeDesc.of(MASK));
  }

  /** Whether the mask on the stack is set anywhere. */
  void any() {
    b.invokevirtual(MASK, "anyTrue", MethodTypeDesc.of(CD_boolean));
  }
}
