package org.bitspike.reference.converged;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.bitspike.ir.expr.Expr;
import org.bitspike.reference.flat.FlatSystem;
import org.bitspike.reference.flat.FlatSystem.FlatAction;

/**
 * Actions, ready to be done: assignments, then events, then changes of regime, whatever their order
 * in the model was among these kinds.
 *
 * @param part whose actions they are; draws are this part's
 * @param emits parts that emit, once for each event
 */
@SuppressWarnings("ArrayRecordComponent")
record Doing(int part, Program assign, int[] emits, Entry[] entries) {

  /** A change of regime: index of the machine in the shape, and of the regime. */
  record Entry(int machine, int regime) {}

  static Doing of(
      FlatSystem system,
      ToIntFunction<String> slots,
      Map<String, Integer> machines,
      int part,
      List<FlatAction> actions) {
    List<String> targets = new ArrayList<>();
    List<Expr> values = new ArrayList<>();
    List<Integer> emits = new ArrayList<>();
    List<Entry> entries = new ArrayList<>();
    for (FlatAction action : actions) {
      switch (action) {
        case FlatAction.Assign(String state, Expr value) -> {
          targets.add(state);
          values.add(value);
        }
        case FlatAction.Emit(int from, String port) -> {
          if (system.parts().get(from).outPort().filter(port::equals).isPresent()) {
            emits.add(from);
          }
        }
        case FlatAction.Enter(String machine, int regime) ->
            entries.add(new Entry(machines.getOrDefault(machine, 0), regime));
      }
    }
    return new Doing(
        part,
        Program.of(system, slots, targets, values, java.util.Set.of()),
        emits.stream().mapToInt(Integer::intValue).toArray(),
        entries.toArray(Entry[]::new));
  }
}
