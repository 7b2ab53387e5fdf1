package org.bitspike.ir.spi;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.bitspike.ir.network.Network;

/**
 * What a user says of a run instead of the model's file.
 *
 * @param durationSeconds end of the run
 * @param stepSeconds grid step
 * @param seed root of all randomness
 * @param inputSpikes file with the spikes of the model's inputs, for models that only say where
 *     these go in
 */
public record RunOverrides(
    OptionalDouble durationSeconds,
    OptionalDouble stepSeconds,
    Optional<Long> seed,
    Optional<Path> inputSpikes) {

  /** Overrides without spikes. */
  public RunOverrides(
      OptionalDouble durationSeconds, OptionalDouble stepSeconds, Optional<Long> seed) {
    this(durationSeconds, stepSeconds, seed, Optional.empty());
  }

  /** The same with spikes of the model's inputs. */
  public RunOverrides withInputSpikes(Optional<Path> file) {
    return new RunOverrides(durationSeconds, stepSeconds, seed, file);
  }

  /** Everything as the file says. */
  public static final RunOverrides NONE =
      new RunOverrides(OptionalDouble.empty(), OptionalDouble.empty(), Optional.empty());

  /** The network with the run changed. */
  public Network applyTo(Network network) {
    Network.Run run = network.run();
    return new Network(
        network.name(),
        network.types(),
        network.components(),
        network.populations(),
        network.projections(),
        network.couplings(),
        network.inputs(),
        network.outputs(),
        new Network.Run(
            stepSeconds.orElse(run.stepSeconds()),
            durationSeconds.orElse(run.durationSeconds()),
            seed.orElse(run.seed())),
        network.source());
  }
}
