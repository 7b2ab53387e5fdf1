package org.bitspike.ir.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bitspike.ir.Spec;
import org.bitspike.ir.connect.PairRule;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.generate.RandomPrograms;
import org.bitspike.ir.random.CounterRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Drawn blocks against a second, slow reading of SEMANTICS.md 10. */
class DrawnSynapsesTest {

  private static final BigInteger TWO_64 = BigInteger.TWO.pow(64);

  /** A synapse, with its place among those of its row. */
  private record Synapse(int source, int target, int place, int weight, int delay) {}

  static Stream<PairRule> rules() {
    return Stream.of(
        new PairRule.Every(),
        new PairRule.Diagonal(),
        PairRule.Chance.of(0.3),
        PairRule.Chance.of(1),
        new PairRule.InDegree(4),
        new PairRule.InDegree(100),
        new PairRule.InDegreeRepeated(9),
        new PairRule.OutDegree(5),
        new PairRule.OutDegree(100),
        PairRule.OutDegrees.equal(3, 17),
        PairRule.OutDegrees.ofTotal(4000, 17, 3));
  }

  @ParameterizedTest
  @MethodSource("rules")
  @Spec({"10.2", "10.3", "10.4", "10.5"})
  void aListHasWhatTheParagraphsSay(PairRule rule) {
    for (int targets : new int[] {17, 1, 70}) {
      for (boolean oneBlock : new boolean[] {true, false}) {
        if (oneBlock && targets != 17) {
          continue;
        }
        DrawnBlock block = block(rule, oneBlock);
        SynapseBlock listed = listed(block, 17, targets);
        List<Synapse> expected = byTheBook(block, 17, targets);
        assertThat(synapses(listed)).isEqualTo(withoutPlaces(expected));
        assertThat(listed.connection()).isEqualTo(connections(block, expected));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void rangesOfTargetsGiveTheSameSynapsesAsAll(PairRule rule) {
    DrawnSynapses synapses = new DrawnSynapses(block(rule, true), 17, 17);
    List<List<Integer>> all = new ArrayList<>();
    synapses.visit(0, 17, (s, t, w, d) -> all.add(List.of(s, t, w, d)));
    assertThat(synapses.count()).isEqualTo(all.size());
    int[][] ranges = {{0, 5}, {5, 5}, {5, 16}, {16, 17}};
    for (int[] range : ranges) {
      List<List<Integer>> some = new ArrayList<>();
      synapses.visit(range[0], range[1], (s, t, w, d) -> some.add(List.of(s, t, w, d)));
      assertThat(some)
          .isEqualTo(
              all.stream().filter(x -> x.get(1) >= range[0] && x.get(1) < range[1]).toList());
    }
  }

  @Test
  void aStepFunctionIsTheSameWithAndWithoutAGuide() {
    Random random = new Random(4);
    for (int steps : new int[] {0, 1, 2, 30, 5000}) {
      long[] threshold =
          random
              .longs(steps, 1, CodeDraw.DRAWS >>> random.nextInt(20))
              .sorted()
              .distinct()
              .toArray();
      CodeDraw draw = new CodeDraw(threshold, random.ints(threshold.length + 1).toArray());
      long[] draws = new long[3 * threshold.length + 2];
      for (int k = 0; k < threshold.length; k++) {
        draws[3 * k] = threshold[k];
        draws[3 * k + 1] = threshold[k] - 1;
        draws[3 * k + 2] = random.nextLong(CodeDraw.DRAWS);
      }
      draws[draws.length - 1] = CodeDraw.DRAWS - 1;
      int[] codes = new int[draws.length];
      new CodeDraw.Guide(draw).codes(draws, codes, draws.length);
      long shares = 0;
      for (int k = 0; k < draws.length; k++) {
        assertThat(codes[k]).as("draw %s", draws[k]).isEqualTo(draw.at(draws[k]));
      }
      for (int k = 0; k <= threshold.length; k++) {
        shares += draw.share(k);
      }
      assertThat(shares).isEqualTo(CodeDraw.DRAWS);
    }
  }

  @Test
  @Spec("10.1")
  void aListedProgramHasItsBlocksInOrderAndVerifies() {
    for (long seed = 0; seed < 300; seed++) {
      Program program = RandomPrograms.program(seed);
      Program listed = program.listed();
      assertThat(ProgramVerifier.verify(listed)).as("seed %s", seed).isEmpty();
      assertThat(listed.synapseCount()).isEqualTo(program.synapseCount());
      for (DrawnBlock block : program.drawn()) {
        assertThat(listed.synapses().get(block.ordinal()).name()).isEqualTo(block.name());
      }
      List<String> others =
          new ArrayList<>(listed.synapses().stream().map(SynapseBlock::name).toList());
      program.drawn().forEach(b -> others.remove(b.name()));
      assertThat(others).isEqualTo(program.synapses().stream().map(SynapseBlock::name).toList());
    }
  }

  @Test
  void tooLongAListIsRefused() {
    Program program = withRule(new PairRule.Every());
    long size = program.synapseCount();
    assertThat(program.listed(size).synapseCount()).isEqualTo(size);
    BitspikeException refused =
        catchThrowableOfType(BitspikeException.class, () -> program.listed(size - 1));
    assertThat(refused.diagnostics().getFirst().code()).isEqualTo(Code.E_TOO_MANY_SYNAPSES);
    assertThat(refused.diagnostics().getFirst().message()).contains("" + size, "" + (size - 1));
  }

  private static Program withRule(PairRule rule) {
    for (long seed = 0; ; seed++) {
      Program program = RandomPrograms.program(seed);
      if (!program.drawn().isEmpty() && program.drawn().getLast().rule().equals(rule)) {
        return program;
      }
    }
  }

  private static DrawnBlock block(PairRule rule, boolean oneBlock) {
    return new DrawnBlock(
        "drawn",
        0,
        "a",
        oneBlock ? "a" : "b",
        Optional.of("in"),
        rule,
        false,
        -77,
        new CodeDraw(new long[] {1L << 50, 3L << 51, 7L << 50}, new int[] {9, -4, 8, 1}),
        new CodeDraw(new long[] {1L << 52}, new int[] {2, 5}),
        Optional.empty(),
        0,
        "p");
  }

  private static SynapseBlock listed(DrawnBlock block, int sources, int targets) {
    return SynapseListing.listed(
        block, sources, targets, new DrawnSynapses(block, sources, targets).count());
  }

  private static List<Synapse> synapses(SynapseBlock listed) {
    List<Synapse> result = new ArrayList<>();
    for (int s = 0; s + 1 < listed.rowStart().length; s++) {
      for (int k = listed.rowStart()[s]; k < listed.rowStart()[s + 1]; k++) {
        result.add(
            new Synapse(
                s, listed.targetIndex()[k], 0, listed.weightCode()[k], listed.delayTicks()[k]));
      }
    }
    return result;
  }

  private static List<Synapse> withoutPlaces(List<Synapse> synapses) {
    return synapses.stream()
        .map(x -> new Synapse(x.source(), x.target(), 0, x.weight(), x.delay()))
        .toList();
  }

  // ---- the paragraphs again, with numbers without limit

  private static List<Synapse> byTheBook(DrawnBlock block, int sources, int targets) {
    boolean skip = !block.allowSelf() && block.source().equals(block.target());
    List<Synapse> all = new ArrayList<>();
    switch (block.rule()) {
      case PairRule.Every r ->
          pairs(block, sources, targets, skip, BigInteger.ONE.shiftLeft(53), all);
      case PairRule.Chance(long threshold) ->
          pairs(block, sources, targets, skip, BigInteger.valueOf(threshold), all);
      case PairRule.Diagonal r -> {
        for (int i = 0; i < Math.min(sources, targets) && !skip; i++) {
          byPair(block, i, i, sources, all);
        }
      }
      case PairRule.InDegree(int n) -> {
        for (int t = 0; t < targets; t++) {
          int left = skip ? sources - 1 : sources;
          int needed = Math.min(n, left);
          for (int s = 0; s < sources; s++) {
            if (skip && s == t) {
              continue;
            }
            BigInteger draw = upper(pair(block, 1, s, t, sources)).shiftLeft(11);
            if (below(draw, left--) < needed) {
              byPair(block, s, t, sources, all);
              needed--;
            }
          }
        }
      }
      case PairRule.InDegreeRepeated(int n) -> {
        for (int t = 0; t < targets; t++) {
          for (int k = 0; k < n; k++) {
            int s = below(row(block, 1, t, k), skip ? sources - 1 : sources);
            byRow(block, skip && s >= t ? s + 1 : s, t, t, k, all);
          }
        }
      }
      case PairRule.OutDegree(int n) -> {
        for (int s = 0; s < sources; s++) {
          int c = skip ? targets - 1 : targets;
          int m = Math.min(n, c);
          TreeSet<Integer> taken = new TreeSet<>();
          for (int k = 0; k < m; k++) {
            if (!taken.add(below(row(block, 1, s, k), c - m + k + 1))) {
              taken.add(c - m + k);
            }
          }
          int place = 0;
          for (int t : taken) {
            byRow(block, s, skip && t >= s ? t + 1 : t, s, place++, all);
          }
        }
      }
      case PairRule.OutDegrees(int[] rowStart) -> {
        for (int s = 0; s < sources; s++) {
          for (int k = 0; k < rowStart[s + 1] - rowStart[s]; k++) {
            int t = below(row(block, 1, s, k), skip ? targets - 1 : targets);
            byRow(block, s, skip && t >= s ? t + 1 : t, s, k, all);
          }
        }
      }
    }
    boolean byTarget = !(block.rule() instanceof PairRule.OutDegrees);
    all.sort(
        Comparator.comparingInt(Synapse::source)
            .thenComparingInt(x -> byTarget ? x.target() : 0)
            .thenComparingInt(Synapse::place));
    return all;
  }

  private static int[] connections(DrawnBlock block, List<Synapse> synapses) {
    boolean bySource =
        block.rule() instanceof PairRule.OutDegree || block.rule() instanceof PairRule.OutDegrees;
    List<Integer> order = new ArrayList<>();
    for (int k = 0; k < synapses.size(); k++) {
      order.add(k);
    }
    if (!bySource) {
      order.sort(
          Comparator.comparingInt((Integer k) -> synapses.get(k).target())
              .thenComparingInt(k -> synapses.get(k).place()));
    }
    int[] connection = new int[order.size()];
    for (int c = 0; c < connection.length; c++) {
      connection[order.get(c)] = c;
    }
    return connection;
  }

  private static void pairs(
      DrawnBlock block,
      int sources,
      int targets,
      boolean skip,
      BigInteger limit,
      List<Synapse> to) {
    for (int s = 0; s < sources; s++) {
      for (int t = 0; t < targets; t++) {
        if (!(skip && s == t)
            && (block.rule() instanceof PairRule.Every
                || upper(pair(block, 1, s, t, sources)).compareTo(limit) < 0)) {
          byPair(block, s, t, sources, to);
        }
      }
    }
  }

  private static void byPair(DrawnBlock block, int s, int t, int sources, List<Synapse> to) {
    to.add(
        new Synapse(
            s,
            t,
            0,
            code(block.weight(), pair(block, 2, s, t, sources)),
            code(block.delay(), pair(block, 3, s, t, sources))));
  }

  private static void byRow(DrawnBlock block, int s, int t, int row, int place, List<Synapse> to) {
    to.add(
        new Synapse(
            s,
            t,
            place,
            code(block.weight(), row(block, 2, row, place)),
            code(block.delay(), row(block, 3, row, place))));
  }

  private static int code(CodeDraw draw, BigInteger bits) {
    int step = 0;
    for (long threshold : draw.threshold()) {
      step += upper(bits).compareTo(BigInteger.valueOf(threshold)) >= 0 ? 1 : 0;
    }
    return draw.code()[step];
  }

  private static BigInteger pair(DrawnBlock block, int stream, int s, int t, int sources) {
    return unsigned(CounterRandom.bits64(block.seed(), stream, (long) t * sources + s, 0));
  }

  private static BigInteger row(DrawnBlock block, int stream, int row, int place) {
    BigInteger z =
        unsigned(CounterRandom.bits64(block.seed(), stream, row, 0))
            .add(new BigInteger("9E3779B97F4A7C15", 16).multiply(BigInteger.valueOf(place + 1L)))
            .mod(TWO_64);
    z = z.xor(z.shiftRight(30)).multiply(new BigInteger("BF58476D1CE4E5B9", 16)).mod(TWO_64);
    z = z.xor(z.shiftRight(27)).multiply(new BigInteger("94D049BB133111EB", 16)).mod(TWO_64);
    return z.xor(z.shiftRight(31));
  }

  private static BigInteger upper(BigInteger bits) {
    return bits.shiftRight(11);
  }

  private static int below(BigInteger bits, int n) {
    return bits.multiply(BigInteger.valueOf(n)).shiftRight(64).intValueExact();
  }

  private static BigInteger unsigned(long bits) {
    return BigInteger.valueOf(bits).mod(TWO_64);
  }
}
