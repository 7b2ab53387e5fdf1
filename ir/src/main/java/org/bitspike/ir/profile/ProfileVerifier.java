package org.bitspike.ir.profile;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Findings;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.profile.HardwareProfile.DelayModel;
import org.bitspike.ir.profile.HardwareProfile.Limits;
import org.bitspike.ir.profile.HardwareProfile.WeightModel;
import org.bitspike.ir.program.Program.Phase;

/**
 * The rules a profile must keep: numbers in range, kernels sound, every word it speaks of in its
 * kernel.
 */
public final class ProfileVerifier {

  /** Codes of a weight at most; each has an entry in a decode table. */
  private static final long MOST_CODES = 1L << 20;

  private final HardwareProfile profile;
  private final ProfileFindings found = new ProfileFindings(new Findings());

  private ProfileVerifier(HardwareProfile profile) {
    this.profile = profile;
  }

  /** All findings; empty when the profile is sound. */
  public static List<Diagnostic> verify(HardwareProfile profile) {
    ProfileVerifier verifier = new ProfileVerifier(profile);
    verifier.tick();
    verifier.constants();
    switch (profile.neuron()) {
      case NeuronModel.Programmable machine ->
          new NeuronModelVerifier(verifier.found).programmable(machine);
      case NeuronModel.Fixed fixed -> new NeuronModelVerifier(verifier.found).fixed(fixed);
    }
    verifier.weight(profile.synapse().weight());
    verifier.delay(profile.synapse().delay());
    verifier.limits(profile.limits());
    profile
        .events()
        .resolutionSeconds()
        .ifPresent(
            r -> verifier.found.range("events.resolution", r, Double.MIN_VALUE, Double.MAX_VALUE));
    verifier.learning();
    new TopologyVerifier(profile, verifier.found).verify();
    return verifier.found.all();
  }

  private void tick() {
    profile
        .tick()
        .lengthSeconds()
        .ifPresent(s -> found.range("tick.length", s, Double.MIN_VALUE, Double.MAX_VALUE));
    EnumSet<Phase> seen = EnumSet.noneOf(Phase.class);
    for (Phase phase : profile.tick().order()) {
      if (!seen.add(phase)) {
        found.bad("tick.order", "the phase " + phase + " stands twice");
      }
    }
    if (profile.events().rule().isPresent()) {
      if (!profile.tick().order().isEmpty()) {
        found.bad("tick.order", "a chip that handles events has no phases");
      }
      new EventRuleVerifier(profile, found).verify();
      return;
    }
    EnumSet<Phase> missing = EnumSet.of(Phase.DELIVER, Phase.INTEGRATE, Phase.FIRE, Phase.ROUTE);
    missing.removeAll(seen);
    missing.forEach(phase -> found.bad("tick.order", "the phase " + phase + " is missing"));
  }

  private void constants() {
    profile
        .constants()
        .forEach(
            (name, value) ->
                found.range("constants." + name, value, -Double.MAX_VALUE, Double.MAX_VALUE));
  }

  private void weight(WeightModel weight) {
    if (weight.minCode() > weight.maxCode()) {
      found.outOfRange(
          "synapse.weight",
          "the smallest code is " + weight.minCode() + ", the largest " + weight.maxCode());
    }
    found.range(
        "synapse.weight codes", (double) weight.maxCode() - weight.minCode() + 1, 1, MOST_CODES);
    found.range("synapse.weight.scale bits", weight.scaleBits(), 0, 31);
    weight
        .scaleGrid()
        .ifPresent(
            g -> {
              found.range("synapse.weight.scale_grid.low", g.low(), -64, 64);
              found.range("synapse.weight.scale_grid.high", g.high(), g.low(), 64);
            });
    weight
        .headroom()
        .ifPresent(
            h -> {
              found.range("synapse.weight.headroom.most", h.most(), 1, Double.MAX_VALUE);
              found.range("synapse.weight.headroom.sigma", h.sigma(), 0, 100);
            });
    weight
        .exponents()
        .ifPresent(
            e -> {
              found.range("synapse.weight.exponents.low", e.low(), -16, 16);
              found.range("synapse.weight.exponents.high", e.high(), e.low(), 16);
            });
    try {
      FixedFormat.parse(weight.entryFormat());
    } catch (IllegalArgumentException e) {
      found.bad("synapse.weight.entry", String.valueOf(e.getMessage()));
    }
  }

