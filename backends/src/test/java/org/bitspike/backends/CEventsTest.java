package org.bitspike.backends;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.bitspike.emulator.Interpreter;
import org.bitspike.emulator.ProgramBuilder;
import org.bitspike.emulator.RunOptions;
import org.bitspike.emulator.StateDump;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.profile.NeuronModel;
import org.bitspike.ir.program.EventSchedule;
import org.bitspike.ir.program.EventSchedule.Kind;
import org.bitspike.ir.program.EventSchedule.Scope;
import org.bitspike.ir.program.EventSchedule.SpikeQueue;
import org.bitspike.ir.program.EventSchedule.SynapseWork;
import org.bitspike.ir.program.LearningRule;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.Program.Columns;
import org.bitspike.ir.program.ProgramVerifier;
import org.bitspike.ir.program.SynapseBlock.Plasticity;
import org.bitspike.ir.recording.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs of events in C: every spike, word and counter is the emulator's. */
class CEventsTest {

  private static final String NEURON =
      """
      kernel NAME {
        param  threshold: u8
        state  v: s10 stochastic saturate, seen: u16 wrap
        level  gain: u4
        input  in: s8, leak: u8
        on event in {
          seen = seen + 1
          v = v + ((value * gain) >> 3) + random(2)
          if v >= threshold {
            spike
            v = RESET
          }
        }
        on event leak { v = v - value }
      }
      """;

  private static final String RULE =
      """
      kernel watch {
        param  most: u8
        state  weight: s8, visits: u8 wrap
        shared all: u16 wrap
        target v: s10, threshold: u8, gain: u4
        on pre {
          weight = min(most, select(v > threshold // 2, weight + gain, weight - 1))
          visits = visits + 1
          all = all + visits
        }
        on readout { weight = weight - random(1) }
      }
      """;

  private static final List<Kind> KINDS =
      List.of(
          Kind.ofNeurons("poke", Scope.NEURON, "in"),
          Kind.ofNeurons("leak", Scope.ALL_NEURONS, "leak"),
          Kind.ofSynapses("spike", Scope.ROW, true, SynapseWork.PRE),
          Kind.ofSynapses("one", Scope.SYNAPSE, true, SynapseWork.NONE),
          Kind.ofSynapses("age", Scope.ALL_ROWS, false, SynapseWork.READOUT),
          Kind.ofSynapses("silent", Scope.ROW, false, SynapseWork.NONE));

  @TempDir private Path folder = Path.of("");

  /** A random program of two neuron blocks, a source block, learning and static synapses. */
  static Program random(long seed) {
    Random random = new Random(seed);
    Optional<SpikeQueue> queue =
        random.nextInt(4) == 0
            ? Optional.empty()
            : Optional.of(new SpikeQueue("spike", 1 + random.nextInt(6)));
    ProgramBuilder builder =
        new ProgramBuilder(12)
            .seed(random.nextLong())
            .events(new EventSchedule(KINDS, queue))
            .kernel(NEURON.replace("NAME", "first").replace("RESET", "0"))
            .kernel(NEURON.replace("NAME", "second").replace("RESET", "v - threshold"))
            .kernel(RULE)
            .rule(new LearningRule("watch", "watch", 1, Optional.empty()))
            .sources("s", 3)
            .neurons("a", "first", 4, threshold(random, 4), gain(random, 4))
            .neurons("b", "second", 2, threshold(random, 1), gain(random, 1))
            .levels("a", "gain", new long[] {3, 1, random.nextInt(16)}, new long[] {5, 0, 2});
    Plasticity plasticity =
        new Plasticity(
            "watch",
            0,
            ProgramBuilder.columns("most", random.nextInt(100)),
            Columns.NONE,
            Columns.NONE);
    learning(builder, "plastic", "s", "a", plasticity, synapses(random, 3, 4));
    learning(builder, "recurrent", "a", "a", plasticity, synapses(random, 4, 4));
    builder
        .synapses("forth", "a", "b", "in", synapses(random, 4, 2))
        .synapses("back", "b", "a", "in", synapses(random, 2, 4));
    for (int tick = 0; tick < 12; tick++) {
      for (int e = random.nextInt(5); e > 0; e--) {
        int kind = random.nextInt(KINDS.size());
        builder.event(
            tick,
            KINDS.get(kind).name(),
            random.nextInt(kind == 0 ? 6 : 9),
            random.nextInt(6),
            kind < 2 ? random.nextInt(100) : 0);
      }
    }
    return CPrograms.named(builder.probeEverything().build(), "e" + seed);
  }

