package org.bitspike.backends.odin;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.profile.NeuronModel;
import org.bitspike.ir.program.EventSchedule;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.Stimulus.EventList;
import org.bitspike.ir.program.SynapseBlock;

/** What a program asks of the chip, and whether the chip does it. */
final class Demands {

  private static final class Chip {
    static final HardwareProfile PROFILE = Profiles.load("odin", List.of());
  }

  private final Program program;
  private final Addresses addresses;
  private final List<String> problems = new ArrayList<>();
  private final Set<Long> unmapped = new HashSet<>();
  private final Set<String> kindsUsed = new HashSet<>();

  Demands(Program program) {
    this.program = program;
    this.addresses = new Addresses(program);
    schedule();
    if (problems.isEmpty()) {
      kernels();
    }
    if (problems.isEmpty()) {
      size();
    }
    if (problems.isEmpty()) {
      events();
      synapses();
      neurons();
    }
  }

  /** Why the chip would not do what the program says, each with limit against actual. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  /** Whether spikes have no effect inside. */
  boolean openLoop() {
    return program.events().flatMap(EventSchedule::queue).isEmpty();
  }

  /** Whether synapses without mapping bit learn. */
  boolean updatesUnmapped() {
    return unmapped.contains(1L);
  }

  /** Whether an event of one synapse lets it learn. */
  boolean learnsOnSynapseEvents() {
    return kindsUsed.contains("synapse_learning");
  }

  private void schedule() {
    EventSchedule chip = Chip.PROFILE.events().rule().orElseThrow().schedule();
    Optional<EventSchedule> own = program.events();
    if (own.isEmpty()) {
      problems.add("the program works in ticks, the chip in events");
    } else if (!own.get().equals(chip)
        && !own.get().equals(new EventSchedule(chip.kinds(), Optional.empty()))) {
      problems.add("the program's kinds of events or its queue are not the chip's");
    }
  }

  private void kernels() {
    Kernel neuron = ((NeuronModel.Fixed) Chip.PROFILE.neuron()).kernel();
    Kernel rule = Chip.PROFILE.learning().rules().getFirst().kernel();
    for (NeuronBlock block : program.neurons()) {
      if (!program.kernel(block.kernel()).equals(neuron)) {
        problems.add(
            "the neurons of "
                + block.name()
                + " are by the kernel "
                + block.kernel()
                + ", the chip's by "
                + neuron.name());
      }
    }
    for (SynapseBlock block : program.synapses()) {
      if (block.plasticity().isPresent()) {
        Kernel own = program.kernel(program.learningRule(block.plasticity().get().rule()).kernel());
        if (!own.words().equals(rule.words()) || !own.handlers().equals(rule.handlers())) {
          problems.add(
              "the synapses of " + block.name() + " learn by another rule than the chip's");
        }
        for (int k = 0; k < block.size(); k++) {
          unmapped.add(block.plasticity().get().params().value("update_unmapped", k));
        }
      }
    }
    if (unmapped.size() > 1) {
      problems.add("update_unmapped is 0 for some synapses and 1 for others, the chip has one");
    }
  }

  private void size() {
    if (addresses.all() > Memory.NEURONS) {
      problems.add(
          "the program has "
              + addresses.all()
              + " neurons and sources, the chip "
              + Memory.NEURONS
              + " addresses");
    }
  }

  private void events() {
    EventList events = program.stimulus().events();
    EventSchedule schedule = program.events().orElseThrow();
    Set<String> found = new HashSet<>();
    for (int e = 0; e < events.size(); e++) {
      String kind = schedule.kinds().get(events.kind()[e]).name();
      kindsUsed.add(kind);
      long value = events.value()[e];
      if (kind.endsWith("time") && value != 1) {
        found.add("a time reference has the value " + value + ", the chip's is 1");
      }
      if (kind.equals("virtual") && value == 0) {
        found.add("a virtual event has the value 0, which the chip takes for a spike");
      }
    }
    if (kindsUsed.contains("synapse") && kindsUsed.contains("synapse_learning")) {
      found.add("some events of single synapses learn and some do not, the chip has one setting");
    }
    problems.addAll(found.stream().sorted().toList());
  }

