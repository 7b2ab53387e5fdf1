package org.bitspike.cli;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.loss.LossReport;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.program.Program;
import org.bitspike.report.NeuronStory;

/** A neuron as a user names it, such as {@code pop[3]}. */
record NeuronName(String population, int index) {

  private static final Pattern FORM = Pattern.compile("(.+)\\[(\\d{1,9})]");

  /**
   * Reads a name.
   *
   * @throws BitspikeException when it is not of the form, or the network has no such neuron
   */
  static NeuronName parse(String text, Network network) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw wrong(
          "'" + text + "' names no neuron", "give a population and an index, such as pop[3]");
    }
    NeuronName name = new NeuronName(form.group(1), Integer.parseInt(form.group(2)));
    List<String> known = network.populations().stream().map(Population::id).toList();
    Population population =
        network.populations().stream()
            .filter(p -> p.id().equals(name.population))
            .findFirst()
            .orElseThrow(
                () ->
                    wrong(
                        "there is no population '" + name.population + "'",
                        "the network has: " + String.join(", ", known)));
    if (name.index >= population.size()) {
      throw wrong(
          text + " is beyond the population's last neuron",
          "give an index from 0 to " + (population.size() - 1));
    }
    return name;
  }

  /** What mapping did to the neuron. */
  NeuronStory story(Network network, Program program, LossReport losses) {
    return NeuronStory.of(network, program, losses, population, index)
        .orElseThrow(
            () ->
                wrong(
                    population + " has spike sources, which sit on no circuit",
                    "ask for a neuron of a population that integrates"));
  }

  private static BitspikeException wrong(String message, String remedy) {
    return new BitspikeException(
        Diagnostic.error(Code.U_USAGE, SourceRef.NONE, "--explain: " + message, remedy));
  }
}
