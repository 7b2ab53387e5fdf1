package org.bitspike.frontends.lems.library;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** Compares types of the same name in two libraries: as text what can be, as functions the rest. */
record TypeComparison(CoreTypes standard, CoreTypes own) {

  /** Differences of algebraically equal expressions are of rounding. */
  private static final double TOLERANCE = 1e-10;

  /** What differs in a type of that name; empty if both mean the same. */
  List<String> differences(String type) {
    if (!own.types().containsKey(type)) {
      return List.of("the library lacks it");
    }
    List<String> differences = new ArrayList<>();
    SortedSet<String> theirs = TypeFacts.of(standard, type);
    SortedSet<String> ours = TypeFacts.of(own, type);
    theirs.stream().filter(f -> !ours.contains(f)).forEach(f -> differences.add("lacks " + f));
    ours.stream()
        .filter(f -> !theirs.contains(f) && !f.startsWith("Constant "))
        .forEach(f -> differences.add("has besides " + f));
    differences.addAll(functions(type));
    return differences;
  }

  private List<String> functions(String type) {
    SortedMap<String, ToDoubleFunction<Trial>> theirs = TypeFunctions.of(standard, type);
    SortedMap<String, ToDoubleFunction<Trial>> ours = TypeFunctions.of(own, type);
    List<String> differences = new ArrayList<>();
    SortedSet<String> names = new TreeSet<>(theirs.keySet());
    names.addAll(ours.keySet());
    for (String name : names) {
      ToDoubleFunction<Trial> a = theirs.get(name);
      ToDoubleFunction<Trial> b = ours.get(name);
      if (a == null || b == null) {
        differences.add((a == null ? "has besides " : "lacks ") + name);
      } else {
        compare(name, a, b, differences);
      }
    }
    return differences;
  }

  private static void compare(
      String name,
      ToDoubleFunction<Trial> theirs,
      ToDoubleFunction<Trial> ours,
      List<String> differences) {
    int finite = 0;
    int limits = 0;
    for (int i = 0; i < Trial.COUNT; i++) {
      Trial trial = new Trial(i);
      double a = theirs.applyAsDouble(trial);
      double b = ours.applyAsDouble(trial);
      if (Double.isFinite(a) && Double.isFinite(b)) {
        finite++;
        if (Math.abs(a - b) > TOLERANCE * Math.max(Math.abs(a), Math.abs(b))) {
          differences.add(name + " is " + a + ", here " + b + " in trial " + i);
          return;
        }
      } else if (Double.isFinite(a)) {
        differences.add(name + " is " + a + ", here " + b + " in trial " + i);
        return;
      } else if (Double.isFinite(b)) {
        limits++;
      }
    }
    // Where the standard divides zero by zero the library may have the limit: but not often.
    if (finite < Trial.COUNT / 8 || limits > Trial.COUNT / 8) {
      differences.add(name + " has a value in " + finite + " trials, here in more: " + limits);
    }
  }
}
