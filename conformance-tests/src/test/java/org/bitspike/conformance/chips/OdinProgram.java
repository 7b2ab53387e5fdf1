package org.bitspike.conformance.chips;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
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
import org.bitspike.ir.program.Program.Probe;
import org.bitspike.ir.program.Stimulus;
import org.bitspike.ir.program.SynapseBlock;

/**
 * What ODIN's memories and registers mean, as a program: all 256 neurons, and every synapse of
 * every row, mapped or not.
 *
 * @param neurons neuron memory
 * @param synapses synapse memory
 * @param sign which neurons inhibit
 * @param registers by address in decimal; those not given are 0
 */
record OdinProgram(
    List<BigInteger> neurons,
    List<BigInteger> synapses,
    BigInteger sign,
    Map<String, Object> registers) {

  private static final int NEURONS = 256;
  private static final FixedFormat ACCESS = FixedFormat.parse("u5");

  static long register(Map<String, Object> registers, int number) {
    Object value = registers.get(String.valueOf(number));
    return value == null ? 0 : ((Number) value).longValue();
  }

  /**
   * The program that handles these AER words, by step.
   *
   * @param everything whether it records every word, and the synapses at the end
   */
  Program program(List<List<Integer>> steps, boolean everything) {
    HardwareProfile profile = Profiles.load("odin", List.of());
    boolean openLoop = register(registers, 1) == 1;
    Kernel kernel = ((NeuronModel.Fixed) profile.neuron()).kernel();
    Kernel sdsp = profile.learning().rules().getFirst().kernel();
    EventSchedule schedule = profile.events().rule().orElseThrow().schedule();
    EventSchedule used =
        openLoop ? new EventSchedule(schedule.kinds(), Optional.empty()) : schedule;
    int[] all = IntStream.range(0, NEURONS).toArray();
    int[] ones = new int[NEURONS];
    Arrays.fill(ones, 1);
    NeuronBlock block =
        new NeuronBlock(
            "n",
            kernel.name(),
            NEURONS,
            new Columns(OdinMemory.columns(neurons, names(kernel, Kernel.Word.Kind.PARAM))),
            new Columns(initial(kernel, neurons)),
            "n",
            all,
            new NeuronBlock.Place(new int[NEURONS], all, ones));
    boolean propagate = register(registers, 24) == 1;
    List<Probe> probes = new ArrayList<>();
    int ticks = steps.size();
    if (everything) {
      kernel
          .words(Kernel.Word.Kind.STATE)
          .forEach(w -> probes.add(new Probe(Probe.Kind.WORD, "n", -1, w.name(), 1)));
      for (String half : List.of("exc", "inh")) {
        probes.add(new Probe(Probe.Kind.WEIGHTS, half, -1, "", ticks));
      }
    }
    return new Program(
        new Program.Info("odin", "", "odin", "", "", 1),
        new Program.TickSchedule(1_000_000_000_000L, List.of()),
        ticks,
        List.of(kernel, sdsp),
        List.of(decode("exc", 0, propagate), decode("inh", 2, propagate)),
        List.of(block),
        List.of(),
        List.of(rows("exc", false), rows("inh", true)),
        List.of(new LearningRule("sdsp", sdsp.name(), 1, Optional.empty())),
        new Stimulus(List.of(), List.of(), events(steps, used)),
        probes,
        Optional.of(used));
  }

  private static List<String> names(Kernel kernel, Kernel.Word.Kind kind) {
    return kernel.words(kind).stream().map(Kernel.Word::name).toList();
  }

  /** States from memory; the flags are what a fully masked write of each neuron leaves. */
  private static Map<String, long[]> initial(Kernel kernel, List<BigInteger> neurons) {
    Map<String, long[]> columns =
        new LinkedHashMap<>(OdinMemory.columns(neurons, names(kernel, Kernel.Word.Kind.STATE)));
    for (int n = 0; n < neurons.size(); n++) {
      long[] flags = OdinFlags.refreshed(neurons.get(n));
      columns.get("up")[n] = flags[0];
      columns.get("down")[n] = flags[1];
    }
    return columns;
  }

  private static LookupTable decode(String name, int signBit, boolean propagate) {
    long[] entries = new long[16];
    for (int nibble = 0; nibble < 16; nibble++) {
      boolean delivered = nibble >= 8 || propagate;
      entries[nibble] = (delivered ? 4L * (nibble % 8) : 0) + signBit;
    }
    return new LookupTable("decode_" + name, ACCESS, entries);
  }

  private SynapseBlock rows(String name, boolean inhibitory) {
    int[] rowStart = new int[NEURONS + 1];
    for (int pre = 0; pre < NEURONS; pre++) {
      rowStart[pre + 1] = rowStart[pre] + (sign.testBit(pre) == inhibitory ? NEURONS : 0);
    }
    int size = rowStart[NEURONS];
    int[] target = new int[size];
    int[] nibble = new int[size];
    int[] connection = new int[size];
    for (int pre = 0; pre < NEURONS; pre++) {
      for (int k = rowStart[pre]; k < rowStart[pre + 1]; k++) {
        int post = k - rowStart[pre];
        target[k] = post;
        nibble[k] = synapses.get(pre * 32 + post / 8).shiftRight(4 * (post % 8)).intValue() & 0xF;
        connection[k] = pre * NEURONS + post;
      }
    }
    int[] delay = new int[size];
    Arrays.fill(delay, 1);
    return new SynapseBlock(
        name,
        "n",
        "n",
        Optional.of("in"),
        rowStart,
        target,
        nibble,
        delay,
        Optional.of("decode_" + name),
        0,
        Optional.of(
            new SynapseBlock.Plasticity(
                "sdsp",
                0,
                new Columns(Map.of("update_unmapped", new long[] {register(registers, 23)})),
                Columns.NONE,
                Columns.NONE)),
        name,
        connection);
  }

  /** AER words to events, by the public documentation as the RTL reads it. */
  private Stimulus.EventList events(List<List<Integer>> steps, EventSchedule schedule) {
    List<long[]> events = new ArrayList<>();
    for (int t = 0; t < steps.size(); t++) {
      for (int aer : steps.get(t)) {
        int high = aer >> 8 & 0xFF;
        int low = aer & 0xFF;
        if (aer >> 16 == 1) {
          String kind = register(registers, 25) == 1 ? "synapse_learning" : "synapse";
          add(events, schedule, t, kind, high, low, 0);
        } else if (low == 0x7F || low == 0xFF) {
          add(events, schedule, t, low == 0x7F ? "time" : "neuron_time", high, 0, 1);
        } else if (low == 0x00 || low == 0x80) {
          add(events, schedule, t, low == 0 ? "all_bistability" : "bistability", high, 0, 0);
        } else if (low == 0x07 || low == 0x01) {
          add(events, schedule, t, "spike", high, 0, 0); // 0x01: a virtual event of nothing
        } else {
          add(events, schedule, t, "virtual", high, 0, low >> 3);
        }
      }
    }
    return new Stimulus.EventList(
        events.stream().mapToLong(e -> e[0]).toArray(),
        events.stream().mapToInt(e -> (int) e[1]).toArray(),
        events.stream().mapToInt(e -> (int) e[2]).toArray(),
        events.stream().mapToInt(e -> (int) e[3]).toArray(),
        events.stream().mapToLong(e -> e[4]).toArray());
  }

  private static void add(
      List<long[]> events,
      EventSchedule schedule,
      long tick,
      String kind,
      int address,
      int target,
      long value) {
    long ordinal = schedule.kinds().indexOf(schedule.kind(kind));
    boolean all = kind.equals("time") || kind.equals("all_bistability");
    events.add(new long[] {tick, ordinal, all ? 0 : address, target, value});
  }
}
