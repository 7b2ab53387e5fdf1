package org.bitspike.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.bitspike.emulator.fast.Vectors;
import org.bitspike.ir.Spec;
import org.bitspike.ir.connect.PairRule;
import org.bitspike.ir.program.CodeDraw;
import org.bitspike.ir.program.DrawnBlock;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.ProgramVerifier;
import org.bitspike.ir.program.SynapseBlock;
import org.bitspike.ir.recording.Recording;
import org.junit.jupiter.api.Test;

/** A drawn block does what the block does that lists its synapses. */
@Spec({"10.1", "10.5"})
class DrawnProgramsTest {

  @Test
  void allEnginesRunDrawnSynapsesAsListedOnes() {
    int withEffect = 0;
    int runs = 0;
    int packed = 0;
    for (long seed = 0; seed < 120; seed++) {
      Program without = RandomPrograms.of(seed);
      Optional<Program> made = withDrawn(without, seed);
      if (made.isEmpty()) {
        continue;
      }
      Program drawn = made.get();
      assertThat(ProgramVerifier.verify(drawn)).as("seed %d", seed).isEmpty();
      Recording listed = run(drawn.listed(), Engine.INTERPRETER, 1);
      same(seed, run(drawn, Engine.INTERPRETER, 1), listed);
      same(seed, run(drawn, Engine.FAST, 1 + (int) (seed % 3)), listed);
      runs++;
      Acceleration fast = new Acceleration(drawn, new Manner(2, true, Vectors.NONE));
      packed +=
          fast.program().synapses().stream()
                  .anyMatch(b -> b.name().equals("drawn") && b.size() == 0)
              ? 1
              : 0;
      withEffect += differs(run(without, Engine.INTERPRETER, 1), listed) ? 1 : 0;
    }
    assertThat(runs).isGreaterThan(30);
    assertThat(packed).as("packed as they are drawn").isBetween(20, runs - 1);
    assertThat(withEffect).isGreaterThan(5);
  }

  private static Recording run(Program program, Engine engine, int threads) {
    return Engines.run(program, RunOptions.defaults().withEngine(engine).withThreads(threads));
  }

  private static void same(long seed, Recording actual, Recording expected) {
    assertThat(actual)
        .as("seed %d", seed)
        .usingRecursiveComparison()
        .ignoringFields("info.engine", "info.subject")
        .isEqualTo(expected);
  }

  private static boolean differs(Recording a, Recording b) {
    for (int k = 0; k < a.traces().size(); k++) {
      if (!java.util.Arrays.equals(a.traces().get(k).values(), b.traces().get(k).values())) {
        return true;
      }
    }
    return false;
  }

  /** The program with one more block, first in order, that goes where a listed one goes. */
  private static Optional<Program> withDrawn(Program p, long seed) {
    Optional<SynapseBlock> like =
        p.synapses().stream()
            .filter(b -> b.port().isPresent() && b.plasticity().isEmpty() && b.size() > 0)
            .findFirst();
    if (like.isEmpty()) {
      return Optional.empty();
    }
    SynapseBlock block = like.get();
    int sources = p.blockSize(block.source());
    List<PairRule> rules =
        List.of(
            PairRule.Chance.of(0.6),
            new PairRule.InDegree(2),
            new PairRule.InDegreeRepeated(2),
            new PairRule.OutDegree(2),
            PairRule.OutDegrees.ofTotal(12, sources, seed));
    int low = java.util.Arrays.stream(block.weightCode()).min().orElse(0);
    int high = java.util.Arrays.stream(block.weightCode()).max().orElse(0);
    DrawnBlock drawn =
        new DrawnBlock(
            "drawn",
            0,
            block.source(),
            block.target(),
            block.port(),
            rules.get((int) (seed % rules.size())),
            true,
            seed,
            new CodeDraw(new long[] {1L << 52}, new int[] {low, high}),
            new CodeDraw(new long[] {1L << 50, 1L << 52}, new int[] {3, 1, 2}),
            block.decode(),
            block.codeOffset(),
            "p");
    return Optional.of(
        new Program(
            p.info(),
            p.tick(),
            p.durationTicks(),
            p.kernels(),
            p.tables(),
            p.neurons(),
            p.sources(),
            p.synapses(),
            p.learning(),
            p.stimulus(),
            p.probes(),
            p.events(),
            List.of(drawn)));
  }
}
