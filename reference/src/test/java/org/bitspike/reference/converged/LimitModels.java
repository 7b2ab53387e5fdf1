package org.bitspike.reference.converged;

import static org.bitspike.reference.TypeBuilder.emit;
import static org.bitspike.reference.TypeBuilder.go;
import static org.bitspike.reference.TypeBuilder.set;
import static org.bitspike.reference.TypeBuilder.type;

import java.util.ArrayList;
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
import org.bitspike.ir.network.Coupling;
import org.bitspike.ir.network.InputBinding;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.network.Projection;
import org.bitspike.reference.Models;

/** Models whose limit is compared between the two modes, written from their equations. */
final class LimitModels {

  /**
   * A model.
   *
   * @param name as the table shows it
   * @param network of one population {@code p} whose first member is traced and whose spikes count
   * @param variable that is traced
   */
  record Model(String name, Network network, String variable) {}

  private LimitModels() {}

  static List<Model> all() {
    return List.of(
        new Model("integrate and fire", tau(), "v"),
        new Model("integrate and fire, refractory", refractory(), "v"),
        new Model("conductance synapses", conductances(), "v"),
        new Model("Izhikevich", izhikevich(), "v"),
        new Model("adaptive exponential", adEx(), "v"),
        new Model("FitzHugh-Nagumo", fitzHughNagumo(), "V"),
        new Model("Hodgkin-Huxley", hodgkinHuxley(), "v"),
        new Model("network with delays", recurrent(), "v"),
        new Model("pair with a gap junction", gapPair(), "v"));
  }

  static Network single(
      ComponentType cell, Component component, double amplitude, double duration) {
    List<ComponentType> types = new ArrayList<>(Models.types());
    types.add(cell);
    boolean driven = cell.slots().stream().anyMatch(s -> s.kind() == Slot.Kind.ATTACHMENTS);
    return Models.network(
        types,
        driven ? List.of(component, Models.step("dc", amplitude)) : List.of(component),
        List.of(Models.population("p", component.id(), 1)),
        List.of(),
        driven ? List.of(Models.input("dc", "p", 0)) : List.<InputBinding>of(),
        List.of(),
        2e-5,
        duration);
  }

  /** Period 30 ms ln 4: rest at -50 mV, from reset at -70 mV to a threshold at -55 mV. */
  static Network tau() {
    ComponentType cell =
        type("tauCell")
            .parameters("rest", "thresh", "reset", "tau")
            .emits("spike")
            .state("v")
            .rate("v", "(rest - v) / tau")
            .start(set("v", "reset"))
            .when("v .gt. thresh", set("v", "reset"), emit("spike"))
            .build();
    Component c =
        Component.of(
            "c", "tauCell", Map.of("rest", -0.05, "thresh", -0.055, "reset", -0.07, "tau", 0.03));
    return single(cell, c, 0, 0.3);
  }

  static Network refractory() {
    return Models.network(
        List.of(Models.lifRefCell("c", 0.005), Models.step("dc", 4e-10)),
        List.of(Models.population("p", "c", 1)),
        List.of(),
        List.of(Models.input("dc", "p", 0)),
        2e-5,
        0.3);
  }

  /** A cell driven through exponential conductances, excitatory and inhibitory. */
  static Network conductances() {
    double[] times = new double[40];
    for (int k = 0; k < times.length; k++) {
      times[k] = 0.0103 + 0.00437 * k;
    }
    return Models.network(
        List.of(
            Models.lifRefCell("c", 0.002),
            Models.synapse("e", 6e-9, 0, 0.005),
            Models.synapse("i", 4e-9, -0.08, 0.01),
            Models.spikes("se", times),
            Models.spikes("si", 0.05, 0.1, 0.15)),
        List.of(
            Models.population("p", "c", 1),
            Models.population("se", "se", 1),
            Models.population("si", "si", 1)),
        List.of(
            Models.projection("se", "p", "e", Models.one(0, 0, 1, 1e-3)),
            Models.projection("si", "p", "i", Models.one(0, 0, 1, 1e-3))),
        List.of(),
        2e-5,
        0.2);
  }