  private void synapses() {
    Set<Integer> pairs = new HashSet<>();
    int[] signs = new int[Memory.NEURONS];
    int[] inputsOfRow = new int[Memory.NEURONS];
    for (SynapseBlock block : program.synapses()) {
      int base = addresses.of(block.source());
      for (int s = 0; s < block.rowStart().length - 1; s++) {
        int address = base + s;
        for (int k = block.rowStart()[s]; k < block.rowStart()[s + 1]; k++) {
          int target = addresses.of(block.target()) + block.targetIndex()[k];
          int code = block.weightCode()[k];
          long value = Memory.decoded(program, block, code);
          int sign = 1 + (int) (value >> 1 & 1);
          boolean sound =
              code >= 0
                  && code < 16
                  && block.port().isPresent()
                  && value == (code >= 8 ? 4L * (code - 8) : 0) + 2L * (sign - 1);
          if (!sound) {
            problem(
                block,
                k,
                "has the code "
                    + code
                    + ", which hands "
                    + value
                    + " to its target; "
                    + "the chip's hands over 4 * weight + 2 * inhibitory");
            return;
          }
          if (signs[address] != 0 && signs[address] != sign) {
            problem(block, k, "has another sign than others of its source, the chip has one");
            return;
          }
          signs[address] = sign;
          inputsOfRow[address]++;
          if (!pairs.add(address << 8 | target)) {
            problem(block, k, "is the second of its source on its target, the chip has one");
            return;
          }
          if (block.plasticity().isEmpty() && learns(target)) {
            problem(
                block, k, "does not learn, and on the chip all inputs of its target learn (ca_en)");
            return;
          }
        }
      }
    }
    for (int address = 0; address < addresses.all(); address++) {
      dense &= inputsOfRow[address] == Memory.NEURONS;
    }
  }

  /** Whether every row reaches every neuron: then absent synapses touch nobody. */
  private boolean dense = true;

  private void problem(SynapseBlock block, int synapse, String what) {
    problems.add("synapse " + synapse + " of " + block.name() + " " + what);
  }

  private boolean learns(int address) {
    for (NeuronBlock block : program.neurons()) {
      int index = address - addresses.of(block.name());
      if (index >= 0 && index < block.size()) {
        return block.params().value("ca_en", index) == 1;
      }
    }
    return false;
  }

  /**
   * A row's event reaches all 256 neurons on the chip, those without a synapse with weight 0: this
   * must do nothing, or every row must reach everyone in the program too.
   */
  private void neurons() {
    for (NeuronBlock block : program.neurons()) {
      for (int n = 0; n < block.size(); n++) {
        Neuron neuron = new Neuron(block, n);
        String name = block.name() + "[" + n + "] ";
        if (!dense && neuron.param("lif") == 0) {
          problems.add(
              name
                  + "is an Izhikevich neuron, which notices events that bring it nothing: the"
                  + " chip sends it one for each spike, the program only along synapses");
          return;
        }
        if (!dense && neuron.state("v") >= neuron.param("thr")) {
          problems.add(
              name
                  + "has the threshold "
                  + neuron.param("thr")
                  + " and begins at "
                  + neuron.state("v")
                  + ", so that it fires at events that bring it nothing");
          return;
        }
        if (neuron.param("lif") == 1 && !neuron.flagsAreThoseOfARefresh()) {
          problems.add(
              name
                  + "begins with flags of learning (up, down) that the chip does not compute from"
                  + " its state");
          return;
        }
      }
    }
  }

  /** A neuron's words. */
  private record Neuron(NeuronBlock block, int index) {
    long param(String word) {
      return block.params().value(word, index);
    }

    long state(String word) {
      return block.initial().value(word, index);
    }

    /** What an access that brings nothing makes of the flags. */
    boolean flagsAreThoseOfARefresh() {
      long calcium = state("calcium");
      boolean learns = param("ca_en") == 1 && param("ca_theta1") <= calcium;
      boolean high = state("v") >= param("thetamem");
      boolean up = learns && high && calcium < param("ca_theta3");
      boolean down = learns && !high && calcium < param("ca_theta2");
      return state("up") == (up ? 1 : 0) && state("down") == (down ? 1 : 0);
    }
  }
}
