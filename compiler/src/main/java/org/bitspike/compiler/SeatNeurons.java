package org.bitspike.compiler;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bitspike.compiler.routing.Chip;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.program.NeuronBlock.Place;

/**
 * Seats neurons in blocks of circuits whose spikes share a bus, for chips on which spikes are
 * routed. Neurons keep their order. A block takes no more neurons than a bus has addresses; the
 * circuits of a neuron begin at a multiple of their number, stay in one block and all work. Cores
 * are filled in the profile's order. Changes nothing that the model means.
 */
final class SeatNeurons implements Pass {

  @Override
  public String id() {
    return "seat-neurons";
  }

  @Override
  public String summary() {
    return "seat neurons in blocks of circuits that share a bus";
  }

  @Override
  public Set<Fact> requires() {
    return Set.of(Fact.PLACED);
  }

  @Override
  public Set<Fact> provides() {
    return Set.of();
  }

  private record Neuron(int cell, int index, int core, int circuit, int circuits) {}

  @Override
  public Draft run(Draft draft, PassContext context) {
    if (context.profile().topology().delivery().isEmpty()) {
      return draft;
    }
    Chip chip = Chips.of(context.profile());
    List<Neuron> neurons = new ArrayList<>();
    for (int c = 0; c < draft.cells().size(); c++) {
      Place place = draft.cells().get(c).place().orElseThrow();
      for (int n = 0; n < place.core().length; n++) {
        neurons.add(new Neuron(c, n, place.core()[n], place.circuit()[n], place.circuits()[n]));
      }
    }
    neurons.sort(Comparator.comparingInt(Neuron::core).thenComparingInt(Neuron::circuit));
    Map<Integer, Place> places = new HashMap<>();
    for (int c = 0; c < draft.cells().size(); c++) {
      int size = draft.cells().get(c).size();
      places.put(c, new Place(new int[size], new int[size], new int[size]));
    }
    int seated = seat(neurons, chip, context.profile().limits().circuitsPerCore(), places);
    if (seated < neurons.size()) {
      context.report(
          Diagnostic.error(
              Code.C_CAPACITY,
              draft.network().source(),
              neurons.size()
                  + " neurons need more blocks of "
                  + chip.blockCircuits()
                  + " circuits and "
                  + chip.usable()
                  + " addresses than "
                  + context.profile().name()
                  + " has: "
                  + seated
                  + " have a seat"));
      return draft;
    }
    List<CellPlan> cells = new ArrayList<>();
    for (int c = 0; c < draft.cells().size(); c++) {
      Place place = places.getOrDefault(c, new Place(new int[0], new int[0], new int[0]));
      cells.add(draft.cells().get(c).withPlace(place));
    }
    long cores =
        places.values().stream()
            .flatMapToInt(p -> java.util.Arrays.stream(p.core()))
            .distinct()
            .count();
    context.use("cores", cores, chip.cores());
    return draft.withCells(cells);
  }

  /** Gives the number of neurons that have a seat. */
  private static int seat(
      List<Neuron> neurons, Chip chip, int circuitsPerCore, Map<Integer, Place> places) {
    int[] fill = chip.fill();
    int core = 0;
    int circuit = 0;
    int inBlock = 0;
    for (int k = 0; k < neurons.size(); ) {
      Neuron neuron = neurons.get(k);
      int size = neuron.circuits();
      circuit = Math.ceilDiv(circuit, size) * size;
      int block = circuit / chip.blockCircuits();
      boolean crosses = (circuit + size - 1) / chip.blockCircuits() != block;
      if (circuit % chip.blockCircuits() == 0) {
        inBlock = 0;
      }
      if (inBlock == chip.usable() || (crosses && circuit % chip.blockCircuits() != 0)) {
        circuit = (block + 1) * chip.blockCircuits();
        inBlock = 0;
      }
      if (circuit + size > circuitsPerCore) {
        core++;
        circuit = 0;
        inBlock = 0;
      }
      if (core == fill.length || size > chip.blockCircuits()) {
        return k;
      }
      int broken = chip.broken(fill[core], circuit, size);
      if (broken >= 0) {
        circuit = broken + 1;
        continue;
      }
      Place place =
          places.getOrDefault(neuron.cell(), new Place(new int[0], new int[0], new int[0]));
      place.core()[neuron.index()] = fill[core];
      place.circuit()[neuron.index()] = circuit;
      place.circuits()[neuron.index()] = size;
      circuit += size;
      inBlock++;
      k++;
    }
    return neurons.size();
  }
}