  static Network izhikevich() {
    ComponentType cell =
        type("izhikevich")
            .parameters("a", "b", "c", "d", "input")
            .emits("spike")
            .state("v", "u")
            .rate("v", "1000 * (0.04 * v * v + 5 * v + 140 - u + input)")
            .rate("u", "1000 * a * (b * v - u)")
            .start(set("v", "-70"), set("u", "-14"))
            .when("v .gt. 30", set("v", "c"), set("u", "u + d"), emit("spike"))
            .build();
    Component c =
        Component.of(
            "c", "izhikevich", Map.of("a", 0.02, "b", 0.2, "c", -65.0, "d", 6.0, "input", 14.0));
    return single(cell, c, 0, 0.3);
  }

  static Network adEx() {
    ComponentType cell =
        type("adEx")
            .parameters("C", "gL", "EL", "VT", "delT", "peak", "reset", "a", "b", "tauw")
            .emits("spike")
            .slot("synapses", "synapse", Slot.Kind.ATTACHMENTS)
            .state("v", "w")
            .sum("iSyn", "synapses[*]/i")
            .rate("v", "(gL * (EL - v) + gL * delT * exp((v - VT) / delT) - w + iSyn) / C")
            .rate("w", "(a * (v - EL) - w) / tauw")
            .start(set("v", "EL"))
            .when("v .gt. peak", set("v", "reset"), set("w", "w + b"), emit("spike"))
            .build();
    Component c =
        Component.of(
            "c",
            "adEx",
            Map.of(
                "C", 281e-12, "gL", 30e-9, "EL", -70.6e-3, "VT", -50.4e-3, "delT", 2e-3, "peak",
                -40e-3, "reset", -70.6e-3, "a", 4e-9, "b", 0.08e-9, "tauw", 0.144));
    return single(cell, c, 0.8e-9, 0.3);
  }

  static Network fitzHughNagumo() {
    ComponentType cell =
        type("fitzHughNagumo")
            .parameters("I")
            .emits("spike")
            .state("V", "W")
            .hidden("up")
            .rate("V", "1000 * (V - V ^ 3 / 3 - W + I)")
            .rate("W", "80 * (V + 0.7 - 0.8 * W)")
            .when("V .gt. 1 .and. up .lt. 0.5", set("up", "1"), emit("spike"))
            .when("V .lt. 0", set("up", "0"))
            .build();
    return single(cell, Component.of("c", "fitzHughNagumo", Map.of("I", 0.8)), 0, 0.2);
  }

  /** A. L. Hodgkin and A. F. Huxley, J. Physiol. 117, 1952, with rest at -65 mV. */
  static ComponentType hodgkinHuxleyCell() {
    return type("hodgkinHuxley")
        .parameters("C", "gNa", "gK", "gL", "ENa", "EK", "EL")
        .emits("spike")
        .slot("synapses", "synapse", Slot.Kind.ATTACHMENTS)
        .state("v", "m", "h", "n")
        .hidden("up")
        .sum("iSyn", "synapses[*]/i")
        .derived("x", "v * 1000")
        .derived("am", "1000 * 0.1 * (x + 40) / (1 - exp(-(x + 40) / 10))")
        .derived("bm", "1000 * 4 * exp(-(x + 65) / 18)")
        .derived("ah", "1000 * 0.07 * exp(-(x + 65) / 20)")
        .derived("bh", "1000 / (1 + exp(-(x + 35) / 10))")
        .derived("an", "1000 * 0.01 * (x + 55) / (1 - exp(-(x + 55) / 10))")
        .derived("bn", "1000 * 0.125 * exp(-(x + 65) / 80)")
        .rate("m", "am * (1 - m) - bm * m")
        .rate("h", "ah * (1 - h) - bh * h")
        .rate("n", "an * (1 - n) - bn * n")
        .rate(
            "v", "(gNa * m ^ 3 * h * (ENa - v) + gK * n ^ 4 * (EK - v) + gL * (EL - v) + iSyn) / C")
        .start(set("v", "-0.065"), set("m", "0.0529"), set("h", "0.5961"), set("n", "0.3177"))
        .when("v .gt. 0 .and. up .lt. 0.5", set("up", "1"), emit("spike"))
        .when("v .lt. 0", set("up", "0"))
        .build();
  }

