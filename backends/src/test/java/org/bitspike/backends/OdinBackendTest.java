package org.bitspike.backends;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.backends.odin.OdinBackend;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.profile.NeuronModel;
import org.bitspike.ir.program.EventSchedule;
import org.bitspike.ir.program.LearningRule;
import org.bitspike.ir.program.LookupTable;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.Program.Columns;
import org.bitspike.ir.program.SourceBlock;
import org.bitspike.ir.program.Stimulus;
import org.bitspike.ir.program.SynapseBlock;
import org.bitspike.ir.spi.Backend;
import org.bitspike.ir.spi.Fidelity;
import org.junit.jupiter.api.Test;

/**
 * What the chip would not do is refused; what it does, in OdinExportTest of the conformance tests.
 */
class OdinBackendTest extends BackendContractTest {

  private static final HardwareProfile CHIP = Profiles.load("odin", List.of());
  private static final Kernel NEURON = ((NeuronModel.Fixed) CHIP.neuron()).kernel();
  private static final Kernel RULE = CHIP.learning().rules().getFirst().kernel();
  private static final EventSchedule SCHEDULE = CHIP.events().rule().orElseThrow().schedule();

  @Override
  Backend backend() {
    return new OdinBackend();
  }

  /** Two neurons and one source, which can be told to be wrong. */
  private static final class Small {
    private final Map<String, long[]> params = new LinkedHashMap<>();
    private final Map<String, long[]> initial = new LinkedHashMap<>();
    private int neurons = 2;
    private int[] targets = {0, 1};
    private int[] codes = {9, 15};
    private long[] table = {0, 4, 8, 12, 16, 20, 24, 28};
    private long updateUnmapped = -1;
    private List<long[]> events = List.of(new long[] {0, kind("time"), 0, 0, 1});
    private Kernel kernel = NEURON;
    private EventSchedule schedule = SCHEDULE;

    Small() {
      NEURON.words(Kernel.Word.Kind.PARAM).forEach(w -> params.put(w.name(), new long[1]));
      params.put("lif", new long[] {1});
      params.put("thr", new long[] {50});
    }

    static long kind(String name) {
      return SCHEDULE.kinds().indexOf(SCHEDULE.kind(name));
    }

    Program program() {
      int[] place = new int[neurons];
      int[] ones = new int[neurons];
      Arrays.fill(ones, 1);
      int[] delay = new int[targets.length];
      Arrays.fill(delay, 1);
      int[] connection = new int[targets.length];
      Arrays.setAll(connection, k -> k);
      boolean learns = updateUnmapped >= 0;
      Optional<SynapseBlock.Plasticity> plasticity =
          learns
              ? Optional.of(
                  new SynapseBlock.Plasticity(
                      "rule",
                      0,
                      new Columns(Map.of("update_unmapped", new long[] {updateUnmapped})),
                      Columns.NONE,
                      Columns.NONE))
              : Optional.empty();
      List<Kernel> kernels = new ArrayList<>(List.of(kernel));
      if (learns) {
        kernels.add(RULE);
      }
      return new Program(
          new Program.Info("small", "", "odin", "", "", 1),
          new Program.TickSchedule(1_000_000_000_000L, List.of()),
          3,
          kernels,
          List.of(new LookupTable("weight", FixedFormat.parse("u5"), table)),
          List.of(
              new NeuronBlock(
                  "n",
                  kernel.name(),
                  neurons,
                  new Columns(params),
                  new Columns(initial),
                  "n",
                  place,
                  new NeuronBlock.Place(place, place, ones))),
          List.of(new SourceBlock("in", 1, "in", new int[] {0})),
          List.of(
              new SynapseBlock(
                  "s",
                  "in",
                  "n",
                  Optional.of("in"),
                  new int[] {0, targets.length},
                  targets,
                  codes,
                  delay,
                  Optional.of("weight"),
                  8,
                  plasticity,
                  "s",
                  connection)),
          learns ? List.of(new LearningRule("rule", RULE.name(), 1, Optional.empty())) : List.of(),
          new Stimulus(
              List.of(),
              List.of(),
              new Stimulus.EventList(
                  events.stream().mapToLong(e -> e[0]).toArray(),
                  events.stream().mapToInt(e -> (int) e[1]).toArray(),
                  events.stream().mapToInt(e -> (int) e[2]).toArray(),
                  events.stream().mapToInt(e -> (int) e[3]).toArray(),
                  events.stream().mapToLong(e -> e[4]).toArray())),
          List.of(),
          Optional.of(schedule));
    }

    void refused(String why) {
      Backend.Assessment assessment = new OdinBackend().assess(program());
      assertThat(assessment.fidelity()).isEqualTo(Fidelity.REFUSED);
      assertThat(assessment.diagnostics()).anyMatch(d -> d.message().contains(why));
    }
  }

