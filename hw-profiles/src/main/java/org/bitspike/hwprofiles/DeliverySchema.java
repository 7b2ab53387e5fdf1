package org.bitspike.hwprofiles;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.profile.Delivery;
import org.bitspike.ir.profile.Delivery.Addresses;
import org.bitspike.ir.profile.Delivery.Buses;
import org.bitspike.ir.profile.Delivery.Cores;
import org.bitspike.ir.profile.Delivery.Drivers;
import org.bitspike.ir.profile.Delivery.Merge;

/** Reads how spikes get onto lines and from drivers to synapses. */
final class DeliverySchema {

  private static final int MOST_ADDRESS_BITS = 16;
  private static final int MOST_ROWS = 64;

  private DeliverySchema() {}

  /** The section {@code topology.delivery}; its expressions know the constants. */
  static Delivery delivery(Section s, Scope constants) {
    Cores cores = s.section("cores", c -> cores(c, constants));
    return new Delivery(
        cores,
        s.section("address", a -> addresses(a, constants)),
        s.section("buses", b -> buses(b, constants, cores)),
        s.section("drivers", d -> drivers(d, constants)));
  }

  private static Cores cores(Section s, Scope constants) {
    Map<String, Expr> grid = s.expressions("grid", constants);
    Scope indices = constants.with(grid.keySet());
    return new Cores(
        grid, s.optionalExpression("when", indices), s.optionalExpression("fill", indices));
  }

  private static Addresses addresses(Section s, Scope constants) {
    return new Addresses(
        s.integer("bits", 1, MOST_ADDRESS_BITS),
        s.integer("row_bits", 0, MOST_ADDRESS_BITS, 0),
        s.expression("usable", constants.with("address")));
  }

  private static Buses buses(Section s, Scope constants, Cores cores) {
    Map<String, Expr> over = s.expressions("over", constants);
    Scope indices = constants.with(cores.grid().keySet()).with(over.keySet());
    List<Merge> merges =
        new ArrayList<>(
            s.each(
                "merges",
                (name, m) ->
                    new Merge(
                        name,
                        m.integer("blocks", 1, 1 << 16),
                        m.expression("onto", constants.with("block")))));
    merges.sort(Comparator.comparingInt(Merge::blocks));
    return new Buses(
        over,
        TopologySchema.end("node", s, indices),
        s.integer("block_circuits", 1, 1 << 20),
        merges);
  }

  /** What names the drivers' own indices is known only with the family; the verifier holds it. */
  private static Drivers drivers(Section s, Scope constants) {
    Scope circuit = constants.with("circuit");
    return new Drivers(
        s.text("family"),
        s.expressions("core", constants.andComponent()),
        s.expression("zone", constants.andComponent()),
        s.expression("circuit_zone", circuit),
        s.integer("rows", 1, MOST_ROWS),
        s.integer("lanes", 1, MOST_ROWS),
        s.expression("lane", circuit));
  }
}
