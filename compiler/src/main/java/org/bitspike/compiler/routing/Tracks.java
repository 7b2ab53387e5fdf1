package org.bitspike.compiler.routing;

import java.util.ArrayList;
import java.util.List;
import org.bitspike.compiler.routing.Configuration.Junction;
import org.bitspike.compiler.routing.Configuration.Listener;
import org.bitspike.compiler.routing.Configuration.Origin;

/** Gives every signal on a node a track of its own, the lowest that is free, by net. */
final class Tracks {

  private Tracks() {}

  static Configuration configure(RoutingGraph graph, Tree[] trees) {
    List<Origin> origins = new ArrayList<>();
    List<Junction> junctions = new ArrayList<>();
    List<Listener> listeners = new ArrayList<>();
    int[] taken = new int[graph.nodes()];
    for (int n = 0; n < trees.length; n++) {
      Tree tree = trees[n];
      int[] track = new int[tree.size()];
      for (int i = 0; i < track.length; i++) {
        track[i] = taken[tree.node(i)]++;
        int link = tree.link(i);
        if (link == Tree.NONE) {
          origins.add(new Origin(n, tree.node(i), track[i]));
        } else if (graph.to(link) == tree.node(i)) {
          junctions.add(new Junction(link, track[tree.parent(i)], track[i]));
        } else {
          junctions.add(new Junction(link, track[i], track[tree.parent(i)]));
        }
      }
      for (int s = 0; s < tree.sinks(); s++) {
        if (tree.end(s) != Tree.NONE) {
          listeners.add(new Listener(tree.node(tree.end(s)), track[tree.end(s)]));
        }
      }
    }
    return new Configuration(origins, junctions, listeners);
  }
}
