package org.bitspike.compiler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.ExprText;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.Action;
import org.bitspike.ir.network.ComponentType.Definition;
import org.bitspike.ir.network.ComponentType.DerivedVariable;
import org.bitspike.ir.network.ComponentType.Dynamics;
import org.bitspike.ir.network.ComponentType.EventPort;
import org.bitspike.ir.network.ComponentType.OnCondition;
import org.bitspike.ir.network.ComponentType.OnEvent;
import org.bitspike.ir.network.ComponentType.Regime;
import org.bitspike.ir.network.ComponentType.Slot;
import org.bitspike.ir.network.ComponentType.StateVariable;
import org.bitspike.ir.network.ComponentType.TimeDerivative;
import org.bitspike.ir.unit.Dimension;

/** Small component types and components, in the names of NeuroML. */
final class TestModels {

  private TestModels() {}

  static Expr expr(String text) {
    return ExprText.parse(text);
  }

  static StateVariable state(String name, Dimension dimension) {
    return new StateVariable(name, dimension, Optional.of(name));
  }

  static DerivedVariable derived(String name, Dimension dimension, String value) {
    return new DerivedVariable(
        name, dimension, Optional.of(name), new Definition.Value(expr(value)));
  }

  static Action set(String variable, String value) {
    return new Action.Assign(variable, expr(value));
  }

  static ComponentType type(
      String name,
      List<String> ancestors,
      Map<String, Dimension> parameters,
      boolean weighted,
      List<String> requirements,
      List<EventPort> ports,
      List<Slot> slots,
      Dynamics dynamics) {
    List<ComponentType.Parameter> declared = new ArrayList<>();
    parameters.forEach((n, d) -> declared.add(new ComponentType.Parameter(n, d)));
    return new ComponentType(
        name,
        ancestors,
        declared,
        weighted ? List.of(new ComponentType.Property("weight", Dimension.NONE, 1)) : List.of(),
        List.of(),
        List.of(),
        requirements.stream()
            .map(r -> new ComponentType.Requirement(r, Dimension.VOLTAGE))
            .toList(),
        ports,
        slots,
        List.of(),
        dynamics,
        SourceRef.ofPath("types/" + name));
  }

  private static final Map<String, Dimension> IAF = new LinkedHashMap<>();

  static {
    IAF.put("C", Dimension.CAPACITANCE);
    IAF.put("leakConductance", Dimension.CONDUCTANCE);
    IAF.put("leakReversal", Dimension.VOLTAGE);
    IAF.put("thresh", Dimension.VOLTAGE);
    IAF.put("reset", Dimension.VOLTAGE);
  }

  private static final List<DerivedVariable> IAF_DERIVED =
      List.of(
          new DerivedVariable(
              "iSyn",
              Dimension.CURRENT,
              Optional.of("iSyn"),
              new Definition.Select("synapses[*]/i", Optional.of(Definition.Reduce.ADD), true)),
          derived("iMemb", Dimension.CURRENT, "leakConductance * (leakReversal - v) + iSyn"));

  static final List<Slot> SYNAPSES =
      List.of(new Slot("synapses", "basePointCurrent", Slot.Kind.ATTACHMENTS));

  private static final EventPort SPIKE = new EventPort("spike", false);

  static final EventPort IN = new EventPort("in", true);

  /** A leaky integrate-and-fire cell. */
  static ComponentType iafCell() {
    return type(
        "iafCell",
        List.of("baseCell"),
        IAF,
        false,
        List.of(),
        List.of(SPIKE),
        SYNAPSES,
        new Dynamics(
            List.of(state("v", Dimension.VOLTAGE)),
            IAF_DERIVED,
            List.of(new TimeDerivative("v", expr("iMemb / C"))),
            List.of(set("v", "leakReversal")),
            List.of(
                new OnCondition(
                    expr("v .gt. thresh"), List.of(set("v", "reset"), new Action.Emit("spike")))),
            List.of(),
            List.of()));
  }

