package org.bitspike.compiler.routing;

import java.util.Arrays;

/**
 * Nodes (lines, buses, drivers) and the switches between them, in arrays. Node, switch and group
 * numbers are dense and begin at 0. Instances do not change.
 */
public final class RoutingGraph {

  private final int[] capacity;
  private final int[] from;
  private final int[] to;
  private final boolean[] bothWays;
  private final int[] groupStart;
  private final int[] groupOf;
  private final int[] groupCapacity;
  private final int[] arcStart;
  private final int[] arcTarget;
  private final int[] arcSwitch;

  private RoutingGraph(Builder b) {
    capacity = Arrays.copyOf(b.capacity, b.nodes);
    from = Arrays.copyOf(b.from, b.switches);
    to = Arrays.copyOf(b.to, b.switches);
    bothWays = Arrays.copyOf(b.bothWays, b.switches);
    groupStart = Arrays.copyOf(b.groupStart, b.switches + 1);
    groupOf = Arrays.copyOf(b.groupOf, groupStart[b.switches]);
    groupCapacity = Arrays.copyOf(b.groupCapacity, b.groups);
    arcStart = new int[b.nodes + 1];
    for (int s = 0; s < b.switches; s++) {
      arcStart[from[s] + 1]++;
      if (bothWays[s]) {
        arcStart[to[s] + 1]++;
      }
    }
    Arrays.parallelPrefix(arcStart, Integer::sum);
    arcTarget = new int[arcStart[b.nodes]];
    arcSwitch = new int[arcTarget.length];
    int[] next = Arrays.copyOf(arcStart, b.nodes);
    for (int s = 0; s < b.switches; s++) {
      put(next[from[s]]++, to[s], s);
      if (bothWays[s]) {
        put(next[to[s]]++, from[s], s);
      }
    }
  }

  private void put(int arc, int target, int link) {
    arcTarget[arc] = target;
    arcSwitch[arc] = link;
  }

  /** Number of nodes. */
  public int nodes() {
    return capacity.length;
  }

  /** Number of switches. */
  public int switches() {
    return from.length;
  }

  /** Number of groups. */
  public int groups() {
    return groupCapacity.length;
  }

  /** How many signals a node can carry; 0 where it is out of order. */
  public int capacity(int node) {
    return capacity[node];
  }

  /** First node of a switch. */
  public int from(int link) {
    return from[link];
  }

  /** Second node of a switch. */
  public int to(int link) {
    return to[link];
  }

  /** Whether signals pass a switch from its second node to its first, too. */
  public boolean bothWays(int link) {
    return bothWays[link];
  }

  /** How many switches of a group can be closed at once. */
  public int groupCapacity(int group) {
    return groupCapacity[group];
  }

  /** Whether a switch can be closed at all: none of its groups is out of order. */
  boolean works(int link) {
    for (int g = groupStart[link]; g < groupStart[link + 1]; g++) {
      if (groupCapacity[groupOf[g]] == 0) {
        return false;
      }
    }
    return true;
  }

  int firstGroup(int link) {
    return groupStart[link];
  }

  int group(int index) {
    return groupOf[index];
  }

  int firstArc(int node) {
    return arcStart[node];
  }

  int arcTarget(int arc) {
    return arcTarget[arc];
  }

  int arcSwitch(int arc) {
    return arcSwitch[arc];
  }

  /** Collects a graph. */
  public static final class Builder {

    private int[] capacity = new int[16];
    private int[] from = new int[16];
    private int[] to = new int[16];
    private boolean[] bothWays = new boolean[16];
    private int[] groupStart = new int[17];
    private int[] groupOf = new int[16];
    private int[] groupCapacity = new int[16];
    private int nodes;
    private int switches;
    private int groups;

    /** An empty graph. */
    public Builder() {}

    /**
     * Adds a node.
     *
     * @param signals how many signals it can carry, at least 0
     * @return its number
     */
    public int node(int signals) {
      capacity = grown(capacity, nodes);
      capacity[nodes] = atLeastZero(signals);
      return nodes++;
    }

    /**
     * Adds a group of switches.
     *
     * @param closed how many of them can be closed at once, at least 0
     * @return its number
     */
    public int group(int closed) {
      groupCapacity = grown(groupCapacity, groups);
      groupCapacity[groups] = atLeastZero(closed);
      return groups++;
    }

    /** Takes a node out of order: it carries no signal. */
    public void withoutNode(int node) {
      within(node, nodes, "node");
      capacity[node] = 0;
    }

    /** Takes a group out of order: none of its switches can be closed. */
    public void withoutGroup(int group) {
      within(group, groups, "group");
      groupCapacity[group] = 0;
    }

    /**
     * Adds a switch that signals pass from the first node to the second.
     *
     * @param inGroups groups that it is in
     * @return its number
     * @throws IllegalArgumentException if a node or a group is not there, or both nodes are the
     *     same
     */
    public int oneWay(int first, int second, int... inGroups) {
      return add(first, second, false, inGroups);
    }

    /** Adds a switch that joins two nodes, as {@link #oneWay} otherwise. */
    public int bothWays(int first, int second, int... inGroups) {
      return add(first, second, true, inGroups);
    }

    private int add(int first, int second, boolean both, int[] inGroups) {
      within(first, nodes, "node");
      within(second, nodes, "node");
      if (first == second) {
        throw new IllegalArgumentException("a switch from node " + first + " to itself");
      }
      from = grown(from, switches);
      to = grown(to, switches);
      if (switches == bothWays.length) {
        bothWays = Arrays.copyOf(bothWays, 2 * switches);
      }
      groupStart = grown(groupStart, switches + 1);
      int end = groupStart[switches];
      for (int group : inGroups) {
        within(group, groups, "group");
        groupOf = grown(groupOf, end);
        groupOf[end++] = group;
      }
      from[switches] = first;
      to[switches] = second;
      bothWays[switches] = both;
      groupStart[switches + 1] = end;
      return switches++;
    }

    /** The graph. */
    public RoutingGraph build() {
      return new RoutingGraph(this);
    }

    private static void within(int index, int size, String what) {
      if (index < 0 || index >= size) {
        throw new IllegalArgumentException(what + " " + index + " of " + size);
      }
    }

    private static int atLeastZero(int capacity) {
      if (capacity < 0) {
        throw new IllegalArgumentException("capacity " + capacity);
      }
      return capacity;
    }

    private static int[] grown(int[] array, int size) {
      return size < array.length ? array : Arrays.copyOf(array, 2 * array.length);
    }
  }
}
