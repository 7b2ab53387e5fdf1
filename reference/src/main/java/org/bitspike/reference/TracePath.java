package org.bitspike.reference;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the value that a path below a member of a population names: {@code v}, {@code
 * child/variable}, {@code input/i} for an attached component by its id, or {@code
 * synapses:synapse:2/g} for the third attached instance of a component in a slot.
 */
final class TracePath {

  /** A value, and the instance that has it. */
  record Target(Group.Ref ref, int instance) {}

  /** A place on the way; {@code group} is null when the path led nowhere. */
  private record Place(@Nullable Group group, int instance) {}

  private TracePath() {}

  /** The component whose instances a path tells apart, if it does. */
  static Optional<String> componentToldApart(String path) {
    String[] parts = path.split("/", -1)[0].split(":", -1);
    return parts.length == 3 ? Optional.of(parts[1]) : Optional.empty();
  }

  static Optional<Target> resolve(Group population, int member, String path) {
    String[] steps = path.split("/", -1);
    Place at = new Place(population, member);
    for (int s = 0; s < steps.length - 1; s++) {
      if (at.group == null) {
        return Optional.empty();
      }
      at = step(at.group, at.instance, steps[s]);
    }
    int instance = at.instance;
    return Optional.ofNullable(at.group)
        .flatMap(g -> g.exposed(steps[steps.length - 1]))
        .map(ref -> new Target(ref, instance));
  }

  private static Place step(Group group, int instance, String step) {
    String[] parts = step.split(":", -1);
    if (parts.length == 3 && parts[2].matches("[0-9]{1,9}")) {
      return attached(
          group.attachmentsIn(parts[0]), instance, parts[1], Integer.parseInt(parts[2]));
    }
    List<Group> inSlot = group.slots.getOrDefault(step, List.of());
    if (inSlot.size() == 1) {
      return new Place(inSlot.getFirst(), instance);
    }
    for (Group child : group.children) {
      if (child.component.id().equals(step)) {
        return new Place(child, instance);
      }
    }
    return attached(group.attachments, instance, step, 0);
  }

  private static Place attached(
      List<Group.Attachment> attachments, int instance, String component, int k) {
    for (Group.Attachment a : attachments) {
      int at = a.offsets()[instance] + k;
      if (a.group().component.id().equals(component) && at < a.offsets()[instance + 1]) {
        return new Place(a.group(), at);
      }
    }
    return new Place(null, 0);
  }
}