  /** The same with a refractory period. */
  static ComponentType iafRefCell() {
    Map<String, Dimension> parameters = new LinkedHashMap<>(IAF);
    parameters.put("refract", Dimension.TIME);
    return type(
        "iafRefCell",
        List.of("iafCell", "baseCell"),
        parameters,
        false,
        List.of(),
        List.of(SPIKE),
        SYNAPSES,
        new Dynamics(
            List.of(
                state("v", Dimension.VOLTAGE),
                new StateVariable("lastSpikeTime", Dimension.TIME, Optional.empty())),
            IAF_DERIVED,
            List.of(),
            List.of(set("v", "leakReversal")),
            List.of(),
            List.of(),
            List.of(
                new Regime(
                    "refractory",
                    false,
                    List.of(set("lastSpikeTime", "t"), set("v", "reset")),
                    List.of(),
                    List.of(
                        new OnCondition(
                            expr("t .gt. lastSpikeTime + refract"),
                            List.of(new Action.Transition("integrating")))),
                    List.of()),
                new Regime(
                    "integrating",
                    true,
                    List.of(),
                    List.of(new TimeDerivative("v", expr("iMemb / C"))),
                    List.of(
                        new OnCondition(
                            expr("v .gt. thresh"),
                            List.of(
                                new Action.Emit("spike"), new Action.Transition("refractory")))),
                    List.of()))));
  }

  /** A conductance that jumps and decays. */
  static ComponentType expOneSynapse() {
    Map<String, Dimension> parameters = new LinkedHashMap<>();
    parameters.put("gbase", Dimension.CONDUCTANCE);
    parameters.put("erev", Dimension.VOLTAGE);
    parameters.put("tauDecay", Dimension.TIME);
    return type(
        "expOneSynapse",
        List.of("baseSynapse", "basePointCurrent"),
        parameters,
        true,
        List.of("v"),
        List.of(IN),
        List.of(),
        new Dynamics(
            List.of(state("g", Dimension.CONDUCTANCE)),
            List.of(derived("i", Dimension.CURRENT, "g * (erev - v)")),
            List.of(new TimeDerivative("g", expr("-g / tauDecay"))),
            List.of(set("g", "0")),
            List.of(),
            List.of(new OnEvent("in", List.of(set("g", "g + weight * gbase")))),
            List.of()));
  }

  /** A synapse that depresses: not linear in its events. */
  static ComponentType depressingSynapse() {
    Map<String, Dimension> parameters = new LinkedHashMap<>();
    parameters.put("gbase", Dimension.CONDUCTANCE);
    parameters.put("erev", Dimension.VOLTAGE);
    parameters.put("tauDecay", Dimension.TIME);
    parameters.put("tauRec", Dimension.TIME);
    parameters.put("use", Dimension.NONE);
    return type(
        "depressingSynapse",
        List.of("baseSynapse", "basePointCurrent"),
        parameters,
        true,
        List.of("v"),
        List.of(IN),
        List.of(),
        new Dynamics(
            List.of(state("g", Dimension.CONDUCTANCE), state("R", Dimension.NONE)),
            List.of(derived("i", Dimension.CURRENT, "g * (erev - v)")),
            List.of(
                new TimeDerivative("g", expr("-g / tauDecay")),
                new TimeDerivative("R", expr("(1 - R) / tauRec"))),
            List.of(set("g", "0"), set("R", "1")),
            List.of(),
            List.of(
                new OnEvent(
                    "in",
                    List.of(set("g", "g + weight * gbase * use * R"), set("R", "R * (1 - use)")))),
            List.of()));
  }

  /** A constant current for a while. */
  static ComponentType pulseGenerator() {
    Map<String, Dimension> parameters = new LinkedHashMap<>();
    parameters.put("delay", Dimension.TIME);
    parameters.put("duration", Dimension.TIME);
    parameters.put("amplitude", Dimension.CURRENT);
    return type(
        "pulseGenerator",
        List.of("basePointCurrent"),
        parameters,
        true,
        List.of(),
        List.of(IN),
        List.of(),
        new Dynamics(
            List.of(state("i", Dimension.CURRENT)),
            List.of(),
            List.of(),
            List.of(),
            List.of(
                new OnCondition(expr("t .lt. delay"), List.of(set("i", "0"))),
                new OnCondition(
                    expr("t .geq. delay .and. t .lt. duration + delay"),
                    List.of(set("i", "weight * amplitude"))),
                new OnCondition(expr("t .geq. duration + delay"), List.of(set("i", "0")))),
            List.of(),
            List.of()));
  }