  static Component hodgkinHuxleyComponent() {
    return Component.of(
        "c",
        "hodgkinHuxley",
        Map.of(
            "C", 10e-12, "gNa", 1200e-9, "gK", 360e-9, "gL", 3e-9, "ENa", 0.05, "EK", -0.077, "EL",
            -0.0543));
  }

  static Network hodgkinHuxley() {
    return single(hodgkinHuxleyCell(), hodgkinHuxleyComponent(), 0.08e-9, 0.15);
  }

  /** Ten cells that excite and inhibit each other after unequal delays. */
  static Network recurrent() {
    ConnectionTable.Builder e = ConnectionTable.builder();
    ConnectionTable.Builder i = ConnectionTable.builder();
    for (int pre = 0; pre < 10; pre++) {
      for (int post = 0; post < 10; post++) {
        if (pre != post) {
          (pre < 7 ? e : i).add(pre, post, 1 + 0.1 * post, 1.5e-3 + 1.3e-4 * (pre + post), 0);
        }
      }
    }
    List<Component> components = new ArrayList<>();
    components.add(Models.lifRefCell("c", 0.002));
    components.add(Models.synapse("e", 0.6e-9, 0, 0.004));
    components.add(Models.synapse("i", 1.1e-9, -0.08, 0.008));
    List<InputBinding> inputs = new ArrayList<>();
    for (int k = 0; k < 10; k++) {
      components.add(Models.step("dc" + k, 2.2e-10 + 0.13e-10 * k));
      InputBinding in = Models.input("dc" + k, "p", k);
      inputs.add(
          new InputBinding(
              "in" + k, in.component(), "p", in.targets(), in.weights(), SourceRef.NONE));
    }
    return Models.network(
        components,
        List.of(new Population("p", "c", 10, SourceRef.NONE)),
        List.of(
            new Projection(
                "e", "p", "p", Optional.of("e"), Optional.empty(), e.build(), SourceRef.NONE),
            new Projection(
                "i", "p", "p", Optional.of("i"), Optional.empty(), i.build(), SourceRef.NONE)),
        inputs,
        2e-5,
        0.2);
  }

  /** A junction of which each cell has one end. */
  static ComponentType junction() {
    return type("junction")
        .isA("synapse")
        .parameters("conductance")
        .weight()
        .requires("v")
        .slot("peer", "junction", Slot.Kind.PEER)
        .select("vOther", "peer/v")
        .derived("i", "weight * conductance * (vOther - v)")
        .build();
  }

  static Network gapPair() {
    List<ComponentType> types = new ArrayList<>(Models.types());
    types.add(hodgkinHuxleyCell());
    types.add(junction());
    return new Network(
        "pair",
        types,
        List.of(
            hodgkinHuxleyComponent(),
            Component.of("g", "junction", Map.of("conductance", 1e-9)),
            Models.step("dc", 0.08e-9)),
        List.of(Models.population("p", "c", 2)),
        List.of(),
        List.of(new Coupling("gap", "p", "p", "g", "g", Models.one(0, 1, 1, 0), SourceRef.NONE)),
        List.of(Models.input("dc", "p", 0)),
        List.of(),
        new Network.Run(2e-5, 0.1, 42),
        SourceRef.NONE);
  }

  /** An exponential rise to a threshold with a regime that waits. */
  static ComponentType waiting() {
    return type("waiting")
        .emits("spike")
        .state("v")
        .hidden("since")
        .regime(
            new Regime(
                "rising",
                true,
                List.of(),
                List.of(new TimeDerivative("v", ExprText.parse("10 - v"))),
                List.of(
                    new OnCondition(
                        ExprText.parse("v .gt. 5"), List.of(emit("spike"), go("waiting")))),
                List.of()))
        .regime(
            new Regime(
                "waiting",
                false,
                List.of(set("since", "t"), set("v", "0")),
                List.of(),
                List.of(
                    new OnCondition(ExprText.parse("t .gt. since + 0.25"), List.of(go("rising")))),
                List.of()))
        .build();
  }
}
