package org.bitspike.compiler;

import java.util.List;
import java.util.Optional;
import org.bitspike.compiler.dynamics.Receptor;
import org.bitspike.compiler.dynamics.StepModel;
import org.bitspike.compiler.lowering.Lowered;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.program.NeuronBlock.Place;
import org.bitspike.ir.program.Program.Columns;

/**
 * The neurons of one population on their way to the chip.
 *
 * @param population the population; its id names the block
 * @param component what each neuron is
 * @param receptors synaptic inputs
 * @param currents currents from inputs
 * @param step one tick over real numbers, for a programmable target
 * @param match what the chip's neuron is to be, for a given one
 * @param place where each neuron sits
 * @param scales weight that one unit of a decoded code stands for, by receptor: one for all
 *     neurons, or one each
 * @param words values of the kernel's words
 */
public record CellPlan(
    Population population,
    Component component,
    List<Receptor> receptors,
    List<CurrentPlan> currents,
    Optional<StepModel> step,
    Optional<Matched> match,
    Optional<Place> place,
    List<double[]> scales,
    Optional<WordValues> words) {

  public CellPlan {
    receptors = List.copyOf(receptors);
    currents = List.copyOf(currents);
    scales = List.copyOf(scales);
  }

  /** Values of a kernel's words, and the kernel itself where it was made for this block. */
  public record WordValues(
      String kernel, Columns params, Columns initial, Optional<Lowered> lowered) {}

  /** A population as it comes out of normalisation. */
  static CellPlan of(Population population, Component component, List<CurrentPlan> currents) {
    return new CellPlan(
        population,
        component,
        List.of(),
        currents,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  /** Name of the block. */
  public String block() {
    return population.id();
  }

  /** Number of neurons. */
  public int size() {
    return population.size();
  }

  /** The weight that one unit of a decoded code stands for. */
  public double scale(int receptor, int neuron) {
    double[] column = scales.get(receptor);
    return column.length == 1 ? column[0] : column[neuron];
  }

  CellPlan withModel(
      List<Receptor> newReceptors, Optional<StepModel> newStep, Optional<Matched> newMatch) {
    return new CellPlan(
        population, component, newReceptors, currents, newStep, newMatch, place, scales, words);
  }

  CellPlan withMatch(Matched newMatch) {
    return new CellPlan(
        population,
        component,
        receptors,
        currents,
        step,
        Optional.of(newMatch),
        place,
        scales,
        words);
  }

  CellPlan withPlace(Place newPlace) {
    return new CellPlan(
        population,
        component,
        receptors,
        currents,
        step,
        match,
        Optional.of(newPlace),
        scales,
        words);
  }

  CellPlan withScales(List<double[]> newScales) {
    return new CellPlan(
        population, component, receptors, currents, step, match, place, newScales, words);
  }

  CellPlan withWords(WordValues newWords) {
    return new CellPlan(
        population,
        component,
        receptors,
        currents,
        step,
        match,
        place,
        scales,
        Optional.of(newWords));
  }
}