  private static Columns threshold(Random random, int count) {
    return ProgramBuilder.columns("threshold", random.longs(count, 5, 120).toArray());
  }

  private static Columns gain(Random random, int count) {
    return ProgramBuilder.columns("gain", random.longs(count, 0, 16).toArray());
  }

  private static int[][] synapses(Random random, int sources, int targets) {
    int[][] each = new int[random.nextInt(10)][];
    Arrays.setAll(
        each,
        s ->
            new int[] {
              random.nextInt(sources), random.nextInt(targets), random.nextInt(160) - 60, 1
            });
    return each;
  }

  private static void learning(
      ProgramBuilder builder,
      String name,
      String source,
      String target,
      Plasticity plasticity,
      int[][] each) {
    builder.synapses(
        name,
        source,
        target,
        Optional.of("in"),
        Optional.empty(),
        0,
        Optional.of(plasticity),
        Arrays.stream(each)
            .map(s -> new int[] {s[0], s[1], Math.min(127, s[2]), s[3]})
            .toArray(int[][]::new));
  }

  @Test
  void randomProgramsOfEventsGiveTheSameBits() {
    CCompiler.require();
    List<Program> programs = LongStream.range(0, 30).mapToObj(CEventsTest::random).toList();
    assertThat(programs.stream().flatMap(p -> StateDump.of(p).stream()))
        .as("neurons fire more than once in a tick")
        .anyMatch(line -> line.matches("spikes a.* (\\d) (.* )?\\1( .*)?"));
    CPrograms.compareAll(folder, "events", programs, List.of("-O0"));
  }

  /** A column of random codes for each word of a kind. */
  private static Columns anything(Kernel kernel, Kernel.Word.Kind kind, int size, Random random) {
    Map<String, long[]> columns = new LinkedHashMap<>();
    for (Kernel.Word word : kernel.words(kind)) {
      if (!word.name().equals("weight")) {
        long low = word.format().minCode();
        long[] codes = random.longs(size, low, word.format().maxCode() + 1).toArray();
        columns.put(word.name(), codes);
      }
    }
    return new Columns(columns);
  }

  /** Neurons and plastic synapses of the event-driven profile, with anything in their words. */
  private static Program odin(long seed) {
    Random random = new Random(seed);
    HardwareProfile profile = Profiles.load("odin", List.of());
    Kernel neuron = ((NeuronModel.Fixed) profile.neuron()).kernel();
    Kernel rule = profile.learning().rules().getFirst().kernel();
    EventSchedule schedule = profile.events().rule().orElseThrow().schedule();
    Kernel.Word port = neuron.words(Kernel.Word.Kind.INPUT).getFirst();
    Kernel.Word weight = rule.word("weight").orElseThrow();
    int[][] each = new int[64][];
    Arrays.setAll(
        each,
        s -> new int[] {s / 8, s % 8, random.nextInt((int) weight.format().maxCode() + 1), 1});
    ProgramBuilder builder =
        new ProgramBuilder(40)
            .events(schedule)
            .kernel(neuron)
            .kernel(rule)
            .rule(new LearningRule("rule", rule.name(), 1, Optional.empty()))
            .table(
                "access", port.format(), random.longs(16, 0, port.format().maxCode() + 1).toArray())
            .neurons(
                "n",
                neuron.name(),
                8,
                anything(neuron, Kernel.Word.Kind.PARAM, 8, random),
                anything(neuron, Kernel.Word.Kind.STATE, 8, random))
            .synapses(
                "syn",
                "n",
                "n",
                Optional.of(port.name()),
                Optional.of("access"),
                0,
                Optional.of(
                    new Plasticity(
                        "rule",
                        0,
                        anything(rule, Kernel.Word.Kind.PARAM, each.length, random),
                        anything(rule, Kernel.Word.Kind.STATE, each.length, random),
                        anything(rule, Kernel.Word.Kind.SHARED, 1, random))),
                each);
    for (int tick = 0; tick < 40; tick++) {
      for (int e = random.nextInt(6); e > 0; e--) {
        Kind kind = schedule.kinds().get(random.nextInt(schedule.kinds().size()));
        long value = kind.port().isPresent() ? random.nextInt(32) : 0;
        builder.event(tick, kind.name(), random.nextInt(8), random.nextInt(8), value);
      }
    }
    return CPrograms.named(builder.probeEverything().build(), "odin" + seed);
  }

