package org.bitspike.hwprofiles;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.ExprEvaluator;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.profile.HardwareProfile.Claim;
import org.bitspike.ir.profile.HardwareProfile.DelayExtension;
import org.bitspike.ir.profile.HardwareProfile.DelayModel;
import org.bitspike.ir.profile.HardwareProfile.EventClock;
import org.bitspike.ir.profile.HardwareProfile.Exponents;
import org.bitspike.ir.profile.HardwareProfile.Headroom;
import org.bitspike.ir.profile.HardwareProfile.LearningModel;
import org.bitspike.ir.profile.HardwareProfile.Limits;
import org.bitspike.ir.profile.HardwareProfile.ScaleGrid;
import org.bitspike.ir.profile.HardwareProfile.Sharing;
import org.bitspike.ir.profile.HardwareProfile.Source;
import org.bitspike.ir.profile.HardwareProfile.SynapseModel;
import org.bitspike.ir.profile.HardwareProfile.SynapseRows;
import org.bitspike.ir.profile.HardwareProfile.TickRule;
import org.bitspike.ir.profile.HardwareProfile.WeightModel;
import org.bitspike.ir.profile.NeuronModel;
import org.bitspike.ir.profile.SynapseMemory;
import org.bitspike.ir.profile.Topology;
import org.bitspike.ir.program.Program.Phase;

/**
 * The schema of profiles: which keys there are, and what they become in a {@link HardwareProfile}.
 *
 * <p>Keys are the records' components in snake case. A list of named things is written as a mapping
 * from name to thing, so that a variant or an override can change one of them. Times, voltages and
 * so on are SI numbers, or carry a unit.
 */
final class ProfileSchema {

  private ProfileSchema() {}

  /** Reads a whole profile; its digest is still empty. */
  static HardwareProfile profile(Section s) {
    String name = s.text("profile");
    s.isKnown("extends"); // resolved before the schema sees the document
    String title = s.text("title");
    List<Source> sources = new ArrayList<>();
    s.texts("sources").forEach((id, citation) -> sources.add(new Source(id, citation)));
    Map<String, Double> constants = s.numbers("constants");
    Scope scope = Scope.of(constants).with("dt");
    TickRule tick = s.section("tick", ProfileSchema::tick);
    NeuronModel neuron = s.section("neuron", n -> NeuronSchema.neuron(n, scope));
    Scope quantities = NeuronSchema.quantities(neuron, scope);
    SynapseModel synapse = s.section("synapse", y -> synapse(y, scope, quantities));
    Limits limits = s.section("limits", ProfileSchema::limits);
    EventClock events =
        s.optionalSection("events", ProfileSchema::events)
            .orElse(new EventClock(OptionalDouble.empty()));
    LearningModel learning =
        s.optionalSection(
                "learning", l -> LearningSchema.learning(l, scope, events.rule().isPresent()))
            .orElse(LearningModel.NONE);
    List<Claim> claims = s.each("claims", ProfileSchema::claim);
    return new HardwareProfile(
        name,
        title,
        "",
        sources,
        constants,
        tick,
        neuron,
        synapse,
        limits,
        events,
        learning,
        claims,
        s.optionalSection("topology", t -> TopologySchema.topology(t, constants.keySet()))
            .orElse(Topology.NONE));
  }

  private static TickRule tick(Section s) {
    return new TickRule(
        s.numberOr("model", "length", 1e-9, 1, "s"), s.choices("order", Phase.class));
  }

  private static SynapseModel synapse(Section s, Scope constants, Scope quantities) {
    return new SynapseModel(
        s.section("weight", w -> weight(w, constants, quantities)),
        s.section("delay", ProfileSchema::delay),
        s.optionalSection("rows", r -> rows(r, constants)).orElse(SynapseRows.FREE));
  }

  private static SynapseRows rows(Section s, Scope constants) {
    return new SynapseRows(
        s.flag("one_sign", false),
        s.flag("one_per_target", false),
        s.optionalExpression("entry", constants.with("code", "sign")),
        s.flag("one_delay", false),
        s.flag("one_receptor", false));
  }

