package org.bitspike.cli;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.bitspike.compiler.Compilation;
import org.bitspike.compiler.Compiler;
import org.bitspike.ir.loss.LossReport;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.wire.LossReportText;
import org.bitspike.ir.wire.ProgramFile;
import org.bitspike.ir.wire.ProgramText;
import org.bitspike.reference.EventTiming;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;
import org.bitspike.report.NeuronStory;
import org.bitspike.report.TextReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Maps a model onto hardware. */
@Command(
    name = "compile",
    description = "Map a model onto hardware: writes a program and tells what was lost.",
    mixinStandardHelpOptions = true)
final class CompileCommand implements Callable<Integer> {

  private final Bitspike root;

  @Mixin private ModelOptions model = new ModelOptions();

  @Mixin private HardwareOptions hardware = new HardwareOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "program to write (.bspp); .txt for the text form")
  private @Nullable Path output;

  @Option(
      names = "--losses",
      paramLabel = "FILE",
      description = "write the loss report in text form")
  private @Nullable Path losses;

  @Option(
      names = "--print-after",
      paramLabel = "PASS",
      split = ",",
      description = "print the state after these passes, or 'all'")
  private Set<String> printAfter = new LinkedHashSet<>();

  @Option(
      names = "--explain",
      paramLabel = "NEURON",
      description = "tell all that happened to one neuron, such as pop[3]")
  private @Nullable String neuron;

  CompileCommand(Bitspike root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    Network network = model.load(root);
    Optional<NeuronName> asked =
        Optional.ofNullable(neuron).map(text -> NeuronName.parse(text, network));
    HardwareProfile profile = hardware.load();
    Recording reference;
    try (Terminal.Progress progress =
        root.terminal().progress("profile ranges", network.run().steps())) {
      reference =
          ReferenceSimulator.simulate(
              network,
              SimulationOptions.defaults()
                  .withEventTiming(EventTiming.WHOLE_STEPS)
                  .withProgress(progress::at));
    }
    Compilation compilation;
    try (Terminal.Progress progress = root.terminal().progress("compile", 1000)) {
      compilation =
          Compiler.compile(
              network,
              profile,
              reference,
              hardware
                  .compile()
                  .withPrintAfter(printAfter)
                  .withProgress((pass, share) -> progress.at(Math.round(1000 * share), pass)));
    }
    Optional<NeuronStory> story =
        asked.map(name -> name.story(network, compilation.program(), compilation.losses()));
    compilation
        .printed()
        .forEach((pass, text) -> root.terminal().out().println("after " + pass + ":\n" + text));
    if (losses != null) {
      WholeFile.write(losses, LossReportText.print(compilation.losses()));
    }
    if (output != null) {
      if (output.toString().endsWith(".txt")) {
        WholeFile.write(output, ProgramText.print(compilation.program()));
      } else {
        ProgramFile.write(output, compilation.program());
      }
    }
    root.terminal().out().print(text(network, compilation.losses(), story));
    return ExitCode.FINE;
  }

  private String text(Network network, LossReport losses, Optional<NeuronStory> story) {
    if (root.json()) {
      Map<String, Object> result = LossJson.of(losses);
      story.ifPresent(s -> result.put("neuron", NeuronJson.of(s)));
      return Json.print(result) + "\n";
    }
    return story
        .map(NeuronStory::render)
        .orElseGet(() -> TextReport.render(network, losses, Optional.empty()));
  }
}
