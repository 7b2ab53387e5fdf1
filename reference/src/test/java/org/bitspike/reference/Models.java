package org.bitspike.reference;

import static org.bitspike.reference.TypeBuilder.emit;
import static org.bitspike.reference.TypeBuilder.go;
import static org.bitspike.reference.TypeBuilder.set;
import static org.bitspike.reference.TypeBuilder.type;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.expr.ExprText;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.OnCondition;
import org.bitspike.ir.network.ComponentType.Regime;
import org.bitspike.ir.network.ComponentType.Slot;
import org.bitspike.ir.network.ComponentType.TimeDerivative;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.InputBinding;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.OutputRequest;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.network.Projection;

/** Cells, synapses and sources of the tests, written from their equations. */
public final class Models {

  private Models() {}

  /** Leaky integrate-and-fire, no refractory time. */
  public static ComponentType lif() {
    return type("lif")
        .parameters("C", "gL", "EL", "thresh", "reset")
        .emits("spike")
        .slot("synapses", "synapse", Slot.Kind.ATTACHMENTS)
        .state("v")
        .sum("iSyn", "synapses[*]/i")
        .derived("iMemb", "gL * (EL - v) + iSyn")
        .rate("v", "iMemb / C")
        .start(set("v", "EL"))
        .when("v .gt. thresh", set("v", "reset"), emit("spike"))
        .build();
  }

  /** Leaky integrate-and-fire with a refractory regime. */
  public static ComponentType lifRef() {
    return type("lifRef")
        .parameters("C", "gL", "EL", "thresh", "reset", "refract")
        .emits("spike")
        .slot("synapses", "synapse", Slot.Kind.ATTACHMENTS)
        .state("v")
        .hidden("lastSpike")
        .sum("iSyn", "synapses[*]/i")
        .derived("iMemb", "gL * (EL - v) + iSyn")
        .start(set("v", "EL"))
        .regime(
            new Regime(
                "refractory",
                false,
                List.of(set("lastSpike", "t"), set("v", "reset")),
                List.of(),
                List.of(
                    new OnCondition(
                        ExprText.parse("t .gt. lastSpike + refract"), List.of(go("integrating")))),
                List.of()))
        .regime(
            new Regime(
                "integrating",
                true,
                List.of(),
                List.of(new TimeDerivative("v", ExprText.parse("iMemb / C"))),
                List.of(
                    new OnCondition(
                        ExprText.parse("v .gt. thresh"), List.of(emit("spike"), go("refractory")))),
                List.of()))
        .build();
  }

  public static ComponentType expSynapse() {
    return type("expSynapse")
        .isA("synapse")
        .parameters("gbase", "erev", "tau")
        .weight()
        .requires("v")
        .takes("in")
        .state("g")
        .derived("i", "g * (erev - v)")
        .rate("g", "-g / tau")
        .start(set("g", "0"))
        .on("in", set("g", "g + weight * gbase"))
        .build();
  }

  public static ComponentType pulse() {
    return type("pulse")
        .isA("synapse")
        .parameters("delay", "duration", "amplitude")
        .weight()
        .state("i")
        .when("t .lt. delay", set("i", "0"))
        .when("t .geq. delay .and. t .lt. duration + delay", set("i", "weight * amplitude"))
        .when("t .geq. duration + delay", set("i", "0"))
        .build();
  }

  public static ComponentType spikeAt() {
    return type("spikeAt")
        .parameters("time")
        .emits("spike")
        .hidden("done")
        .start(set("done", "0"))
        .when("(t .geq. time) .and. (done .eq. 0)", set("done", "1"), emit("spike"))
        .build();
  }

  public static ComponentType spikeArray() {
    return type("spikeArray")
        .emits("spike")
        .takes("in")
        .slot("spikes", "spikeAt", Slot.Kind.CHILDREN)
        .state("tsince")
        .rate("tsince", "1")
        .on("in", set("tsince", "0"), emit("spike"))
        .build();
  }

  public static ComponentType poisson() {
    return type("poisson")
        .parameters("rate")
        .emits("spike")
        .state("next")
        .start(set("next", "-log(random(1)) / rate"))
        .when("t .gt. next", set("next", "next - log(random(1)) / rate"), emit("spike"))
        .build();
  }

  /** A type that has just what the rule's component gives. */
  public static ComponentType lutStdpOf(Component rule) {
    ComponentType bare =
        type("lutStdp").parameters(rule.parameters().keySet().toArray(String[]::new)).build();
    return new ComponentType(
        bare.name(),
        List.of(),
        bare.parameters(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.copyOf(rule.texts().keySet()),
        bare.dynamics(),
        SourceRef.NONE);
  }

  /** Spikes at the given times, in seconds. */
  public static Component spikes(String id, double... times) {
    List<Component> children = new ArrayList<>();
    for (int k = 0; k < times.length; k++) {
      children.add(Component.of("s" + k, "spikeAt", Map.of("time", times[k])));
    }
    return new Component(
        id, "spikeArray", Map.of(), Map.of(), Map.of("spikes", children), SourceRef.ofPath(id));
  }

  /** 10 ms membrane time constant, rest -70 mV, threshold -50 mV. */
  public static Component lifCell(String id) {
    return Component.of(
        id, "lif", Map.of("C", 1e-10, "gL", 1e-8, "EL", -0.07, "thresh", -0.05, "reset", -0.07));
  }

  public static Component lifRefCell(String id, double refract) {
    return Component.of(
        id,
        "lifRef",
        Map.of(
            "C", 1e-10, "gL", 1e-8, "EL", -0.07, "thresh", -0.05, "reset", -0.07, "refract",
            refract));
  }

  public static Component synapse(String id, double gbase, double erev, double tau) {
    return Component.of(id, "expSynapse", Map.of("gbase", gbase, "erev", erev, "tau", tau));
  }

  public static Component step(String id, double amplitude) {
    return Component.of(
        id, "pulse", Map.of("delay", 0.0, "duration", 1000.0, "amplitude", amplitude));
  }

  public static List<ComponentType> types() {
    return List.of(lif(), lifRef(), expSynapse(), pulse(), spikeAt(), spikeArray(), poisson());
  }

  public static Population population(String id, String component, int size) {
    return new Population(id, component, size, SourceRef.ofPath(id));
  }

  public static InputBinding input(String component, String population, int... targets) {
    double[] weights = new double[targets.length];
    Arrays.fill(weights, 1);
    return new InputBinding(
        "to-" + population, component, population, targets, weights, SourceRef.NONE);
  }

  public static Projection projection(
      String pre, String post, String synapse, ConnectionTable table) {
    return new Projection(
        pre + "-" + post,
        pre,
        post,
        Optional.of(synapse),
        Optional.empty(),
        table,
        SourceRef.ofPath(pre + "-" + post));
  }

  public static ConnectionTable one(int pre, int post, double weight, double delay) {
    return ConnectionTable.builder().add(pre, post, weight, delay, 0).build();
  }

  public static Network network(
      List<Component> components,
      List<Population> populations,
      List<Projection> projections,
      List<InputBinding> inputs,
      double dt,
      double duration) {
    return network(types(), components, populations, projections, inputs, List.of(), dt, duration);
  }

  public static Network network(
      List<ComponentType> types,
      List<Component> components,
      List<Population> populations,
      List<Projection> projections,
      List<InputBinding> inputs,
      List<OutputRequest> outputs,
      double dt,
      double duration) {
    return new Network(
        "test",
        types,
        components,
        populations,
        projections,
        inputs,
        outputs,
        new Network.Run(dt, duration, 42),
        SourceRef.NONE);
  }
}
