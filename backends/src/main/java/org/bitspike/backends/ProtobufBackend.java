package org.bitspike.backends;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.spi.Backend;
import org.bitspike.ir.spi.Fidelity;
import org.bitspike.ir.wire.ProgramFile;

/**
 * Writes the program itself, in the wire form that {@code bitspike emulate} and other tools read.
 */
public final class ProtobufBackend implements Backend {

  @Override
  public String name() {
    return "protobuf";
  }

  @Override
  public String summary() {
    return "the program itself, program.bspp, for bitspike and for tools that read its protobuf"
        + " schema";
  }

  @Override
  public Assessment assess(Program program) {
    return new Assessment(Fidelity.EXACT, "the file holds the whole program", List.of());
  }

  @Override
  public List<Artefact> emit(Program program) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ProgramFile.write(out, program);
    return List.of(new Artefact("program.bspp", out.toByteArray()));
  }
}