  private void delay(DelayModel delay) {
    found.range("synapse.delay.min", delay.minTicks(), 1, Integer.MAX_VALUE);
    found.range("synapse.delay.max", delay.maxTicks(), delay.minTicks(), Integer.MAX_VALUE);
    delay
        .extension()
        .ifPresent(
            e -> {
              found.range("synapse.delay.extension.step_ticks", e.stepTicks(), 1, 1 << 15);
              found.range("synapse.delay.extension.stages", e.stages(), 1, 1 << 15);
            });
    delay.fixedSeconds().ifPresent(s -> found.range("synapse.delay.fixed", s, 0, Double.MAX_VALUE));
  }

  private void limits(Limits limits) {
    found.range("limits.cores", limits.cores(), 1, Integer.MAX_VALUE);
    found.range("limits.circuits_per_core", limits.circuitsPerCore(), 1, Integer.MAX_VALUE);
    found.range("limits.fan_in_per_circuit", limits.fanInPerCircuit(), 1, Integer.MAX_VALUE);
    found.range("limits.rows_per_core", limits.rowsPerCore(), 0, Integer.MAX_VALUE);
    found.range("limits.axons_out_per_core", limits.axonsOutPerCore(), 0, Integer.MAX_VALUE);
    limits.synapseMemory().ifPresent(this::memory);
    if (limits.merge().isEmpty()) {
      found.bad("limits.merge", "no number of circuits is given");
    }
    int last = 0;
    for (int circuits : limits.merge()) {
      if (circuits <= last) {
        found.outOfRange(
            "limits.merge", "the numbers " + limits.merge() + " do not ascend from 1 or more");
        return;
      }
      last = circuits;
    }
    found.range("limits.merge", last, 1, limits.circuitsPerCore());
  }

  private void memory(SynapseMemory memory) {
    String key = "limits.synapse_memory.";
    found.range(key + "bits_per_core", memory.bitsPerCore(), 1, Integer.MAX_VALUE);
    found.range(key + "word_bits", memory.wordBits(), 1, 1 << 16);
    found.range(key + "row_bits", memory.rowBits(), 0, 1 << 16);
    found.range(key + "row_synapses", memory.rowSynapses(), 1, 1 << 24);
    found.range(key + "tag_bits", memory.tagBits(), 0, 64);
    WeightModel weight = profile.synapse().weight();
    widths(
        key + "weight_bits",
        memory.weightBits(),
        SynapseMemory.bits((long) weight.maxCode() - weight.minCode() + 1),
        "weight codes");
    widths(
        key + "index_bits",
        memory.indexBits(),
        SynapseMemory.bits(profile.limits().circuitsPerCore()),
        "circuits of a core");
  }

  /** Widths ascend, and the last tells all things apart. */
  private void widths(String key, List<Integer> widths, int needed, String what) {
    for (int k = 1; k < widths.size(); k++) {
      if (widths.get(k) <= widths.get(k - 1)) {
        found.outOfRange(key, "the widths " + widths + " do not ascend");
        return;
      }
    }
    if (widths.isEmpty() || widths.getFirst() < 0 || widths.getLast() < needed) {
      found.outOfRange(
          key, "no width of " + widths + " holds the " + what + ", which take " + needed + " bits");
    }
  }

  private void learning() {
    Set<String> variants = new HashSet<>();
    for (int k = 0; k < profile.learning().rules().size(); k++) {
      LearningMatch rule = profile.learning().rules().get(k);
      variants.add(rule.variant());
      new LearningMatchVerifier(found).verify("learning.rules[" + k + "]", rule);
    }
    if (!variants.isEmpty() && !variants.contains(profile.learning().variant())) {
      found.bad("learning.variant", "no rule has the variant " + profile.learning().variant());
    }
  }

  /** Speaks of a profile's keys. */
  static final class ProfileFindings {
    private final Findings findings;

    ProfileFindings(Findings findings) {
      this.findings = findings;
    }

    void range(String key, double value, double low, double high) {
      if (!(value >= low && value <= high)) {
        outOfRange(key, value + " lies outside " + low + " to " + high);
      }
    }

    void outOfRange(String key, String message) {
      findings.error(Code.H_OUT_OF_RANGE, SourceRef.ofPath(key), message);
    }

    void bad(String key, String message) {
      findings.error(Code.H_BAD_VALUE, SourceRef.ofPath(key), message);
    }

    void kernel(String key, String message) {
      findings.error(Code.H_BAD_KERNEL, SourceRef.ofPath(key), message);
    }

    List<Diagnostic> all() {
      return findings.all();
    }
  }
}
