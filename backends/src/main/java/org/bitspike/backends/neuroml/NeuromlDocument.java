package org.bitspike.backends.neuroml;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bitspike.backends.mapped.MappedNetwork;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.InputBinding;
import org.bitspike.ir.unit.Dimension;

/** The document with cells, synapses and the network. */
final class NeuromlDocument {

  private final Parts parts;
  private final MappedNetwork mapped;

  /** The order in which the schema has them. */
  private static final List<String> ORDER =
      List.of(
          "alphaCurrentSynapse",
          "alphaSynapse",
          "expOneSynapse",
          "expTwoSynapse",
          "iafTauCell",
          "iafTauRefCell",
          "iafCell",
          "iafRefCell",
          "izhikevichCell",
          "izhikevich2007Cell",
          "adExIaFCell",
          "fitzHughNagumoCell",
          "pulseGenerator",
          "sineGenerator",
          "rampGenerator",
          "spikeArray",
          "IF_curr_alpha",
          "IF_curr_exp",
          "IF_cond_alpha",
          "IF_cond_exp",
          "EIF_cond_exp_isfa_ista",
          "EIF_cond_alpha_isfa_ista",
          "HH_cond_exp",
          "expCondSynapse",
          "alphaCondSynapse",
          "expCurrSynapse",
          "alphaCurrSynapse");

  private final Map<String, StringBuilder> byType =
      new TreeMap<>(Comparator.comparing(ORDER::indexOf));
  private final StringBuilder network = new StringBuilder();
  private final Map<String, String> synapses = new LinkedHashMap<>();

  NeuromlDocument(Parts parts) {
    this.parts = parts;
    this.mapped = parts.mapped();
  }