  private static WeightModel weight(Section s, Scope constants, Scope quantities) {
    int max = s.integer("max_code", 1, 65535);
    int min = s.integer("min_code", -32768, max);
    FixedFormat entry = s.format("entry_format");
    Expr curve = s.expression("curve", constants.with("code"));
    checkRoom(s, min, max, curve, entry, constants);
    return new WeightModel(
        min,
        max,
        curve,
        entry.toString(),
        s.flag("zero_is_off", false),
        s.choice("scale_per", Sharing.class),
        s.optionalExpression("scale_low", quantities),
        s.optionalExpression("scale_high", quantities),
        s.integer("scale_bits", 0, 30, 0),
        s.optionalSection("scale_grid", g -> grid(g, quantities)),
        s.optionalSection(
            "headroom",
            h -> new Headroom(h.number("most", 1, 1e18, ""), h.number("sigma", 0, 100, ""))),
        s.optionalSection("exponents", e -> exponents(e, s)));
  }

  /** Reports the first code whose effect the format of a table's entries cannot hold. */
  private static void checkRoom(
      Section s, int min, int max, Expr curve, FixedFormat entry, Scope constants) {
    Map<String, Double> names = new HashMap<>(constants.constants());
    for (int code : new int[] {max, min}) {
      names.put("code", (double) code);
      double value = ExprEvaluator.evaluate(curve, name -> names.getOrDefault(name, Double.NaN));
      double held = entry.value(entry.nearest(value));
      if (Math.abs(held - value) > Math.scalb(0.5, -entry.fraction())) {
        s.report(
            Code.H_OUT_OF_RANGE,
            "entry_format",
            "is "
                + entry
                + ", which ends at "
                + held
                + "; the curve gives code "
                + code
                + " the value "
                + value);
        return;
      }
    }
  }

  private static Exponents exponents(Section s, Section weight) {
    int low = s.integer("low", -16, 16);
    int high = s.integer("high", -16, 16);
    if (high < low) {
      s.report(Code.H_OUT_OF_RANGE, "high", "is " + high + ", below low, which is " + low);
    }
    if (weight.choice("scale_per", Sharing.class) != Sharing.BLOCK) {
      weight.report(
          Code.H_BAD_VALUE, "scale_per", "must be block where projections have exponents");
    }
    return new Exponents(low, high);
  }

  private static ScaleGrid grid(Section s, Scope quantities) {
    int low = s.integer("low", -64, 64);
    int high = s.integer("high", -64, 64);
    if (high < low) {
      s.report(Code.H_OUT_OF_RANGE, "high", "is " + high + ", below low, which is " + low);
    }
    return new ScaleGrid(s.expression("unit", quantities), low, high);
  }

  private static DelayModel delay(Section s) {
    int min = s.integer("min_ticks", 1, 1 << 20);
    int max = s.integer("max_ticks", 1, 1 << 20);
    if (max < min) {
      s.report(
          Code.H_OUT_OF_RANGE, "max_ticks", "is " + max + ", below min_ticks, which is " + min);
    }
    return new DelayModel(
        min,
        max,
        s.optionalNumber("fixed", 0, 1, "s"),
        s.optionalSection(
            "extension",
            e ->
                new DelayExtension(
                    e.integer("step_ticks", 1, 1 << 15), e.integer("stages", 1, 1 << 15))));
  }

  private static Limits limits(Section s) {
    return new Limits(
        s.integer("cores", 1, 1 << 20),
        s.integer("circuits_per_core", 1, 1 << 20),
        s.integer("fan_in_per_circuit", 1, 1 << 24),
        s.ascending("merge", 1, 1 << 20),
        s.flag("sources_take_circuits", false),
        s.integer("rows_per_core", 1, 1 << 24, 0),
        s.integer("axons_out_per_core", 1, 1 << 24, 0),
        s.optionalSection("synapse_memory", ProfileSchema::memory),
        s.flag("copies", false));
  }

  private static SynapseMemory memory(Section s) {
    return new SynapseMemory(
        s.integer("bits_per_core", 1, Integer.MAX_VALUE),
        s.integer("word_bits", 1, 1 << 16),
        s.integer("row_bits", 0, 1 << 16, 0),
        s.integer("row_synapses", 1, 1 << 24),
        s.integer("tag_bits", 0, 64, 0),
        s.ascending("weight_bits", 0, 64),
        s.ascending("index_bits", 0, 32));
  }

  private static EventClock events(Section s) {
    return new EventClock(
        s.optionalNumber("resolution", 1e-12, 1, "s"),
        s.optionalSection("schedule", EventSchema::rule));
  }

  private static Claim claim(String part, Section s) {
    return new Claim(part, s.choice("level", Claim.Level.class), s.text("evidence"));
  }
}
