package org.bitspike.ir.program;

import java.util.Optional;
import org.bitspike.ir.connect.PairRule;
import org.bitspike.ir.connect.Wiring;

/**
 * Synapses from one block to another that are drawn by a rule instead of being listed; they do not
 * learn. SEMANTICS.md 10.
 *
 * @param name unique among synapse blocks, listed and drawn
 * @param ordinal place among all synapse blocks, listed and drawn, in canonical order
 * @param source name of the source block
 * @param target name of the target block
 * @param port input word of the target's kernel; empty when events have no effect on the target
 * @param rule which pairs are connected
 * @param allowSelf whether a member may connect to itself where source and target are one block
 * @param seed of all draws of the block
 * @param weight codes of weights
 * @param delay ticks from firing to delivery, at least 1
 * @param decode as {@link SynapseBlock#decode}
 * @param codeOffset as {@link SynapseBlock#codeOffset}
 * @param projection id of the projection in the network
 */
public record DrawnBlock(
    String name,
    int ordinal,
    String source,
    String target,
    Optional<String> port,
    PairRule rule,
    boolean allowSelf,
    long seed,
    CodeDraw weight,
    CodeDraw delay,
    Optional<String> decode,
    int codeOffset,
    String projection) {

  /** The connections between blocks of these sizes. */
  public Wiring wiring(int sources, int targets) {
    return new Wiring(rule, seed, sources, targets, !allowSelf && source.equals(target));
  }
}
