package org.bitspike.ir.profile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.profile.Topology.Member;

/**
 * How spikes get onto the lines of a {@link Topology} and from its drivers to synapses.
 *
 * <p>Neurons and sources send addresses on buses. A driver stands beside rows of synapses; each row
 * crosses circuits, which belong to lanes. Of an address, a row compares the high bits, for each
 * lane with a pattern, and a synapse the low ones.
 *
 * @param cores where cores are
 * @param address what sources send
 * @param buses where they send it
 * @param drivers where it arrives
 */
public record Delivery(Cores cores, Addresses address, Buses buses, Drivers drivers) {

  /**
   * Cores on a grid. A core's number counts those that exist, the last index running fastest.
   *
   * @param grid how many there are along each index; one core where it is empty
   * @param when an expression in the grid's indices that is 0 where there is no core
   * @param fill an expression in the grid's indices; cores are filled with neurons in its ascending
   *     order
   */
  public record Cores(Map<String, Expr> grid, Optional<Expr> when, Optional<Expr> fill) {
    public Cores {
      grid = Collections.unmodifiableMap(new LinkedHashMap<>(grid));
    }
  }

  /**
   * Addresses.
   *
   * @param bits bits of an address, 1 to 16
   * @param rowBits how many of these, from the highest on, rows compare; 0 to {@code bits}
   * @param usable an expression in {@code address} that is 0 for those that no source can have
   */
  public record Addresses(int bits, int rowBits, Expr usable) {}

  /**
   * Buses of a core.
   *
   * @param over how many a core has, along one index
   * @param node the node where a bus begins; in the grid's indices and that of the bus
   * @param blockCircuits circuits of a block, whose neurons share an output
   * @param merges which blocks can share a bus, from the fewest blocks on
   */
  public record Buses(Map<String, Expr> over, Member node, int blockCircuits, List<Merge> merges) {
    public Buses {
      over = Collections.unmodifiableMap(new LinkedHashMap<>(over));
      merges = List.copyOf(merges);
    }
  }

  /**
   * Blocks on one bus.
   *
   * @param name of this way to merge
   * @param blocks how many neighbouring blocks, beginning at a multiple of this, share a bus
   * @param onto which bus, an expression in {@code block}, the first of them
   */
  public record Merge(String name, int blocks, Expr onto) {}

  /**
   * Drivers of synapses.
   *
   * @param family family of their nodes
   * @param core index of the grid by name: expressions in the family's indices
   * @param zone an expression in the family's indices: which circuits a driver reaches
   * @param circuitZone an expression in {@code circuit}: drivers of this zone reach it
   * @param rows rows of each driver, at least 1
   * @param lanes lanes of a row, at least 1
   * @param lane an expression in {@code circuit}: its lane, from 0 on
   */
  public record Drivers(
      String family,
      Map<String, Expr> core,
      Expr zone,
      Expr circuitZone,
      int rows,
      int lanes,
      Expr lane) {
    public Drivers {
      core = Collections.unmodifiableMap(new LinkedHashMap<>(core));
    }
  }
}
