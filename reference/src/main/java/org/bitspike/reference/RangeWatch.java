package org.bitspike.reference;

import java.util.ArrayList;
import java.util.List;
import org.bitspike.ir.recording.Recording.Range;

/**
 * Keeps the ranges of all groups. A variable of a population has its own name, one of a child
 * {@code child/variable}, one of an attached component {@code component.variable}, summed over the
 * instances attached to a cell.
 */
final class RangeWatch {

  private final List<RangeLog> logs = new ArrayList<>();
  private final List<SumRangeLog> sums = new ArrayList<>();

  /** Watches a group that has at most one instance per cell. */
  void watch(Group group) {
    List<String> names = watched(group);
    int[] slots = names.stream().mapToInt(group.code()::slotOf).toArray();
    RangeLog log =
        new RangeLog(
            group.population,
            names.stream().map(n -> rangeName(group, n)).toList(),
            slots,
            group.stateCount());
    group.code().watch(log);
    logs.add(log);
  }

  /** Watches the sums of an attached group, all of whose variables are kept in columns for this. */
  SumRangeLog sum(Group attached) {
    List<String> names = new ArrayList<>();
    List<Group.Ref> refs = new ArrayList<>();
    for (Group g : attached.withAllBelow()) {
      if (!g.isPool()) {
        for (String variable : watched(g)) {
          names.add(rangeName(g, variable));
          refs.add(g.variable(variable).orElseThrow());
        }
      }
    }
    SumRangeLog log = new SumRangeLog(attached.population, names, refs);
    sums.add(log);
    return log;
  }

  private static List<String> watched(Group group) {
    List<String> names = new ArrayList<>();
    group.type.dynamics().stateVariables().forEach(s -> names.add(s.name()));
    group.type.dynamics().derivedVariables().stream()
        .filter(d -> d.exposure().isPresent())
        .forEach(d -> names.add(d.name()));
    return names;
  }

  private static String rangeName(Group group, String variable) {
    if (group.path.isEmpty()) {
      return variable;
    }
    return group.path + (group.attached ? "." : "/") + variable;
  }

  List<Range> ranges() {
    List<Range> all = new ArrayList<>();
    logs.forEach(log -> all.addAll(log.ranges()));
    sums.forEach(log -> all.addAll(log.ranges()));
    return all;
  }
}
