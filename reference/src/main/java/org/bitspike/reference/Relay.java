package org.bitspike.reference;

import java.util.List;

/**
 * Passes events on inside a component: down to what it encloses and takes events; and up from a
 * child that takes none to a component that does, as a single spike does to its array.
 */
final class Relay {

  private Relay() {}

  /** Connects a group with what is around it. */
  static void connect(Group group) {
    List<Group> down = group.children.stream().filter(c -> c.inPort().isPresent()).toList();
    Group parent = group.parent;
    boolean up =
        parent != null
            && !group.attached
            && group.inPort().isEmpty()
            && parent.inPort().isPresent();
    if (down.isEmpty() && !up) {
      return;
    }
    int[] pooled = group.isPool() ? group.host : null;
    group
        .code()
        .sendTo(
            i -> {
              for (Group child : down) {
                child.code().receive(i);
              }
              if (up && parent != null) {
                parent.code().receive(pooled != null ? pooled[i] : i);
              }
            });
  }
}
