package org.bitspike.reference;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Whether and in which order the groups of a population can be stepped member by member in one
 * loop: every group has exactly one instance per member, in the order of the members, and no group
 * does in a step what reaches beyond its member, events apart.
 */
final class LanePlan {

  /** Tape operations beyond which a method would not be compiled by the virtual machine. */
  private static final int MOST_INSTRUCTIONS = 700;

  /** One of so many members may be special. */
  private static final int MOST_SPECIAL = 3;

  private final Group population;
  private final List<Group> order = new ArrayList<>();
  private final BitSet special = new BitSet();
  private int instructions;

  private LanePlan(Group population) {
    this.population = population;
  }

  /**
   * The plan for a population whose groups are compiled; empty when its members must go one by one.
   */
  static Optional<LanePlan> of(Group population) {
    LanePlan plan = new LanePlan(population);
    return plan.takes(population)
            && plan.instructions <= MOST_INSTRUCTIONS
            && plan.special.cardinality() <= population.size / MOST_SPECIAL
        ? Optional.of(plan)
        : Optional.empty();
  }

  /** Groups in the order in which they act within a member: what is enclosed comes first. */
  List<Group> order() {
    return order;
  }

  /**
   * Members with something attached that others have not, or more than one of it. They are left to
   * the general code.
   */
  BitSet special() {
    return special;
  }

  /** Whether members can be stepped by vectors. */
  boolean takesVectors() {
    return order.stream().allMatch(g -> VectorLane.takes(g.code().parts()));
  }

  private boolean takes(Group group) {
    if (group.size != population.size
        || !group.pools.isEmpty()
        || group.peer().isPresent()
        || !group.type.dynamics().kineticSchemes().isEmpty()
        || !group.code().isPlain()) {
      return false;
    }
    for (Group child : group.children) {
      if (!takes(child)) {
        return false;
      }
    }
    for (Group.Attachment a : group.attachments) {
      if (a.sums().isPresent()) {
        return false;
      }
      if (!isOnePerHost(a.offsets())) {
        addHosts(a.offsets());
      } else if (!takes(a.group())) {
        return false;
      }
    }
    order.add(group);
    GroupCode.Parts parts = group.code().parts();
    instructions += parts.main().length();
    for (Condition c : parts.conditions()) {
      instructions += c.test().length() + c.actions().assign().length();
    }
    for (RegimeCode r : parts.regimes()) {
      instructions += r.update().length() + r.onEntry().assign().length();
      for (Condition c : r.conditions()) {
        instructions += c.test().length() + c.actions().assign().length();
      }
    }
    return drawsNothing(parts);
  }

  private void addHosts(int[] offsets) {
    for (int h = 0; h + 1 < offsets.length; h++) {
      if (offsets[h] != offsets[h + 1]) {
        special.set(h);
      }
    }
  }

  private static boolean isOnePerHost(int[] offsets) {
    for (int h = 0; h < offsets.length; h++) {
      if (offsets[h] != h) {
        return false;
      }
    }
    return true;
  }

  /**
   * Draws in what a kernel runs would come in another order; those of an emission come in order.
   */
  private static boolean drawsNothing(GroupCode.Parts parts) {
    RegimeCode[] regimes = parts.regimes();
    if (draws(parts.main()) || draws(parts.conditions(), regimes)) {
      return false;
    }
    for (RegimeCode r : regimes) {
      if (draws(r.update()) || draws(r.conditions(), regimes) || draws(r.onEntry().assign())) {
        return false;
      }
    }
    return true;
  }

  private static boolean draws(Condition[] conditions, RegimeCode[] regimes) {
    for (Condition c : conditions) {
      if (draws(c.test()) || (!leaves(c, regimes) && draws(c.actions().assign()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean draws(Tape tape) {
    int[] code = tape.code();
    for (int p = 0; p < code.length; p += Tape.WIDTH) {
      if (code[p] == Tape.RANDOM) {
        return true;
      }
    }
    return false;
  }

  /** Whether a condition's actions are left to the general code: those that emit. */
  static boolean leaves(Condition condition, RegimeCode[] regimes) {
    Actions actions = condition.actions();
    return actions.emits() > 0
        || (actions.transition() >= 0 && leaves(regimes[actions.transition()].onEntry()));
  }

  private static boolean leaves(Actions onEntry) {
    return onEntry.emits() > 0 || onEntry.transition() >= 0;
  }
}
