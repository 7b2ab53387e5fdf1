package org.bitspike.reference.cable;

import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.ExprText;

/**
 * How the current of a density or population of channels is found. Most types expose it. The three
 * densities that vary along the cell have no dynamics in the standard, since the standard's
 * interpreter has no places; they are given those of their uniform counterparts, with the varying
 * parameter in a column.
 */
sealed interface Channels {

  /** Name of the variable parameter's columns in the graph, after the path. */
  static String column(String path, String parameter) {
    return path + "/" + parameter;
  }

  /** The node of the current into the cell: per area for densities. */
  int current(Mechanism mechanism, Part part);

  /** A type that exposes its current. */
  record Exposed(String variable) implements Channels {
    @Override
    public int current(Mechanism mechanism, Part part) {
      return mechanism.flattener().exposed(part, variable);
    }
  }

  /** A density that varies along the cell. */
  record Varying(String parameter, Law law) implements Channels {
    @Override
    public int current(Mechanism mechanism, Part part) {
      Flattener flattener = mechanism.flattener();
      Graph graph = mechanism.graph;
      int density = graph.input(column(part.path, parameter));
      int open =
          part.child("ionChannel")
              .map(channel -> flattener.exposed(channel, "fopen"))
              .orElse(graph.constant(1));
      int unit =
          switch (law) {
            case OHMIC -> flattener.expression(part, OHMIC);
            case NERNST -> flattener.expression(part, NERNST);
            case GHK -> flattener.expression(part, GHK);
          };
      return graph.multiply(graph.multiply(density, open), unit);
    }
  }

  /** How current follows from the open channels. */
  enum Law {
    OHMIC,
    NERNST,
    GHK
  }

  /** Driving force towards a fixed reversal potential, V. */
  Expr OHMIC = ExprText.parse("erev - v");

  /**
   * Driving force towards the Nernst potential of calcium, with R = 8.3144621 J/(K mol), F =
   * 96485.3 C/mol as NeuroML's channelDensityNernst has them.
   */
  Expr NERNST =
      ExprText.parse("(8.3144621 * temperature / (2 * 96485.3)) * log(caConcExt / caConc) - v");

  /**
   * Goldman, Hodgkin and Katz's current of calcium per permeability, C/m^3, with {@code u = 2 F v /
   * (R T)}: {@code -2 F u (in - out exp(-u)) / (1 - exp(-u))}.
   */
  Expr GHK =
      ExprText.parse(
          "(-1) * 2 * 96485.3 * (2 * 96485.3 * v / (8.3144621 * temperature)) * (caConc - caConcExt"
              + " * exp((-1) * (2 * 96485.3 * v / (8.3144621 * temperature)))) / (1 - exp((-1) * (2"
              + " * 96485.3 * v / (8.3144621 * temperature))))");
}
