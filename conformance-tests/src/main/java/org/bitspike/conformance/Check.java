package org.bitspike.conformance;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bitspike.compiler.Compilation;
import org.bitspike.compiler.Compiler;
import org.bitspike.conformance.CheckListener.Stage;
import org.bitspike.emulator.Engines;
import org.bitspike.emulator.RunOptions;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.SourceBlock;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.spi.Frontend;
import org.bitspike.ir.verdict.Verdict;
import org.bitspike.reference.EventTiming;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;
import org.bitspike.reference.SimulationOptions.TraceRequest;

/**
 * The whole way: a model is read and run in floating point, mapped onto a chip and emulated, and
 * both runs are compared. The float run gives the compiler the input spikes, so that both runs get
 * the same.
 */
public final class Check {

  private Check() {}

  /**
   * Checks a model file.
   *
   * @throws org.bitspike.ir.diag.BitspikeException when the model or the profile is wrong, or the
   *     model cannot be mapped
   */
  public static CheckResult run(CheckOptions options) {
    options.listener().begins(Stage.IMPORT);
    Frontend.Import read = ModelFile.read(options.model(), options.includePath(), options.run());
    return run(read.network(), read.warnings(), options);
  }

  /**
   * Checks a network that is there already; the options' model file, include path and run are not
   * looked at.
   */
  public static CheckResult run(Network network, CheckOptions options) {
    return run(network, List.of(), options);
  }

  private static CheckResult run(
      Network network, List<Diagnostic> importWarnings, CheckOptions options) {
    CheckListener listener = options.listener();
    List<Diagnostic> warnings = new ArrayList<>(importWarnings);
    importWarnings.forEach(listener::warning);
    // a wrong profile is told before the longest stage, not after it
    HardwareProfile profile = Profiles.load(options.profile(), options.overrides());

    listener.begins(Stage.REFERENCE);
    Recording reference =
        ReferenceSimulator.simulate(network, simulation(network, options, warnings));

    listener.begins(Stage.COMPILE);
    Compilation compiled =
        Compiler.compile(
            network,
            profile,
            reference,
            options
                .compile()
                .withProgress(
                    (pass, share) ->
                        listener.progress(Stage.COMPILE, Math.round(1000 * share), 1000)));
    Program program = compiled.program();

    listener.begins(Stage.EMULATE);
    Recording emulated =
        Engines.run(
            program,
            RunOptions.defaults()
                .withEngine(options.engine())
                .withProgress(
                    done -> listener.progress(Stage.EMULATE, done, program.durationTicks())));

    listener.begins(Stage.COMPARE);
    Verdict verdict =
        Conformance.compare(
            network.name() + " on " + profile.name(),
            reference,
            emulated,
            options.criteria(),
            sources(program));
    return new CheckResult(
        network,
        profile,
        program,
        compiled.losses(),
        reference,
        emulated,
        verdict,
        warnings,
        compiled.printed());
  }

  /**
   * Populations whose spikes are played to the program, which makes them input rather than outcome.
   */
  public static Set<String> sources(Program program) {
    Set<String> sources = new LinkedHashSet<>();
    program.sources().stream().map(SourceBlock::population).forEach(sources::add);
    return sources;
  }

  private static SimulationOptions simulation(
      Network network, CheckOptions options, List<Diagnostic> warnings) {
    CheckListener listener = options.listener();
    SimulationOptions simulation =
        SimulationOptions.defaults()
            // a program's delays are whole ticks; jLEMS's clock makes one of n steps sometimes n +
            // 1
            .withEventTiming(EventTiming.WHOLE_STEPS)
            .withProgress(done -> listener.progress(Stage.REFERENCE, done, network.run().steps()))
            .withWarnings(
                warning -> {
                  warnings.add(warning);
                  listener.warning(warning);
                });
    for (TraceRequest t : options.traces()) {
      simulation = simulation.withTrace(t.population(), t.index(), t.variable(), t.everyTicks());
    }
    return simulation;
  }
}
