package org.bitspike.backends.sanafe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bitspike.backends.standard.Lookup;
import org.bitspike.backends.standard.StandardNetwork;
import org.bitspike.backends.standard.StandardNetwork.Cells;
import org.bitspike.backends.standard.StandardNetwork.Connections;
import org.bitspike.backends.standard.StandardNetwork.Sources;

/**
 * The network in SANA-FE's YAML. A neuron's potential is in mV above rest; a synapse's weight is
 * the jump in mV that the charge of one event makes on the membrane.
 */
final class SpikingNetwork {

  private final String name;
  private final StandardNetwork network;
  private final Placement placement;
  private final StringBuilder out = new StringBuilder();

  SpikingNetwork(String name, StandardNetwork network, Placement placement) {
    this.name = name;
    this.network = network;
    this.placement = placement;
  }

  String text() {
    line("network:");
    line("  name: " + name);
    line("  groups:");
    network.sources().forEach(this::sources);
    network.cells().forEach(this::cells);
    line("  edges:" + (network.connections().isEmpty() ? " []" : ""));
    network.connections().forEach(this::edges);
    line("mappings:");
    for (Sources own : network.sources()) {
      for (int s = 0; s < own.size(); s++) {
        line(
            "  - %s.%d: {core: %s, soma: 'input[%d]'}",
            id(own.label()), s, placement.core(own.label(), s), placement.unit(own.label(), s));
      }
    }
    for (Cells own : network.cells()) {
      for (int n = 0; n < own.size(); n++) {
        line(
            "  - %s.%d: {core: %s, soma: lif}", id(own.label()), n, placement.core(own.label(), n));
      }
    }
    return out.toString();
  }

  private void line(String format, Object... values) {
    out.append(values.length == 0 ? format : String.format(java.util.Locale.ROOT, format, values))
        .append('\n');
  }

  /** Letters, digits and underscores: a group's name stands before a dot. */
  private static String id(String label) {
    return label.replaceAll("[^A-Za-z0-9_]", "_");
  }

  private void sources(Sources own) {
    line("    - name: %s", id(own.label()));
    line("      attributes: [log_spikes: false]");
    line("      neurons:");
    List<List<Integer>> steps = new ArrayList<>();
    for (int s = 0; s < own.size(); s++) {
      steps.add(new ArrayList<>());
    }
    for (int i = 0; i < own.source().length; i++) {
      steps.get(own.source()[i]).add((int) Math.round(own.timeMs()[i] / network.stepMs()) - 1);
    }
    for (int s = 0; s < own.size(); s++) {
      StringBuilder train = new StringBuilder();
      int at = 0;
      for (int step : steps.get(s)) {
        train.append("0, ".repeat(Math.max(0, step - at))).append("1, ");
        at = step + 1;
      }
      String spikes = train.isEmpty() ? "0" : train.substring(0, train.length() - 2);
      line("        - %d: [spikes: [%s]]", s, spikes);
    }
  }

  private void cells(Cells own) {
    line("    - name: %s", id(own.label()));
    line("      attributes: [log_spikes: true]");
    line("      neurons:");
    Map<String, double[]> p = own.parameters();
    boolean equal = p.values().stream().allMatch(column -> column.length == 1);
    for (int n = 0; n < (equal ? 1 : own.size()); n++) {
      double rest = at(p, "v_rest", n);
      line(
          "        - %s: [threshold: %s, reset: %s, leak_decay: %s, bias: %s, reset_mode: hard]",
          equal && own.size() > 1 ? "0.." + (own.size() - 1) : n,
          at(p, "v_thresh", n) - rest,
          at(p, "v_reset", n) - rest,
          StrictMath.exp(-network.stepMs() / at(p, "tau_m", n)),
          at(p, "i_offset", n) * network.stepMs() / at(p, "cm", n));
    }
  }

  private static double at(Map<String, double[]> parameters, String parameter, int neuron) {
    double[] column = Lookup.of(parameters, parameter);
    return column[column.length == 1 ? 0 : neuron];
  }

  private void edges(Connections own) {
    Cells target =
        network.cells().stream()
            .filter(c -> c.label().equals(own.post()))
            .findFirst()
            .orElseThrow();
    for (int c = 0; c < own.weight().length; c++) {
      line(
          "    - %s.%d -> %s.%d: [weight: %s]",
          id(own.pre()),
          own.preIndex()[c],
          id(own.post()),
          own.postIndex()[c],
          own.weight()[c] * jump(target, own, own.postIndex()[c]));
    }
  }

  /** mV for a weight of 1: the charge of an event, over the capacitance. */
  private static double jump(Cells target, Connections own, int neuron) {
    Map<String, double[]> p = target.parameters();
    String end = own.receptor().equals(StandardNetwork.EXCITATORY) ? "_E" : "_I";
    double shape = target.type().endsWith("alpha") ? Math.E : 1;
    double driving =
        target.type().startsWith("IF_cond")
            ? at(p, "e_rev" + end, neuron)
                - (at(p, "v_rest", neuron) + at(p, "v_thresh", neuron)) / 2
            : 1;
    return shape * driving * at(p, "tau_syn" + end, neuron) / at(p, "cm", neuron);
  }
}
