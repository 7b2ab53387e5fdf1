package org.bitspike.reference.flat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitspike.reference.flat.FlatSystem.Rate;

/**
 * Which parts of a system are linear. Regimes should have been fixed first, see {@link
 * Modes#fixed}: a rate that differs between regimes counts as not linear.
 */
public final class Linearity {

  private final FlatSystem system;

  public Linearity(FlatSystem system) {
    this.system = system;
  }

  /**
   * The states whose rate is {@code a + b*x} with {@code a} and {@code b} free of the state {@code
   * x} itself, though not of others: gates of channels, for example.
   */
  public Map<String, Affine> linearInThemselves() {
    Map<String, Affine> found = new LinkedHashMap<>();
    for (Rate r : system.rates()) {
      Affine.ofRate(system, r.state(), Set.of(r.state())).ifPresent(a -> found.put(r.state(), a));
    }
    return found;
  }

  /**
   * States whose rates are linear in one another, with coefficients that no state's flow, no input
   * and no time changes: a closed system of constant coefficients.
   *
   * @param states in the system's order
   * @param rates of each state, over the states of the block
   */
  public record Block(List<String> states, Map<String, Affine> rates) {
    public Block {
      states = List.copyOf(states);
      rates = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(rates));
    }
  }

  /**
   * The largest closed blocks of constant coefficients, none of which depends on another.
   *
   * @param moving states without a rate that change between events all the same, and other symbols
   *     that do
   */
  public List<Block> constantBlocks(Set<String> moving) {
    Set<String> candidates = new LinkedHashSet<>();
    system.rates().forEach(r -> candidates.add(r.state()));
    candidates.removeAll(moving);
    Map<String, Affine> rates = new HashMap<>();
    boolean changed = true;
    while (changed) {
      changed = false;
      rates.clear();
      Affine.Finder finder = new Affine.Finder(system, candidates);
      Set<String> flowing = flowing(moving);
      for (Rate r : system.rates()) {
        if (candidates.contains(r.state())) {
          Optional<Affine> a = finder.affine(r.definition()).filter(x -> isConstant(x, flowing));
          if (a.isPresent()) {
            rates.put(r.state(), a.get());
          } else {
            candidates.remove(r.state());
            changed = true;
          }
        }
      }
    }
    return components(candidates, rates);
  }

  /** Every symbol that changes between events. */
  private Set<String> flowing(Set<String> moving) {
    Set<String> flowing = new HashSet<>(moving);
    flowing.add(FlatSystem.TIME);
    system.inputs().forEach(i -> flowing.add(i.name()));
    system.rates().forEach(r -> flowing.add(r.state()));
    for (FlatSystem.Quantity q : system.quantities()) {
      if (Exprs.draws(q.definition())
          || Exprs.variables(q.definition()).stream().anyMatch(flowing::contains)) {
        flowing.add(q.name());
      }
    }
    return flowing;
  }

  private static boolean isConstant(Affine a, Set<String> flowing) {
    return a.expressions().stream()
        .noneMatch(e -> Exprs.draws(e) || Exprs.variables(e).stream().anyMatch(flowing::contains));
  }

  private List<Block> components(Set<String> states, Map<String, Affine> rates) {
    Map<String, Integer> group = new HashMap<>();
    int next = 0;
    for (String s : states) {
      group.put(s, next++);
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (String s : states) {
        Affine a = rates.get(s);
        for (String x : a == null ? Set.<String>of() : a.factors().keySet()) {
          int low = Math.min(group.getOrDefault(s, 0), group.getOrDefault(x, 0));
          changed |= lower(group, s, low);
          changed |= lower(group, x, low);
        }
      }
    }
    Map<Integer, List<String>> members = new LinkedHashMap<>();
    for (FlatSystem.State s : system.states()) {
      Integer g = group.get(s.name());
      if (g != null) {
        members.computeIfAbsent(g, k -> new ArrayList<>()).add(s.name());
      }
    }
    List<Block> blocks = new ArrayList<>();
    for (List<String> m : members.values()) {
      Map<String, Affine> own = new LinkedHashMap<>();
      m.forEach(
          s ->
              own.put(
                  s,
                  rates.getOrDefault(
                      s, new Affine(Map.of(), new org.bitspike.ir.expr.Expr.Num(0)))));
      blocks.add(new Block(m, own));
    }
    return blocks;
  }

  private static boolean lower(Map<String, Integer> group, String s, int to) {
    Integer before = group.put(s, to);
    return before == null || before != to;
  }
}
