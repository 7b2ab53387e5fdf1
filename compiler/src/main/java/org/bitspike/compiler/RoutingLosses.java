package org.bitspike.compiler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.bitspike.compiler.routing.RoutePlan;
import org.bitspike.compiler.routing.RoutePlan.Cause;
import org.bitspike.compiler.routing.Traffic;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.loss.Loss;

/** Reports synapses that were not routed: one loss for each target, link and cause. */
final class RoutingLosses {

  private final Draft draft;
  private final PassContext context;
  private final Traffic traffic;
  private final RoutePlan plan;
  private final int[] link;
  private final int[] connection;
  private final int[] inputs;
  private final int[] kept;
  private final double[] importance;

  RoutingLosses(
      Draft draft,
      PassContext context,
      Traffic traffic,
      RoutePlan plan,
      int[] link,
      int[] connection) {
    this.draft = draft;
    this.context = context;
    this.traffic = traffic;
    this.plan = plan;
    this.link = link;
    this.connection = connection;
    inputs = new int[traffic.neurons()];
    kept = new int[traffic.neurons()];
    importance = new double[traffic.neurons()];
    for (int s = 0; s < traffic.size(); s++) {
      int post = traffic.post()[s];
      inputs[post]++;
      kept[post] += plan.cause()[s] == 0 ? 1 : 0;
      importance[post] += traffic.importance()[s];
    }
  }

  void report() {
    long[] lost = new long[plan.lost()];
    int at = 0;
    for (int s = 0; s < traffic.size(); s++) {
      if (plan.cause()[s] != 0) {
        lost[at++] = s;
      }
    }
    List<Long> order = new ArrayList<>(lost.length);
    Arrays.stream(lost).forEach(order::add);
    order.sort(
        (a, b) -> {
          int x = (int) (long) a;
          int y = (int) (long) b;
          int byLink = Integer.compare(link[x], link[y]);
          int byPost = Integer.compare(traffic.post()[x], traffic.post()[y]);
          int byCause = Byte.compare(plan.cause()[x], plan.cause()[y]);
          return byLink != 0
              ? byLink
              : byPost != 0 ? byPost : byCause != 0 ? byCause : Integer.compare(x, y);
        });
    int from = 0;
    for (int k = 1; k <= order.size(); k++) {
      if (k == order.size() || !together(order.get(from).intValue(), order.get(k).intValue())) {
        report(order.subList(from, k).stream().mapToInt(Long::intValue).toArray());
        from = k;
      }
    }
  }

  private boolean together(int a, int b) {
    return link[a] == link[b]
        && traffic.post()[a] == traffic.post()[b]
        && plan.cause()[a] == plan.cause()[b];
  }

  private void report(int[] synapses) {
    int first = synapses[0];
    Link of = draft.links().get(link[first]);
    int post = traffic.post()[first];
    Cause cause = Cause.values()[plan.cause()[first]];
    int[] connections = Arrays.stream(synapses).map(s -> connection[s]).sorted().toArray();
    double gone = 0;
    for (int s : synapses) {
      gone += traffic.importance()[s];
    }
    context.lose(
        new Loss.LostSynapses(
            code(cause),
            RouteNetwork.ID,
            String.format(
                Locale.ROOT,
                "%s[%d] on core %d, circuit %d: %d of its %d inputs, from %s[%d]%s by %s, %s",
                of.post(),
                of.table().post(connection[first]),
                traffic.core()[post],
                traffic.circuit()[post],
                synapses.length,
                inputs[post],
                of.pre(),
                of.table().pre(connections[0]),
                synapses.length > 1 ? " and others" : "",
                of.projection(),
                why(cause)),
            remedy(cause),
            of.where(connections[0]),
            of.projection(),
            of.table().post(connection[first]),
            kept[post],
            inputs[post],
            connections,
            gone,
            importance[post]));
  }

  private static Code code(Cause cause) {
    return switch (cause) {
      case NO_ADDRESS -> Code.C_NO_ADDRESS;
      case NO_ROW -> Code.C_NO_ROW;
      case NONE, NO_WAY, CONGESTED -> Code.C_NO_ROUTE;
    };
  }

  private static String why(Cause cause) {
    return switch (cause) {
      case NONE -> "are realised";
      case NO_ADDRESS -> "come from sources for which no bus has an address left";
      case NO_WAY -> "come from buses that no switches join with drivers there";
      case CONGESTED -> "come from buses whose every way to a driver there is taken";
      case NO_ROW -> "find no row: the drivers that their buses reach are full";
    };
  }

  private static String remedy(Cause cause) {
    return switch (cause) {
      case NO_ADDRESS -> "use fewer sources, or a variant of the profile with more cores";
      case NO_WAY, CONGESTED ->
          "use a larger --effort, sources with fewer targets on other cores, or a smaller network";
      case NONE, NO_ROW ->
          "merge more circuits for each neuron (--set limits.merge=...), allow longer chains of"
              + " drivers, or use fewer sources";
    };
  }
}
