package org.bitspike.ir.profile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.expr.Expr;

/**
 * Lines of a core and the switches between them, as families with indices. Sizes are expressions in
 * the profile's constants, indices in these and in the indices of the family that they belong to;
 * both are whole numbers, and every index counts from 0.
 *
 * @param nodes lines, buses, drivers
 * @param groups switches of which only so many can be closed at once
 * @param switches what can join nodes
 * @param delivery how spikes get onto the lines and to synapses; empty where nothing is routed
 * @param defects what of all this is out of order
 */
public record Topology(
    List<NodeFamily> nodes,
    List<GroupFamily> groups,
    List<SwitchFamily> switches,
    Optional<Delivery> delivery,
    List<Defect> defects) {

  /** A topology without defects. */
  public Topology(
      List<NodeFamily> nodes,
      List<GroupFamily> groups,
      List<SwitchFamily> switches,
      Optional<Delivery> delivery) {
    this(nodes, groups, switches, delivery, List.of());
  }

  /** A topology in which nothing is routed. */
  public Topology(List<NodeFamily> nodes, List<GroupFamily> groups, List<SwitchFamily> switches) {
    this(nodes, groups, switches, Optional.empty());
  }

  /** No topology: whatever is placed can be reached. */
  public static final Topology NONE = new Topology(List.of(), List.of(), List.of());

  public Topology {
    nodes = List.copyOf(nodes);
    groups = List.copyOf(groups);
    switches = List.copyOf(switches);
    defects = List.copyOf(defects);
  }

  /** Whether there is nothing in it. */
  public boolean isEmpty() {
    return nodes.isEmpty() && groups.isEmpty() && switches.isEmpty() && delivery.isEmpty();
  }

  /**
   * Nodes.
   *
   * @param name name of the family
   * @param over how many there are along each index
   * @param capacity how many signals each can carry, an expression that may use the indices
   */
  public record NodeFamily(String name, Map<String, Expr> over, Expr capacity) {
    public NodeFamily {
      over = ordered(over);
    }
  }

  /**
   * Groups of switches.
   *
   * @param name name of the family
   * @param over how many there are along each index
   * @param closed how many switches of each can be closed at once, an expression that may use the
   *     indices
   */
  public record GroupFamily(String name, Map<String, Expr> over, Expr closed) {
    public GroupFamily {
      over = ordered(over);
    }
  }

  /**
   * Switches: one for each combination of indices for which {@code when} holds.
   *
   * @param name name of the family
   * @param over how many combinations there are along each index
   * @param when which of them there are; all where it is empty
   * @param from node where a signal comes from
   * @param to node where it goes to
   * @param bothWays whether it can go from {@code to} to {@code from} as well
   * @param inGroups groups that the switch is in
   */
  public record SwitchFamily(
      String name,
      Map<String, Expr> over,
      Optional<Expr> when,
      Member from,
      Member to,
      boolean bothWays,
      List<Member> inGroups) {
    public SwitchFamily {
      over = ordered(over);
      inGroups = List.copyOf(inGroups);
    }
  }

  /**
   * Something that is out of order: a node, all switches of a group, or circuits of a core.
   *
   * @param name unique among defects
   * @param node a node that carries no signal
   * @param group a group of which no switch can be closed
   * @param core the core of the circuits, if there are any
   * @param circuits circuits that no neuron can have, ascending
   */
  public record Defect(
      String name,
      Optional<Member> node,
      Optional<Member> group,
      int core,
      List<Integer> circuits) {
    public Defect {
      circuits = List.copyOf(circuits);
    }
  }

  /**
   * One of a family.
   *
   * @param family its name
   * @param at every index of the family
   */
  public record Member(String family, Map<String, Expr> at) {
    public Member {
      at = ordered(at);
    }
  }

  private static Map<String, Expr> ordered(Map<String, Expr> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
