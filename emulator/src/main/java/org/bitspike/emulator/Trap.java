package org.bitspike.emulator;

import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.fixed.FixedFormat;

/** A value left its format where the program forbids it. */
final class Trap {

  private Trap() {}

  /** Says which value of which word, where and when. */
  static BitspikeException raise(
      long tick, String block, int member, String word, long code, FixedFormat format) {
    String message =
        "in tick "
            + tick
            + ", member "
            + member
            + " of block "
            + block
            + ": "
            + word
            + " would be "
            + code
            + ", outside "
            + format
            + " ("
            + format.minCode()
            + ".."
            + format.maxCode()
            + ")";
    SourceRef where = SourceRef.ofPath(block + "[" + member + "]");
    return new BitspikeException(Diagnostic.error(Code.E_TRAP, where, message));
  }
}