  @Test
  void theEventDrivenProfileGivesTheSameBits() {
    CCompiler.require();
    List<Program> programs = LongStream.range(0, 6).mapToObj(CEventsTest::odin).toList();
    for (Program program : programs) {
      assertThat(ProgramVerifier.verify(program)).isEmpty();
    }
    assertThat(programs.stream().flatMap(p -> StateDump.of(p).stream()))
        .as("it is not silent")
        .anyMatch(line -> line.startsWith("spikes n "));
    CPrograms.compareAll(folder, "odin", programs, List.of("-O0"));
  }

  @Test
  void spikesAreToldInOrderAndTheQueueIsCounted() {
    CCompiler.require();
    Program program = random(7);
    StringBuilder expected = new StringBuilder();
    Recording run =
        Interpreter.run(
            program,
            RunOptions.defaults()
                .withSpikes((tick, address) -> expected.append(' ').append(address)));
    expected.append(" sent ").append(run.counter("queue", "sent"));
    expected.append(" lost ").append(run.counter("queue", "lost"));
    CPrograms.write(folder, new CBackend().emit(CPrograms.named(program, "net")));
    CPrograms.write(
        folder,
        "main.c",
        """
        #include <stdio.h>
        #include "net.h"
        static void told(int32_t address) {
          printf(" %d", (int)address);
        }
        int main(void) {
          net_on_spike = told;
          net_reset();
          while (net_tick < NET_TICKS) {
            net_step();
          }
          printf(" sent %d lost %d\\n", (int)net_sent, (int)net_lost);
          return 0;
        }
        """);
    CCompiler.compile(folder, "run", List.of("-O1"), List.of("main.c", "net.c"));
    assertThat(CCompiler.run(folder, List.of("./run")).output())
        .containsExactly(expected.toString());
  }

  @Test
  void eventsCanComeFromOutsideAndAChipThatIsNeverQuietIsStopped() {
    CCompiler.require();
    Program program =
        new ProgramBuilder(4)
            .events(new EventSchedule(KINDS, Optional.of(new SpikeQueue("spike", 4))))
            .kernel(
                "kernel k { state v: u8 input in: s8, leak: u8 on event in { v = v + value if v > 9"
                    + " { spike v = 0 } } on event leak { v = v - value } }")
            .neurons("n", "k", 2, Columns.NONE, Columns.NONE)
            .synapses("ring", "n", "n", "in", new int[] {0, 1, 10, 1}, new int[] {1, 0, 10, 1})
            .build();
    CPrograms.write(folder, new CBackend().emit(CPrograms.named(program, "net")));
    CPrograms.write(
        folder,
        "main.c",
        """
        #include <stdio.h>
        #include "net.h"
        int main(void) {
          net_reset();
          net_event(NET_KIND_POKE, 1, 0, 7);
          printf("%d %d\\n", (int)net_n_v[1], net_error);
          net_event(NET_KIND_POKE, 1, 0, 7);
          printf("%d %s\\n", net_error, net_error_where);
          return 0;
        }
        """);
    CCompiler.compile(folder, "run", List.of("-O1"), List.of("main.c", "net.c"));
    assertThat(CCompiler.run(folder, List.of("./run")).output())
        .containsExactly("7 0", "2 events that follow one from outside do not end");
  }
}
