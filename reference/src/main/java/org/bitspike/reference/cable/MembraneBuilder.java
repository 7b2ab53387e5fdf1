package org.bitspike.reference.cable;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bitspike.ir.network.Component;

/** Puts channels and ions where a cell's biophysical properties say. */
final class MembraneBuilder {

  private final CableContext context;
  private final Compartments compartments;
  private final Biophysics biophysics;
  private final Morphology morphology;
  private final int cells;
  private final List<Region> regions;
  private final List<IonPool> pools;
  private final Map<List<Integer>, Region> byNodes = new LinkedHashMap<>();

  MembraneBuilder(
      CableContext context,
      Compartments compartments,
      Biophysics biophysics,
      Morphology morphology,
      int cells,
      List<Region> regions,
      List<IonPool> pools) {
    this.context = context;
    this.compartments = compartments;
    this.biophysics = biophysics;
    this.morphology = morphology;
    this.cells = cells;
    this.regions = regions;
    this.pools = pools;
  }

  void build() {
    for (Component density : biophysics.densities()) {
      density(density);
    }
    for (Component population : biophysics.populations()) {
      int[] nodes = nodes(biophysics.segmentsOf(population));
      double[] share = areas(nodes, biophysics.segmentsOf(population));
      double total = Arrays.stream(share).sum();
      Arrays.setAll(share, k -> share[k] / total);
      add(population, nodes, share, new Channels.Exposed("i"));
    }
    for (Component species : biophysics.species()) {
      int[] nodes = nodes(biophysics.segmentsOf(species));
      int[] all = new int[nodes.length * cells];
      Arrays.setAll(all, r -> r / nodes.length * compartments.size() + nodes[r % nodes.length]);
      if (all.length > 0) {
        pools.add(new IonPool(context, species, biophysics.insidePath(species), all));
      }
    }
  }

  private void density(Component density) {
    if (!density.type().startsWith("channelDensityNonUniform")) {
      BitSet segments = biophysics.segmentsOf(density);
      int[] nodes = nodes(segments);
      add(density, nodes, areas(nodes, segments), new Channels.Exposed("iDensity"));
      return;
    }
    for (Component variable : Parts.ofType(density, "variableParameter")) {
      Inhomogeneity inhomogeneity =
          new Inhomogeneity(context, compartments, biophysics, morphology, variable);
      int[] nodes = nodes(inhomogeneity.segments());
      String parameter = variable.texts().getOrDefault("parameter", "condDensity");
      Channels.Law law =
          switch (density.type()) {
            case "channelDensityNonUniformNernst" -> Channels.Law.NERNST;
            case "channelDensityNonUniformGHK" -> Channels.Law.GHK;
            default -> Channels.Law.OHMIC;
          };
      Region region = region(nodes);
      if (nodes.length > 0) {
        double[] column =
            region.mechanism.column(Channels.column(biophysics.membranePath(density), parameter));
        region.fill(column, inhomogeneity.values(nodes));
        add(
            density,
            nodes,
            areas(nodes, inhomogeneity.segments()),
            new Channels.Varying(parameter, law));
      }
    }
  }

  private void add(Component component, int[] nodes, double[] factor, Channels channels) {
    if (nodes.length > 0) {
      String ion = component.texts().getOrDefault("ion", "");
      region(nodes).add(channels, component, biophysics.membranePath(component), factor, ion);
    }
  }

  private Region region(int[] nodes) {
    return byNodes.computeIfAbsent(
        Arrays.stream(nodes).boxed().toList(),
        key -> {
          Region region = new Region(context, nodes, compartments.size(), cells);
          regions.add(region);
          return region;
        });
  }

  /** Nodes with a part of some segments. */
  private int[] nodes(BitSet segments) {
    return Arrays.stream(compartments.withArea())
        .filter(n -> compartments.area(n, segments) > 0)
        .toArray();
  }

  private double[] areas(int[] nodes, BitSet segments) {
    return Arrays.stream(nodes).mapToDouble(n -> compartments.area(n, segments)).toArray();
  }
}
