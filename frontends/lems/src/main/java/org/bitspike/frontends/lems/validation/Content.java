package org.bitspike.frontends.lems.validation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which children an element may have and in which order: a regular expression over names, with
 * Brzozowski's derivative, which says what may follow after one more child (J. A. Brzozowski,
 * Derivatives of regular expressions, J. ACM 11, 1964).
 */
sealed interface Content {

  Content EMPTY = new Sequence(List.of());
  Content NOTHING = new Choice(List.of());

  /** One child of this name. */
  record Child(String name) implements Content {}

  /** All parts, one after the other. */
  record Sequence(List<Content> parts) implements Content {}

  /** One of the parts. */
  record Choice(List<Content> parts) implements Content {}

  /** The part any number of times, none included. */
  record Star(Content part) implements Content {}

  /** Children in any order, each once; those of {@code optional} may be missing. */
  record All(Set<String> required, Set<String> optional) implements Content {}

  static Content sequence(List<Content> parts) {
    List<Content> flat = new ArrayList<>();
    for (Content part : parts) {
      if (part.equals(NOTHING)) {
        return NOTHING;
      }
      if (part instanceof Sequence(List<Content> inner)) {
        flat.addAll(inner);
      } else {
        flat.add(part);
      }
    }
    return flat.size() == 1 ? flat.getFirst() : new Sequence(List.copyOf(flat));
  }

  static Content choice(List<Content> parts) {
    Set<Content> flat = new LinkedHashSet<>();
    for (Content part : parts) {
      if (part instanceof Choice(List<Content> inner)) {
        flat.addAll(inner);
      } else {
        flat.add(part);
      }
    }
    return flat.size() == 1 ? flat.iterator().next() : new Choice(List.copyOf(flat));
  }

  static Content optional(Content part) {
    return part.nullable() ? part : choice(List.of(EMPTY, part));
  }

  /** Whether there may be no child. */
  default boolean nullable() {
    return switch (this) {
      case Child c -> false;
      case Sequence(List<Content> parts) -> parts.stream().allMatch(Content::nullable);
      case Choice(List<Content> parts) -> parts.stream().anyMatch(Content::nullable);
      case Star s -> true;
      case All(Set<String> required, Set<String> optional) -> required.isEmpty();
    };
  }

  /** What may follow a child of the given name; {@link #NOTHING} when it may not stand here. */
  default Content after(String name) {
    return switch (this) {
      case Child(String own) -> own.equals(name) ? EMPTY : NOTHING;
      case Sequence(List<Content> parts) -> afterSequence(parts, name);
      case Choice(List<Content> parts) ->
          choice(parts.stream().map(p -> p.after(name)).filter(p -> !p.equals(NOTHING)).toList());
      case Star(Content part) -> sequence(List.of(part.after(name), this));
      case All(Set<String> required, Set<String> optional) -> {
        if (!required.contains(name) && !optional.contains(name)) {
          yield NOTHING;
        }
        All rest = new All(without(required, name), without(optional, name));
        yield rest.required.isEmpty() && rest.optional.isEmpty() ? EMPTY : rest;
      }
    };
  }

  private static Content afterSequence(List<Content> parts, String name) {
    List<Content> ways = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      List<Content> rest = new ArrayList<>();
      rest.add(parts.get(i).after(name));
      rest.addAll(parts.subList(i + 1, parts.size()));
      Content way = sequence(rest);
      if (!way.equals(NOTHING)) {
        ways.add(way);
      }
      if (!parts.get(i).nullable()) {
        break;
      }
    }
    return choice(ways);
  }

  private static Set<String> without(Set<String> names, String name) {
    Set<String> rest = new LinkedHashSet<>(names);
    rest.remove(name);
    return rest;
  }
}
