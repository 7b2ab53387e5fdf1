package org.bitspike.compiler.dynamics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bitspike.compiler.dynamics.StepModel.Kind;
import org.bitspike.compiler.symbolic.Sym;
import org.bitspike.compiler.symbolic.Sym.Ref;

/**
 * Variables of the cell as its parts see them: some ticks late.
 *
 * <p>On the grid parts advance before what they are part of, and a part that requires a variable
 * passes on to its own parts what it read when it advanced last. So a rate in a gate in a channel
 * in a density sees the membrane as it was three ticks ago, and every part sees a derived variable
 * of the cell as of the tick before.
 */
final class LateValues {

  private final StepScope scope;
  private final Instance cell;

  /** How late a variable is needed at most. */
  private final Map<String, Integer> latest = new LinkedHashMap<>();

  private final Map<String, String> words = new LinkedHashMap<>();

  LateValues(StepScope scope, Instance cell) {
    this.scope = scope;
    this.cell = cell;
  }

  /**
   * A variable of the cell as a part sees it.
   *
   * @param name of the variable
   * @param passedOn by how many parts that require it themselves
   */
  Sym seen(String name, int passedOn) {
    Sym value = cell.values.get(name);
    boolean state = scope.isState(cell, name);
    boolean derived =
        cell.type.dynamics().derivedVariables().stream().anyMatch(d -> d.name().equals(name));
    boolean varies = state && !scope.isTime(cell, name) || derived && !isConstant(value);
    if (!varies) {
      return Optional.ofNullable(value)
          .orElseThrow(() -> NotLowerable.because("nothing around provides '" + name + "'"));
    }
    int ticks = passedOn + (derived ? 1 : 0);
    return ticks == 0 ? new Ref(scope.word(cell, name)) : new Ref(word(name, ticks));
  }

  private static boolean isConstant(@org.jspecify.annotations.Nullable Sym value) {
    return value != null && value.isConstant();
  }

  private String word(String name, int ticks) {
    latest.merge(name, ticks, Math::max);
    String word = "";
    for (int late = 1; late <= ticks; late++) {
      String key = name + " " + late;
      String wanted = name + "_late" + (late == 1 ? "" : "_" + late);
      word =
          words.computeIfAbsent(
              key,
              k ->
                  scope.variable(
                      wanted,
                      new Kind.State(),
                      InitialValues.of(cell).value(name),
                      cell.rangePrefix + name,
                      Optional.empty()));
    }
    return word;
  }

  /** Passes states on, before the cell changes them. */
  void passStates() {
    pass(true);
  }

  /** Passes derived variables on, once the cell has computed them. */
  void passDerived() {
    pass(false);
  }

  private void pass(boolean states) {
    latest.forEach(
        (name, ticks) -> {
          if (scope.isState(cell, name) == states) {
            for (int late = ticks; late > 1; late--) {
              String older = words.getOrDefault(name + " " + late, "");
              String newer = words.getOrDefault(name + " " + (late - 1), "");
              scope.add(new Step.Assign(older, new Ref(newer)));
            }
            scope.add(new Step.Assign(words.getOrDefault(name + " 1", ""), cell.exposed(name)));
          }
        });
  }
}