  String text() {
    for (Parts.Part part : parts.all()) {
      component(part.component());
      network.append(
          "    <population id=\"%s\" component=\"%s\" size=\"%d\"/>\n"
              .formatted(part.id(), part.component().id(), part.size()));
    }
    mapped.links().forEach(this::projection);
    mapped.network().inputs().forEach(this::input);
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <neuroml xmlns="http://www.neuroml.org/schema/neuroml2"
        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
        xsi:schemaLocation="http://www.neuroml.org/schema/neuroml2 NeuroML_v2.3.1.xsd" id="%s_document">
      <notes>%s as %s runs it; profile %s</notes>
    %s  <network id="%s">
    %s  </network>
    </neuroml>
    """
        .formatted(
            parts.name(),
            escaped(mapped.program().info().name()),
            escaped(mapped.program().info().profile()),
            mapped.program().info().profileDigest(),
            String.join("", byType.values()),
            parts.name(),
            network);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  private void component(Component c) {
    StringBuilder components = byType.computeIfAbsent(c.type(), t -> new StringBuilder());
    components.append("  <").append(c.type()).append(" id=\"").append(c.id()).append('"');
    attributes(components, c, type(c));
    List<Component> spikes = c.children().getOrDefault("spikes", List.of());
    if (spikes.isEmpty()) {
      components.append("/>\n");
      return;
    }
    components.append(">\n");
    for (Component spike : spikes) {
      double time = java.util.Objects.requireNonNull(spike.parameters().get("time"));
      components.append(
          "    <spike id=\"%s\" time=\"%s\"/>\n".formatted(spike.id(), value(time, "s")));
    }
    components.append("  </").append(c.type()).append(">\n");
  }

  private List<ComponentType.Parameter> type(Component c) {
    return mapped.network().types().stream()
        .filter(t -> t.name().equals(c.type()))
        .findFirst()
        .map(ComponentType::parameters)
        .orElse(List.of());
  }

  private static void attributes(
      StringBuilder components, Component c, List<ComponentType.Parameter> parameters) {
    for (ComponentType.Parameter p : parameters) {
      Double value = c.parameters().get(p.name());
      if (value != null) {
        components.append(" %s=\"%s\"".formatted(p.name(), value(value, unit(p.dimension()))));
      }
    }
  }

  /** Without an exponent where that is exact; Java's 1.0E-9 is a number in XML as well. */
  private static String value(double value, String unit) {
    return value == Math.rint(value) && Math.abs(value) < 1e15 ? (long) value + unit : value + unit;
  }

  private static String unit(Dimension d) {
    Map<Dimension, String> units =
        Map.of(
            Dimension.TIME, "s",
            Dimension.VOLTAGE, "V",
            Dimension.CURRENT, "A",
            Dimension.CONDUCTANCE, "S",
            Dimension.CAPACITANCE, "F");
    return units.entrySet().stream()
        .filter(e -> e.getKey().sameAs(d))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseGet(
            () ->
                d.sameAs(Dimension.NONE.per(Dimension.TIME))
                    ? "per_s"
                    : d.sameAs(Dimension.CONDUCTANCE.per(Dimension.VOLTAGE)) ? "S_per_V" : "");
  }

  private String synapse(Component synapse, Map<String, Double> changes) {
    return synapses.computeIfAbsent(
        synapse.id() + changes,
        key -> {
          Component made = EffectiveCells.synapse(synapse, parts.fresh(synapse.id()), changes);
          component(made);
          return made.id();
        });
  }

  private record Pair(String pre, String post) {}

  private void projection(MappedNetwork.Links links) {
    Component synapse = mapped.network().component(links.projection().synapse().orElseThrow());
    Map<Pair, StringBuilder> written = new LinkedHashMap<>();
    Map<Pair, Integer> counts = new LinkedHashMap<>();
    for (int c = 0; c < links.size(); c++) {
      Parts.Member pre = parts.member(links.projection().pre(), links.pre()[c]);
      Parts.Member post = parts.member(links.projection().post(), links.post()[c]);
      Pair pair = new Pair(pre.part(), post.part());
      int id = counts.merge(pair, 1, Integer::sum) - 1;
      double delay = links.delayTicks()[c] * (double) mapped.program().tick().femtoseconds() / 1e15;
      written
          .computeIfAbsent(pair, p -> new StringBuilder())
          .append(
              "      <connectionWD id=\"%d\" preCellId=\"../%s[%d]\" postCellId=\"../%s[%d]\" weight=\"%s\" delay=\"%s\"/>\n"
                  .formatted(
                      id,
                      pre.part(),
                      pre.index(),
                      post.part(),
                      post.index(),
                      value(links.weight()[c], ""),
                      value(delay, "s")));
    }
    written.forEach(
        (pair, connections) ->
            network
                .append(
                    "    <projection id=\"%s\" presynapticPopulation=\"%s\" postsynapticPopulation=\"%s\" synapse=\"%s\">\n"
                        .formatted(
                            parts.fresh(links.projection().id()),
                            pair.pre(),
                            pair.post(),
                            synapse(
                                synapse,
                                parts.receptorChanges(links.synapses(), parts.part(pair.post())))))
                .append(connections)
                .append("    </projection>\n"));
  }

  private void input(InputBinding input) {
    Component component = mapped.network().component(input.component());
    String id =
        synapses.computeIfAbsent(
            "input " + component.id(),
            key -> {
              String fresh = parts.fresh(component.id());
              component(
                  new Component(
                      fresh,
                      component.type(),
                      component.parameters(),
                      Map.of(),
                      Map.of(),
                      component.source()));
              return fresh;
            });
    Map<String, StringBuilder> lists = new LinkedHashMap<>();
    for (int k = 0; k < input.targets().length; k++) {
      Parts.Member target = parts.member(input.population(), input.targets()[k]);
      lists
          .computeIfAbsent(target.part(), p -> new StringBuilder())
          .append(
              "      <inputW id=\"%d\" target=\"../%s[%d]\" destination=\"synapses\" weight=\"%s\"/>\n"
                  .formatted(k, target.part(), target.index(), value(input.weights()[k], "")));
    }
    lists.forEach(
        (part, list) ->
            network
                .append(
                    "    <inputList id=\"%s\" component=\"%s\" population=\"%s\">\n"
                        .formatted(parts.fresh(input.id()), id, part))
                .append(list)
                .append("    </inputList>\n"));
  }
}