  @Test
  void whatFitsIsExact() {
    assertThat(backend().assess(new Small().program()).fidelity()).isEqualTo(Fidelity.EXACT);
  }

  @Test
  void anOpenLoopIsOneRegister() {
    Small small = new Small();
    small.schedule = new EventSchedule(SCHEDULE.kinds(), Optional.empty());
    String sequence =
        new String(
            backend().emit(small.program()).getFirst().content(),
            java.nio.charset.StandardCharsets.UTF_8);
    assertThat(sequence).endsWith("W 00001 00001\nW 00000 00000\n");
  }

  @Test
  void everyKindOfEventHasItsAddress() {
    Small small = new Small();
    small.events =
        List.of(
            new long[] {0, Small.kind("spike"), 2, 0, 0},
            new long[] {0, Small.kind("neuron_time"), 1, 0, 1},
            new long[] {1, Small.kind("virtual"), 1, 0, 4 * 5 + 2},
            new long[] {1, Small.kind("synapse_learning"), 2, 1, 0},
            new long[] {1, Small.kind("bistability"), 2, 0, 0},
            new long[] {2, Small.kind("all_bistability"), 0, 0, 0},
            new long[] {2, Small.kind("time"), 0, 0, 1});
    String stimulus =
        new String(
            backend().emit(small.program()).get(1).content(),
            java.nio.charset.StandardCharsets.UTF_8);
    assertThat(stimulus)
        .isEqualTo(
            "T 0\nB 00207\nB 001ff\nT 1\nB 001b1\nB 10201\nB 00280\nT 2\nB 00000\nB 0007f\n");
  }

  @Test
  void anotherKernelIsRefused() {
    Small small = new Small();
    small.kernel = new Kernel("other", NEURON.words(), List.of(), NEURON.handlers());
    small.refused("are by the kernel other");
  }

  @Test
  void anotherQueueIsRefused() {
    Small small = new Small();
    small.schedule =
        new EventSchedule(SCHEDULE.kinds(), Optional.of(new EventSchedule.SpikeQueue("spike", 64)));
    small.refused("its queue are not the chip's");
  }

  @Test
  void moreThan256AddressesAreRefused() {
    Small small = new Small();
    small.neurons = 256;
    small.refused("the program has 257 neurons and sources, the chip 256 addresses");
  }

  @Test
  void valuesOfEventsThatTheChipTakesForOthersAreRefused() {
    Small small = new Small();
    small.events = List.of(new long[] {0, Small.kind("virtual"), 0, 0, 0});
    small.refused("takes for a spike");
    small.events = List.of(new long[] {0, Small.kind("time"), 0, 0, 5});
    small.refused("a time reference has the value 5");
    small.events =
        List.of(
            new long[] {0, Small.kind("synapse"), 2, 0, 0},
            new long[] {0, Small.kind("synapse_learning"), 2, 0, 0});
    small.refused("some events of single synapses learn and some do not");
  }

  @Test
  void weightsThatAreNotTheChipsAreRefused() {
    Small small = new Small();
    small.table = new long[] {0, 4, 8, 12, 16, 20, 24, 20};
    small.refused("has the code 15, which hands 20");
  }

  @Test
  void twoSynapsesOfAPairAreRefused() {
    Small small = new Small();
    small.targets = new int[] {1, 1};
    small.refused("is the second of its source on its target");
  }

  @Test
  void twoSignsOfASourceAreRefused() {
    Small small = new Small();
    small.table = new long[] {0, 4, 8, 12, 16, 20, 24, 30};
    small.refused("has another sign than others of its source");
  }

  @Test
  void synapsesThatDoNotLearnOnNeuronsThatDoAreRefused() {
    Small small = new Small();
    small.params.put("ca_en", new long[] {1});
    small.params.put("ca_theta1", new long[] {1});
    small.refused("all inputs of its target learn");
    small.updateUnmapped = 0;
    assertThat(backend().assess(small.program()).fidelity()).isEqualTo(Fidelity.EXACT);
  }

  @Test
  void flagsThatTheChipDoesNotComputeAreRefused() {
    Small small = new Small();
    small.initial.put("up", new long[] {1});
    small.refused("begins with flags of learning");
  }

  @Test
  void neuronsThatNoticeEventsWithoutSynapseAreRefused() {
    Small small = new Small();
    small.params.put("lif", new long[] {0});
    small.refused("is an Izhikevich neuron");
    small.params.put("lif", new long[] {1});
    small.params.put("thr", new long[] {0});
    small.refused("has the threshold 0");
  }
}
