package org.bitspike.compiler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bitspike.ir.program.NeuronBlock.Place;

/** Where neurons sit, all blocks in one column, in the draft's order. */
final class Seats {

  private Seats() {}

  /** The core of each neuron. */
  static int[] cores(Draft draft) {
    return draft.cells().stream()
        .flatMapToInt(c -> Arrays.stream(c.place().orElseThrow().core()))
        .toArray();
  }

  /** The circuits that each neuron takes. */
  static int[] circuits(Draft draft) {
    return draft.cells().stream()
        .flatMapToInt(c -> Arrays.stream(c.place().orElseThrow().circuits()))
        .toArray();
  }

  /** Neurons core by core, on each in the order of their circuits. */
  static int[] order(Draft draft) {
    List<long[]> places = new ArrayList<>();
    for (CellPlan cell : draft.cells()) {
      Place place = cell.place().orElseThrow();
      for (int n = 0; n < cell.size(); n++) {
        places.add(new long[] {place.core()[n], place.circuit()[n], places.size()});
      }
    }
    places.sort((a, b) -> a[0] != b[0] ? Long.compare(a[0], b[0]) : Long.compare(a[1], b[1]));
    return places.stream().mapToInt(p -> (int) p[2]).toArray();
  }

  /** All neurons on other cores, with as many circuits as they have, from the first one on. */
  static Draft on(Draft draft, int[] core) {
    int[] circuits = circuits(draft);
    int[] taken = new int[Arrays.stream(core).max().orElse(0) + 1];
    int[] seat = new int[core.length];
    for (int n = 0; n < core.length; n++) {
      seat[n] = taken[core[n]];
      taken[core[n]] += circuits[n];
    }
    List<CellPlan> cells = new ArrayList<>();
    int first = 0;
    for (CellPlan cell : draft.cells()) {
      int end = first + cell.size();
      cells.add(
          cell.withPlace(
              new Place(
                  Arrays.copyOfRange(core, first, end),
                  Arrays.copyOfRange(seat, first, end),
                  Arrays.copyOfRange(circuits, first, end))));
      first = end;
    }
    return draft.withCells(cells);
  }
}
