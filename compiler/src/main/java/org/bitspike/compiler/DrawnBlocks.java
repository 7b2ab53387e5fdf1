package org.bitspike.compiler;

import java.util.Optional;
import org.bitspike.ir.program.DrawnBlock;
import org.bitspike.ir.program.LookupTable;

/** Makes blocks of links whose connections are not listed. */
final class DrawnBlocks {

  private DrawnBlocks() {}

  /** The synapses of a link whose codes are decided, with nothing about what they act on. */
  static DrawnBlock undecoded(Link link) {
    return block(link, 0, "", Optional.empty(), 0);
  }

  /**
   * The block of a link.
   *
   * @param ordinal place among all synapse blocks
   * @param port input word; empty when events have no effect
   * @param table what decodes weight codes
   * @param minCode smallest code of the table
   */
  static DrawnBlock block(
      Link link, int ordinal, String port, Optional<LookupTable> table, int minCode) {
    DrawnLink drawn = link.drawn().orElseThrow();
    boolean acts = !port.isEmpty();
    return new DrawnBlock(
        link.id(),
        ordinal,
        link.pre(),
        link.post(),
        acts ? Optional.of(port) : Optional.empty(),
        drawn.pairs(),
        drawn.connector().allowSelfConnections(),
        drawn.connector().seed(),
        drawn.weight().orElseThrow(),
        drawn.delay().orElseThrow(),
        acts ? table.map(LookupTable::name) : Optional.empty(),
        acts && table.isPresent() ? minCode : 0,
        link.projection());
  }
}