  /** Fires at a regular interval. */
  static ComponentType spikeGenerator() {
    return type(
        "spikeGenerator",
        List.of("baseSpikeSource"),
        Map.of("period", Dimension.TIME),
        false,
        List.of(),
        List.of(SPIKE),
        List.of(),
        new Dynamics(
            List.of(new StateVariable("tnext", Dimension.TIME, Optional.empty())),
            List.of(),
            List.of(),
            List.of(set("tnext", "period")),
            List.of(
                new OnCondition(
                    expr("tnext - t .lt. 1e-12"),
                    List.of(set("tnext", "tnext + period"), new Action.Emit("spike")))),
            List.of(),
            List.of()));
  }

  /** An exponential integrate-and-fire cell: a cell that needs a look-up table. */
  static ComponentType expIafCell() {
    Map<String, Dimension> parameters = new LinkedHashMap<>(IAF);
    parameters.put("delT", Dimension.VOLTAGE);
    parameters.put("VT", Dimension.VOLTAGE);
    return type(
        "expIafCell",
        List.of("baseCell"),
        parameters,
        false,
        List.of(),
        List.of(SPIKE),
        SYNAPSES,
        new Dynamics(
            List.of(state("v", Dimension.VOLTAGE)),
            List.of(
                IAF_DERIVED.get(0),
                derived(
                    "iMemb",
                    Dimension.CURRENT,
                    "leakConductance * (leakReversal - v) + leakConductance * delT * exp((v - VT) /"
                        + " delT) + iSyn")),
            List.of(new TimeDerivative("v", expr("iMemb / C"))),
            List.of(set("v", "leakReversal")),
            List.of(
                new OnCondition(
                    expr("v .gt. thresh"), List.of(set("v", "reset"), new Action.Emit("spike")))),
            List.of(),
            List.of()));
  }

  /** Every type above. */
  static List<ComponentType> types() {
    return List.of(
        iafCell(),
        iafRefCell(),
        expOneSynapse(),
        depressingSynapse(),
        pulseGenerator(),
        spikeGenerator(),
        expIafCell());
  }

  private static Map<String, Double> iafParameters() {
    Map<String, Double> p = new LinkedHashMap<>();
    p.put("C", 0.2e-9);
    p.put("leakConductance", 0.01e-6);
    p.put("leakReversal", -0.065);
    p.put("thresh", -0.05);
    p.put("reset", -0.07);
    return p;
  }

  static Component iaf(String id) {
    return Component.of(id, "iafCell", iafParameters());
  }

  static Component iafRef(String id, double refractSeconds) {
    Map<String, Double> p = iafParameters();
    p.put("refract", refractSeconds);
    return Component.of(id, "iafRefCell", p);
  }

  static Component expIaf(String id) {
    Map<String, Double> p = iafParameters();
    p.put("thresh", -0.04);
    p.put("VT", -0.05);
    p.put("delT", 0.002);
    return Component.of(id, "expIafCell", p);
  }

  static Component expOne(String id, double gbase, double erev, double tau) {
    Map<String, Double> p = new LinkedHashMap<>();
    p.put("gbase", gbase);
    p.put("erev", erev);
    p.put("tauDecay", tau);
    return Component.of(id, "expOneSynapse", p);
  }

  static Component depressing(String id, double gbase, double tau, double tauRec, double use) {
    Map<String, Double> p = new LinkedHashMap<>();
    p.put("gbase", gbase);
    p.put("erev", 0.0);
    p.put("tauDecay", tau);
    p.put("tauRec", tauRec);
    p.put("use", use);
    return Component.of(id, "depressingSynapse", p);
  }

  static Component pulse(String id, double delay, double duration, double amplitude) {
    Map<String, Double> p = new LinkedHashMap<>();
    p.put("delay", delay);
    p.put("duration", duration);
    p.put("amplitude", amplitude);
    return Component.of(id, "pulseGenerator", p);
  }

  static Component regular(String id, double period) {
    return Component.of(id, "spikeGenerator", Map.of("period", period));
  }
}
