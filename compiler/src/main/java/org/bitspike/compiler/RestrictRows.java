package org.bitspike.compiler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.loss.Loss;
import org.bitspike.ir.profile.HardwareProfile.SynapseRows;

/**
 * Drops synapses that the rows of a crossbar cannot hold. Where all synapses of a source have one
 * sign, those of the sign with the smaller sum go; where a source has one synapse on a target, the
 * one with the largest effect stays, the first of equals. Each is reported with its target.
 */
final class RestrictRows implements Pass {

  private static final String ID = "restrict-rows";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String summary() {
    return "drop synapses of a source that cannot stand in one row";
  }

  @Override
  public Set<Fact> requires() {
    return Set.of(Fact.MODELLED);
  }

  @Override
  public Set<Fact> provides() {
    return Set.of();
  }

  @Override
  public Draft run(Draft draft, PassContext context) {
    SynapseRows rows = context.profile().synapse().rows();
    Rows work = new Rows(draft, context);
    if (rows.oneSign()) {
      work.dropMinority();
    }
    if (rows.onePerTarget()) {
      work.dropDoubles();
    }
    return draft.withLinks(work.links());
  }

  /** A row's synapses on one target. */
  private record Pair(String pre, int source, String post, int target) {}

  private static final class Rows {
    private final Draft draft;
    private final PassContext context;
    private final RowSigns signs;
    private final Map<Integer, boolean[]> kept = new LinkedHashMap<>();

    Rows(Draft draft, PassContext context) {
      this.draft = draft;
      this.context = context;
      this.signs = new RowSigns(draft);
    }

    List<Link> links() {
      List<Link> links = new ArrayList<>();
      for (int l = 0; l < draft.links().size(); l++) {
        Link link = draft.links().get(l);
        links.add(kept.containsKey(l) ? link.withKept(flags(l)) : link);
      }
      return links;
    }

    private boolean[] flags(int link) {
      return kept.computeIfAbsent(
          link,
          l -> {
            boolean[] flags = new boolean[draft.links().get(l).table().size()];
            for (int c = 0; c < flags.length; c++) {
              flags[c] = draft.links().get(l).isKept(c);
            }
            return flags;
          });
    }

    private boolean isKept(int link, int connection) {
      return kept.containsKey(link)
          ? flags(link)[connection]
          : draft.links().get(link).isKept(connection);
    }

    void dropMinority() {
      for (int l = 0; l < draft.links().size(); l++) {
        Link link = draft.links().get(l);
        Map<Integer, List<Integer>> lost = new TreeMap<>();
        Set<Integer> sources = new HashSet<>();
        for (int c = 0; c < link.table().size(); c++) {
          if (isKept(l, c) && signs.effect(link, c) * signs.of(link, c) < 0) {
            lost.computeIfAbsent(link.table().post(c), t -> new ArrayList<>()).add(c);
            sources.add(link.table().pre(c));
          }
        }
        String why =
            sources.size()
                + " of the "
                + draft.blockSize(link.pre())
                + " of "
                + link.pre()
                + " excite and inhibit, and all synapses of a source have one sign";
        report(
            l,
            lost,
            Code.C_WEIGHT_SIGN,
            why,
            "split "
                + link.pre()
                + " into a population that excites and one that inhibits, or make all weights of a"
                + " source of one sign");
      }
    }

    void dropDoubles() {
      Map<Pair, int[]> best = new HashMap<>();
      List<Map<Integer, List<Integer>>> lost = new ArrayList<>();
      for (int l = 0; l < draft.links().size(); l++) {
        lost.add(new TreeMap<>());
        Link link = draft.links().get(l);
        for (int c = 0; c < link.table().size(); c++) {
          if (!isKept(l, c)) {
            continue;
          }
          Pair pair = new Pair(link.pre(), link.table().pre(c), link.post(), link.table().post(c));
          int[] other = best.get(pair);
          if (other == null) {
            best.put(pair, new int[] {l, c});
          } else if (magnitude(other) >= magnitude(new int[] {l, c})) {
            lost.get(l).computeIfAbsent(pair.target(), t -> new ArrayList<>()).add(c);
          } else {
            lost.get(other[0]).computeIfAbsent(pair.target(), t -> new ArrayList<>()).add(other[1]);
            best.put(pair, new int[] {l, c});
          }
        }
      }
      for (int l = 0; l < lost.size(); l++) {
        report(
            l,
            lost.get(l),
            Code.C_FAN_IN,
            "a source has one synapse on a target",
            "join the connections of a pair to one with the sum of their weights");
      }
    }

    private double magnitude(int[] connection) {
      return Math.abs(signs.effect(draft.links().get(connection[0]), connection[1]));
    }

    private void report(
        int l, Map<Integer, List<Integer>> lost, Code code, String why, String remedy) {
      Link link = draft.links().get(l);
      lost.forEach(
          (target, list) -> {
            int[] connections = list.stream().mapToInt(c -> c).sorted().toArray();
            double gone = 0;
            for (int c : connections) {
              flags(l)[c] = false;
              gone += Math.abs(signs.effect(link, c));
            }
            double total = gone;
            int inputs = connections.length;
            for (int c = 0; c < link.table().size(); c++) {
              if (link.table().post(c) == target && isKept(l, c)) {
                total += Math.abs(signs.effect(link, c));
                inputs++;
              }
            }
            context.lose(
                new Loss.LostSynapses(
                    code,
                    ID,
                    String.format(
                        Locale.ROOT,
                        "%s: %d of %d synapses of %s on %s[%d] are lost",
                        why,
                        connections.length,
                        inputs,
                        link.projection(),
                        link.post(),
                        target),
                    remedy,
                    link.where(connections[0]),
                    link.projection(),
                    target,
                    inputs - connections.length,
                    inputs,
                    connections,
                    gone,
                    total));
          });
    }
  }
}
