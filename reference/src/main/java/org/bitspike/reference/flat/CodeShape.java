package org.bitspike.reference.flat;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.function.DoubleSupplier;

/** Whether code works on one instance or loops over many. */
enum CodeShape {
  /** Parameters: frame, draws. */
  FRAME,
  /** Parameters: columns, from, to, draws. */
  COLUMNS;

  static final ClassDesc DRAWS = DoubleSupplier.class.describeConstable().orElseThrow();

  MethodTypeDesc type() {
    return this == FRAME
        ? MethodTypeDesc.of(CD_void, CD_double.arrayType(), DRAWS)
        : MethodTypeDesc.of(CD_void, CD_double.arrayType(2), CD_int, CD_int, DRAWS);
  }

  /** Loads the parameters of an instance method. */
  void loadParameters(CodeBuilder b) {
    b.aload(1);
    if (this == COLUMNS) {
      b.iload(2).iload(3);
    }
    b.aload(this == FRAME ? 2 : 4);
  }

  /** Local of the draws in a static method. */
  int draws() {
    return this == FRAME ? 1 : 3;
  }
}
