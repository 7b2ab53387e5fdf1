package org.bitspike.reference.cable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType.Action;
import org.bitspike.ir.network.ComponentType.OnCondition;

/**
 * The concentration of one ion in some compartments of all cells. The model sees the current that
 * channels for the ion carried during the voltage step, and moves before the channels do.
 */
final class IonPool {

  /** Something done to rows where a test holds. */
  private record Rule(ArrayProgram test, double[] holds, List<ArrayProgram> actions) {}

  final Mechanism mechanism;
  final int[] nodes;
  final String ion;
  private final Part root;
  private final List<Rule> rules = new ArrayList<>();
  private final double[] inside;
  private final double[] outside;
  private final Map<String, double[]> from = new LinkedHashMap<>();
  private ArrayProgram exposures;

  IonPool(CableContext context, Component species, String path, int[] nodes) {
    this.nodes = nodes.clone();
    this.ion = species.texts().getOrDefault("ion", "");
    this.mechanism = new Mechanism(context, nodes.length, row -> 0);
    this.root = mechanism.flattener().part(species, path);
    this.inside = new double[nodes.length];
    this.outside = new double[nodes.length];
    mechanism.add(root);
    exposures = mechanism.program(Map.of());
  }

  /** Name of the current that a model for an ion requires: {@code iCa}, {@code iCa2}. */
  static String currentName(String ion) {
    return "i" + capital(ion);
  }

  /** Name by which channels require the concentration inside: {@code caConc}, {@code caConc2}. */
  static String insideName(String ion) {
    return ion.equals("ca2") ? "caConc2" : ion + "Conc";
  }

  /** Name by which channels require the concentration outside. */
  static String outsideName(String ion) {
    return ion.equals("ca2") ? "caConcExt2" : ion + "ConcExt";
  }

  private static String capital(String s) {
    return s.isEmpty() ? s : Character.toUpperCase(s.charAt(0)) + s.substring(1);
  }

  /** Areas of the rows' compartments, square metres, are what the model requires as its surface. */
  void compile(CableContext context, double[] areas, Map<String, double[]> world) {
    Flattener flattener = mechanism.flattener();
    mechanism.bind("surfaceArea", areas);
    int concentration = flattener.exposed(root, "concentration");
    int external = flattener.exposed(root, "extConcentration");
    for (Part p : root.withAllBelow()) {
      for (OnCondition c : p.type.dynamics().onConditions()) {
        rule(p, c);
      }
    }
    for (String input : mechanism.inputs(concentration, external)) {
      if (input.equals(currentName(ion)) || world.containsKey(input)) {
        from.put(input, mechanism.column(input));
      } else if (!mechanism.hasColumn(input)) {
        flattener.report(root, "nothing on a cable provides the variable " + input);
        mechanism.column(input);
      }
    }
    Map<double[], Integer> outputs = new LinkedHashMap<>();
    outputs.put(inside, concentration);
    outputs.put(outside, external);
    exposures = mechanism.program(outputs);
    mechanism.compile(context.dt());
  }

  private void rule(Part p, OnCondition c) {
    double[] holds = new double[nodes.length];
    List<ArrayProgram> actions = new ArrayList<>();
    for (Action a : c.actions()) {
      if (a instanceof Action.Assign(String variable, var value)) {
        actions.add(
            mechanism.program(
                mechanism.flattener().expression(p, value),
                mechanism.column(p.qualified(variable))));
      } else {
        mechanism.flattener().report(p, "its condition does more than assign");
      }
    }
    int test = mechanism.flattener().expression(p, c.test());
    rules.add(new Rule(mechanism.program(test, holds), holds, actions));
  }

  void start(Map<String, double[]> world) {
    gather(world, Map.of());
    mechanism.start();
    publish(world);
  }

  void advance(Map<String, double[]> world, Map<String, double[]> ions) {
    gather(world, ions);
    mechanism.advanceStates();
    for (Rule rule : rules) {
      rule.test.run(0, nodes.length);
      for (int r = 0; r < nodes.length; r++) {
        if (rule.holds[r] != 0) {
          for (ArrayProgram action : rule.actions) {
            action.run(r, r + 1);
          }
        }
      }
    }
    publish(world);
  }

  private void gather(Map<String, double[]> world, Map<String, double[]> ions) {
    from.forEach(
        (name, column) -> {
          double[] source = name.equals(currentName(ion)) ? ions.get(ion) : world.get(name);
          for (int r = 0; source != null && r < nodes.length; r++) {
            column[r] = source[nodes[r]];
          }
        });
  }

  /** Pools of one ion in one compartment add up; they must not overlap in time of writing. */
  private void publish(Map<String, double[]> world) {
    exposures.run(0, nodes.length);
    double[] in = world.get(insideName(ion));
    double[] out = world.get(outsideName(ion));
    for (int r = 0; r < nodes.length; r++) {
      if (in != null) {
        in[nodes[r]] = inside[r];
      }
      if (out != null) {
        out[nodes[r]] = outside[r];
      }
    }
  }
}
