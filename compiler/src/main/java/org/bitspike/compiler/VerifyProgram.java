package org.bitspike.compiler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bitspike.ir.diag.BitspikeBug;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.loss.Loss;
import org.bitspike.ir.program.SynapseBlock;

/**
 * Checks that every connection of the model is a synapse of the program or reported as lost, and
 * never both.
 */
final class VerifyProgram implements Pass {

  @Override
  public String id() {
    return "verify-program";
  }

  @Override
  public String summary() {
    return "check that every connection is either realised or reported as lost";
  }

  @Override
  public Set<Fact> requires() {
    return Set.of(Fact.PROGRAM);
  }

  @Override
  public Set<Fact> provides() {
    return Set.of();
  }

  @Override
  public Draft run(Draft draft, PassContext context) {
    Map<String, Integer> parts = new HashMap<>();
    Map<String, int[]> seen = new HashMap<>();
    for (Link link : draft.links()) {
      parts.merge(link.projection(), 1, Integer::sum);
      seen.putIfAbsent(link.projection(), new int[link.table().size()]);
    }
    Map<String, Integer> drawn = new HashMap<>();
    draft.drawn().forEach(block -> drawn.merge(block.projection(), 1, Integer::sum));
    drawn.forEach(
        (projection, count) -> {
          if (!parts.getOrDefault(projection, 0).equals(count)) {
            throw new BitspikeBug(
                Code.C_INTERNAL_VERIFY.id() + ": " + projection + " is drawn " + count + " times");
          }
        });
    for (SynapseBlock block : draft.synapses()) {
      count(seen, block.projection(), block.connection());
    }
    for (Loss loss : context.losses()) {
      if (loss instanceof Loss.LostSynapses lost) {
        count(seen, lost.projection(), lost.connections());
      }
    }
    List<String> problems = new ArrayList<>();
    seen.forEach(
        (projection, counts) -> {
          for (int c = 0; c < counts.length; c++) {
            if (counts[c] != parts.getOrDefault(projection, 0)) {
              problems.add(
                  "connection "
                      + c
                      + " of "
                      + projection
                      + " is accounted for "
                      + counts[c]
                      + " times");
            }
          }
        });
    if (!problems.isEmpty()) {
      throw new BitspikeBug(
          Code.C_INTERNAL_VERIFY.id()
              + ": "
              + problems.get(0)
              + " ("
              + problems.size()
              + " in all)");
    }
    return draft;
  }

  private static void count(Map<String, int[]> seen, String projection, int[] connections) {
    int[] counts = seen.get(projection);
    if (counts == null) {
      throw new BitspikeBug(
          Code.C_INTERNAL_VERIFY.id() + ": " + projection + " is no projection of the network");
    }
    for (int c : connections) {
      counts[c]++;
    }
  }
}
