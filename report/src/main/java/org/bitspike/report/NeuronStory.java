package org.bitspike.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.Kernel.Word;
import org.bitspike.ir.loss.Loss;
import org.bitspike.ir.loss.LossReport;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.network.Projection;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.Program;

/**
 * Everything that mapping did to one neuron.
 *
 * @param population id of its population
 * @param index its index there, from 0
 * @param component id of the component that it is
 * @param place where it sits
 * @param words its parameters and initial states as the hardware has them
 * @param changes what was changed of its parameters and parts, one sentence each, as the losses say
 *     it
 * @param inputs what became of its synapses, one entry for each projection onto its population
 */
public record NeuronStory(
    String population,
    int index,
    String component,
    Place place,
    List<WordValue> words,
    List<String> changes,
    List<Inputs> inputs) {

  public NeuronStory {
    words = List.copyOf(words);
    changes = List.copyOf(changes);
    inputs = List.copyOf(inputs);
  }

  /**
   * Where a neuron sits.
   *
   * @param block name of its block in the program
   * @param core core (chip), from 0
   * @param circuit first circuit on the core
   * @param circuits how many are merged, at least 1
   */
  public record Place(String block, int core, int circuit, int circuits) {}

  /**
   * One word of the neuron's kernel.
   *
   * @param format as written, such as {@code s32.24}
   * @param value what the code stands for, in {@code unit}
   * @param unit as the kernel declares it; empty for SI or for none
   */
  public record WordValue(String word, String format, long code, double value, String unit) {}

  /**
   * Synapses of one projection onto the neuron.
   *
   * @param kept how many the hardware realises
   * @param lost how many it does not
   * @param importanceLost share of the neuron's whole importance that the lost ones have, 0 to 1
   * @param codes smallest and largest weight code of the kept ones; empty when none is kept
   * @param delayTicks smallest and largest delay of the kept ones, in ticks; empty likewise
   * @param weightErrorRms root of the mean squared error of the kept weights, in the weights' unit;
   *     0 where they are exact
   */
  public record Inputs(
      String projection,
      String from,
      int kept,
      int lost,
      double importanceLost,
      Optional<Range> codes,
      Optional<Range> delayTicks,
      double weightErrorRms) {}

  /** From a smallest to a largest number. */
  public record Range(int low, int high) {}

  /**
   * Tells it.
   *
   * @param network the model as meant
   * @param program what became of it
   * @param losses what was lost on the way
   * @return empty when the program has no neuron with that index in a population of that name, as
   *     for a population of spike sources
   */
  public static Optional<NeuronStory> of(
      Network network, Program program, LossReport losses, String population, int index) {
    for (NeuronBlock block : program.neurons()) {
      OptionalInt member =
          block.population().equals(population)
              ? IntStream.range(0, block.size())
                  .filter(i -> block.populationIndex()[i] == index)
                  .findFirst()
              : OptionalInt.empty();
      if (member.isPresent()) {
        return Optional.of(of(network, program.listed(), losses, block, member.getAsInt()));
      }
    }
    return Optional.empty();
  }

  private static NeuronStory of(
      Network network, Program program, LossReport losses, NeuronBlock block, int member) {
    String population = block.population();
    int index = block.populationIndex()[member];
    String component =
        network.populations().stream()
            .filter(p -> p.id().equals(population))
            .map(Population::component)
            .findFirst()
            .orElse("");
    NeuronBlock.Place place = block.place();
    List<Projection> onto =
        network.projections().stream().filter(p -> p.post().equals(population)).toList();
    return new NeuronStory(
        population,
        index,
        component,
        new Place(
            block.name(), place.core()[member], place.circuit()[member], place.circuits()[member]),
        words(program.kernel(block.kernel()), block, member),
        losses.losses().stream()
            .filter(loss -> concerns(loss, block.name(), member) || concerns(loss, onto))
            .map(loss -> loss.code().id() + ": " + loss.message())
            .distinct()
            .toList(),
        onto.stream().map(p -> inputs(p, program, losses, block.name(), member, index)).toList());
  }

  private static List<WordValue> words(Kernel kernel, NeuronBlock block, int member) {
    List<WordValue> words = new ArrayList<>();
    for (Word word : kernel.words()) {
      if (word.kind() == Word.Kind.PARAM || word.kind() == Word.Kind.STATE) {
        long code =
            (word.kind() == Word.Kind.PARAM ? block.params() : block.initial())
                .value(word.name(), member);
        words.add(
            new WordValue(
                word.name(),
                word.format().toString(),
                code,
                word.format().value(code),
                word.unit()));
      }
    }
    return words;
  }

  /** Losses name a whole block, members of it in brackets, or a synapse of it behind a slash. */
  private static boolean concerns(Loss loss, String block, int member) {
    String element =
        switch (loss) {
          case Loss.ParameterRounded rounded -> rounded.element();
          case Loss.RangeClamped clamped -> clamped.element();
          case Loss.Approximated approximated -> approximated.element();
          default -> "";
        };
    if (element.startsWith(block + "[") && element.endsWith("]")) {
      String members = element.substring(block.length() + 1, element.length() - 1);
      return Arrays.asList(members.split(",\\s*")).contains(String.valueOf(member));
    }
    return element.equals(block) || element.startsWith(block + "/");
  }

  /** Synapses and delays of a projection are changed as a whole, at the projection's place. */
  private static boolean concerns(Loss loss, List<Projection> onto) {
    return (loss instanceof Loss.Approximated || loss instanceof Loss.DelayChanged)
        && onto.stream().anyMatch(p -> !p.source().isNone() && p.source().equals(loss.where()));
  }

  private static Inputs inputs(
      Projection projection,
      Program program,
      LossReport losses,
      String block,
      int member,
      int index) {
    List<Synapse> kept = new ArrayList<>();
    for (var synapses : program.synapses()) {
      if (synapses.projection().equals(projection.id()) && synapses.target().equals(block)) {
        for (int k = 0; k < synapses.size(); k++) {
          if (synapses.targetIndex()[k] == member) {
            kept.add(
                new Synapse(
                    synapses.connection()[k], synapses.weightCode()[k], synapses.delayTicks()[k]));
          }
        }
      }
    }
    int lost = 0;
    double importance = 0;
    for (Loss loss : losses.losses()) {
      if (loss instanceof Loss.LostSynapses l
          && l.projection().equals(projection.id())
          && l.neuron() == index) {
        lost += l.connections().length;
        importance += l.importanceTotal() == 0 ? 0 : l.importanceLost() / l.importanceTotal();
      }
    }
    return new Inputs(
        projection.id(),
        projection.pre(),
        kept.size(),
        lost,
        importance,
        range(kept.stream().mapToInt(Synapse::code).toArray()),
        range(kept.stream().mapToInt(Synapse::delayTicks).toArray()),
        rms(kept, projection.id(), losses));
  }

  private record Synapse(int connection, int code, int delayTicks) {}

  private static Optional<Range> range(int[] values) {
    return values.length == 0
        ? Optional.empty()
        : Optional.of(
            new Range(
                Arrays.stream(values).min().orElseThrow(),
                Arrays.stream(values).max().orElseThrow()));
  }

  private static double rms(List<Synapse> kept, String projection, LossReport losses) {
    Map<Integer, Double> errors = new LinkedHashMap<>();
    kept.forEach(s -> errors.put(s.connection(), 0.0));
    for (Loss loss : losses.losses()) {
      if (loss instanceof Loss.WeightError error && error.projection().equals(projection)) {
        for (int k = 0; k < error.connection().length; k++) {
          double difference = error.effective()[k] - error.meant()[k];
          errors.computeIfPresent(error.connection()[k], (c, none) -> difference);
        }
      }
    }
    return Math.sqrt(errors.values().stream().mapToDouble(e -> e * e).average().orElse(0));
  }

  /** The story as text of at most about a hundred columns; ends with a line feed. */
  public String render() {
    StringBuilder text = new StringBuilder();
    text.append(population).append('[').append(index).append("], a ").append(component);
    text.append("\n  sits on core ").append(place.core()).append(", ");
    text.append(
        place.circuits() == 1
            ? "circuit " + place.circuit()
            : "circuits "
                + place.circuit()
                + " to "
                + (place.circuit() + place.circuits() - 1)
                + ", merged");
    text.append(" (block ").append(place.block()).append(")\n\nWords\n");
    for (WordValue word : words) {
      text.append(
          String.format(
              "  %-16s %-8s %14d  = %s %s",
              word.word(),
              word.format(),
              word.code(),
              Figures.shortest(word.value()),
              word.unit()));
      text.setLength(text.toString().stripTrailing().length());
      text.append('\n');
    }
    text.append("\nChanged\n");
    if (changes.isEmpty()) {
      text.append("  nothing of its parameters\n");
    }
    changes.forEach(change -> text.append("  ").append(change).append('\n'));
    text.append("\nInputs\n");
    if (inputs.isEmpty()) {
      text.append("  none\n");
    }
    inputs.forEach(in -> text.append("  ").append(sentence(in)).append('\n'));
    return text.toString();
  }

  private static String sentence(Inputs in) {
    StringBuilder text = new StringBuilder(in.projection()).append(" from ").append(in.from());
    text.append(": ").append(Figures.plural(in.kept(), "synapse")).append(" kept");
    if (in.lost() > 0) {
      text.append(", ").append(Figures.count(in.lost())).append(" lost (");
      text.append(Figures.percent(in.importanceLost(), 1)).append(" of the neuron's importance)");
    }
    in.codes().ifPresent(c -> text.append("; codes ").append(span(c)));
    in.delayTicks().ifPresent(d -> text.append("; delays ").append(span(d)).append(" ticks"));
    if (in.weightErrorRms() > 0) {
      text.append("; weights off by ").append(Figures.shortest(in.weightErrorRms())).append(" rms");
    }
    return text.toString();
  }

  private static String span(Range range) {
    return range.low() == range.high()
        ? String.valueOf(range.low())
        : range.low() + " to " + range.high();
  }
}
