package org.bitspike.emulator;

import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.recording.Snapshot;
import org.bitspike.ir.wire.BitspikeVersion;
import org.bitspike.ir.wire.Digests;
import org.jspecify.annotations.Nullable;

/** What the snapshots of a program name it by. */
final class SnapshotIdentity {

  private final Program program;
  // Made when first asked for: it reads the whole program.
  private Snapshot.@Nullable Info info;

  SnapshotIdentity(Program program) {
    this.program = program;
  }

  Snapshot.Info info() {
    Snapshot.Info made = info;
    if (made == null) {
      made =
          new Snapshot.Info(
              BitspikeVersion.current(),
              program.info().profile(),
              program.info().profileDigest(),
              Digests.sha256(program),
              program.info().seed());
      info = made;
    }
    return made;
  }

  /** Throws when a snapshot is of another program, or when its tick is not within the run. */
  void refuseOther(Snapshot snapshot, long durationTicks) {
    if (!snapshot.info().program().equals(info().program())) {
      throw other(
          "the snapshot was taken of a program of digest "
              + snapshot.info().program()
              + ", this one's is "
              + info().program());
    }
    if (snapshot.tick() > 0 && snapshot.tick() >= durationTicks) {
      throw other(
          "the snapshot was taken after "
              + snapshot.tick()
              + " ticks, and the run is to take "
              + durationTicks);
    }
  }

  private static BitspikeException other(String problem) {
    return new BitspikeException(
        Diagnostic.error(Code.E_OTHER_RUN, SourceRef.ofPath("snapshot"), problem));
  }
}
