package org.bitspike.frontends.lems.validation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A content as a deterministic automaton, so that a child costs one look-up. States are numbered
 * from 0, the start.
 */
final class ContentStates {

  static final int NONE = -1;

  private final Collection<String> names;
  private final List<Content> states = new ArrayList<>();
  private final List<Map<String, Integer>> next = new ArrayList<>();

  /**
   * Makes all states.
   *
   * @param names every name that occurs in the content, in the order of writing
   */
  ContentStates(Content start, Collection<String> names) {
    this.names = names;
    Map<Content, Integer> numbers = new HashMap<>();
    numbers.put(start, 0);
    states.add(start);
    for (int state = 0; state < states.size(); state++) {
      Map<String, Integer> ways = new LinkedHashMap<>();
      for (String name : names) {
        Content after = states.get(state).after(name);
        if (!after.equals(Content.NOTHING)) {
          Integer known = numbers.putIfAbsent(after, states.size());
          if (known == null) {
            states.add(after);
          }
          ways.put(name, numbers.get(after));
        }
      }
      next.add(ways);
    }
  }

  /** The state after a child, or {@link #NONE}. */
  int next(int state, String name) {
    return next.get(state).getOrDefault(name, NONE);
  }

  /** Whether the element may end here. */
  boolean accepts(int state) {
    return states.get(state).nullable();
  }

  /** Whether a child of this name may be followed by another. */
  boolean repeats(String name) {
    return next.stream()
        .map(ways -> ways.get(name))
        .anyMatch(after -> after != null && next.get(after).containsKey(name));
  }

  /** Whether a child of one name may stand somewhere before a child of another. */
  boolean mayPrecede(String first, String second) {
    return next.stream()
        .map(ways -> ways.get(first))
        .anyMatch(after -> after != null && missing(after, Optional.of(second)).isPresent());
  }

  /**
   * The fewest children that have to be inserted for one of the given name to be allowed, or for
   * the element to end; empty when no insertion helps.
   */
  Optional<List<String>> missing(int state, Optional<String> name) {
    Deque<Integer> queue = new ArrayDeque<>(List.of(state));
    Map<Integer, List<String>> ways = new HashMap<>();
    ways.put(state, List.of());
    Set<Integer> seen = new HashSet<>(Set.of(state));
    while (!queue.isEmpty()) {
      int at = queue.remove();
      List<String> way = ways.getOrDefault(at, List.of());
      if (name.map(n -> next(at, n) != NONE).orElseGet(() -> accepts(at))) {
        return Optional.of(way);
      }
      for (String child : names) {
        int to = next(at, child);
        if (to != NONE && seen.add(to)) {
          List<String> longer = new ArrayList<>(way);
          longer.add(child);
          ways.put(to, longer);
          queue.add(to);
        }
      }
    }
    return Optional.empty();
  }

  /** The state reached by children of these names. */
  int follow(int state, List<String> children) {
    int at = state;
    for (String child : children) {
      at = next(at, child);
    }
    return at;
  }
}
