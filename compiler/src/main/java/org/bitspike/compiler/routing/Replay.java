package org.bitspike.compiler.routing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bitspike.compiler.routing.Configuration.Junction;
import org.bitspike.compiler.routing.Configuration.Listener;
import org.bitspike.compiler.routing.Configuration.Origin;

/** Traces signals through a configuration, as the chip would carry them. */
public final class Replay {

  private record Track(int node, int track) {}

  private Replay() {}

  /** For each net that enters, the nodes that listen to it. */
  public static SortedMap<Integer, SortedSet<Integer>> trace(
      RoutingGraph graph, Configuration configuration) {
    Map<Track, List<Track>> wires = wires(graph, configuration);
    Set<Track> listening = new HashSet<>();
    for (Listener listener : configuration.listeners()) {
      listening.add(new Track(listener.node(), listener.track()));
    }
    SortedMap<Integer, SortedSet<Integer>> reached = new TreeMap<>();
    for (Origin origin : configuration.origins()) {
      SortedSet<Integer> nodes = reached.computeIfAbsent(origin.net(), n -> new TreeSet<>());
      for (Track at : flood(new Track(origin.node(), origin.track()), wires)) {
        if (listening.contains(at)) {
          nodes.add(at.node());
        }
      }
    }
    return reached;
  }

  /**
   * What is wrong with a configuration, whatever it is for: more signals or closed switches than
   * there may be, or a track with the signals of two nets. One sentence each; none when it is
   * sound.
   */
  public static List<String> faults(RoutingGraph graph, Configuration configuration) {
    List<String> faults = new ArrayList<>();
    int[] closed = new int[graph.groups()];
    for (Junction junction : configuration.junctions()) {
      int end = graph.firstGroup(junction.link() + 1);
      for (int g = graph.firstGroup(junction.link()); g < end; g++) {
        closed[graph.group(g)]++;
      }
    }
    for (int g = 0; g < closed.length; g++) {
      if (closed[g] > graph.groupCapacity(g)) {
        faults.add(
            "group " + g + " has " + closed[g] + " closed switches of " + graph.groupCapacity(g));
      }
    }
    Map<Track, List<Track>> wires = wires(graph, configuration);
    Map<Track, Integer> owner = new HashMap<>();
    for (Origin origin : configuration.origins()) {
      for (Track at : flood(new Track(origin.node(), origin.track()), wires)) {
        if (at.track() < 0 || at.track() >= graph.capacity(at.node())) {
          faults.add(
              "node " + at.node() + " has no track " + at.track() + " for net " + origin.net());
        }
        Integer other = owner.put(at, origin.net());
        if (other != null) {
          faults.add("node " + at.node() + " carries nets " + other + " and " + origin.net());
        }
      }
    }
    return faults;
  }

  /**
   * Where a routing differs from what was asked for: a net that reaches a node that none of its
   * sinks asked for or misses one, a sink that is neither routed nor reported or both. One sentence
   * each; none when replay equals intent.
   */
  public static List<String> differences(RoutingGraph graph, List<Net> nets, Routing routing) {
    List<String> differences = new ArrayList<>();
    SortedMap<Integer, SortedSet<Integer>> reached = trace(graph, routing.configuration());
    Set<List<Integer>> lost = new HashSet<>();
    routing.unrouted().forEach(u -> lost.add(List.of(u.net(), u.sink())));
    for (int n = 0; n < nets.size(); n++) {
      SortedSet<Integer> expected = new TreeSet<>();
      List<Net.Sink> sinks = nets.get(n).sinks();
      for (int s = 0; s < sinks.size(); s++) {
        int end = routing.ends().get(n).get(s);
        String which = "sink " + s + " of net " + n;
        if ((end == Routing.NONE) != lost.contains(List.of(n, s))) {
          differences.add(which + " ends at " + end + ", against what is reported");
        }
        if (end == Routing.NONE) {
          continue;
        }
        if (!sinks.get(s).candidates().contains(end)) {
          differences.add(which + " ends at " + end + ", which it did not ask for");
        }
        if (!expected.add(end)) {
          differences.add(which + " ends where another does, at " + end);
        }
      }
      SortedSet<Integer> nodes = reached.getOrDefault(n, new TreeSet<>());
      if (!nodes.equals(expected)) {
        differences.add("net " + n + " reaches " + nodes + " instead of " + expected);
      }
    }
    return differences;
  }

  private static Map<Track, List<Track>> wires(RoutingGraph graph, Configuration configuration) {
    Map<Track, List<Track>> wires = new HashMap<>();
    for (Junction junction : configuration.junctions()) {
      Track from = new Track(graph.from(junction.link()), junction.fromTrack());
      Track to = new Track(graph.to(junction.link()), junction.toTrack());
      wires.computeIfAbsent(from, t -> new ArrayList<>()).add(to);
      if (graph.bothWays(junction.link())) {
        wires.computeIfAbsent(to, t -> new ArrayList<>()).add(from);
      }
    }
    return wires;
  }

  private static Set<Track> flood(Track origin, Map<Track, List<Track>> wires) {
    Set<Track> reached = new HashSet<>(Set.of(origin));
    ArrayDeque<Track> open = new ArrayDeque<>(reached);
    while (!open.isEmpty()) {
      for (Track next : wires.getOrDefault(open.remove(), List.of())) {
        if (reached.add(next)) {
          open.add(next);
        }
      }
    }
    return reached;
  }
}
