package org.bitspike.backends;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import org.bitspike.emulator.RandomPrograms;
import org.bitspike.emulator.StateDump;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.spi.Backend;
import org.bitspike.ir.wire.ProgramFile;
import org.junit.jupiter.api.Test;

class ProtobufBackendTest extends BackendContractTest {

  @Override
  Backend backend() {
    return new ProtobufBackend();
  }

  @Test
  void whatIsReadBackRunsTheSame() {
    for (long seed = 0; seed < 50; seed++) {
      Program program = RandomPrograms.of(seed);
      byte[] file = backend().emit(program).getFirst().content();
      Program read = ProgramFile.read(new ByteArrayInputStream(file));
      assertThat(StateDump.of(read)).as("seed %d", seed).isEqualTo(StateDump.of(program));
    }
  }
}
