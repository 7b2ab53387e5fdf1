package org.bitspike.compiler;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.program.DrawnBlock;
import org.bitspike.ir.program.LookupTable;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.SynapseBlock;

/**
 * What the compiler works on between passes: the network, and as much of the program as there is
 * yet.
 *
 * @param network the model as meant
 * @param facts what holds
 * @param sources spike sources
 * @param cells neurons
 * @param links connections
 * @param learning how links learn
 * @param synapses rows of synapses
 * @param drawn synapses that are not listed
 * @param tables tables that synapse rows use
 * @param routes how spikes reach synapses, where anything is routed
 * @param program the whole, at the end
 */
public record Draft(
    Network network,
    Set<Fact> facts,
    List<SourcePlan> sources,
    List<CellPlan> cells,
    List<Link> links,
    List<LearningPlan> learning,
    List<SynapseBlock> synapses,
    List<DrawnBlock> drawn,
    List<LookupTable> tables,
    Optional<Routes> routes,
    Optional<Program> program) {

  public Draft {
    facts = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(facts));
    sources = List.copyOf(sources);
    cells = List.copyOf(cells);
    links = List.copyOf(links);
    learning = List.copyOf(learning);
    synapses = List.copyOf(synapses);
    drawn = List.copyOf(drawn);
    tables = List.copyOf(tables);
  }

  /** Nothing but the network. */
  static Draft of(Network network) {
    return new Draft(
        network,
        Set.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  /** The neurons of a block, if the block is one of neurons. */
  public Optional<CellPlan> cell(String block) {
    return cells.stream().filter(c -> c.block().equals(block)).findFirst();
  }

  /** Number of members of a block. */
  public int blockSize(String block) {
    return cell(block)
        .map(CellPlan::size)
        .or(
            () ->
                sources.stream()
                    .filter(s -> s.block().equals(block))
                    .findFirst()
                    .map(SourcePlan::size))
        .orElseThrow(() -> new java.util.NoSuchElementException("block " + block));
  }

  Draft withFacts(Set<Fact> newFacts) {
    return new Draft(
        network, newFacts, sources, cells, links, learning, synapses, drawn, tables, routes,
        program);
  }

  Draft withSources(List<SourcePlan> newSources) {
    return new Draft(
        network,
        facts,
        newSources,
        cells,
        links,
        learning,
        synapses,
        drawn,
        tables,
        routes,
        program);
  }

  Draft withCells(List<CellPlan> newCells) {
    return new Draft(
        network, facts, sources, newCells, links, learning, synapses, drawn, tables, routes,
        program);
  }

  Draft withLinks(List<Link> newLinks) {
    return new Draft(
        network, facts, sources, cells, newLinks, learning, synapses, drawn, tables, routes,
        program);
  }

  Draft withLearning(List<LearningPlan> newLearning) {
    return new Draft(
        network,
        facts,
        sources,
        cells,
        links,
        newLearning,
        synapses,
        drawn,
        tables,
        routes,
        program);
  }

  Draft withSynapses(
      List<SynapseBlock> newSynapses, List<DrawnBlock> newDrawn, List<LookupTable> newTables) {
    return new Draft(
        network,
        facts,
        sources,
        cells,
        links,
        learning,
        newSynapses,
        newDrawn,
        newTables,
        routes,
        program);
  }

  Draft withRoutes(Routes newRoutes) {
    return new Draft(
        network,
        facts,
        sources,
        cells,
        links,
        learning,
        synapses,
        drawn,
        tables,
        Optional.of(newRoutes),
        program);
  }

  Draft withProgram(Program newProgram) {
    return new Draft(
        network,
        facts,
        sources,
        cells,
        links,
        learning,
        synapses,
        drawn,
        tables,
        routes,
        Optional.of(newProgram));
  }
}
