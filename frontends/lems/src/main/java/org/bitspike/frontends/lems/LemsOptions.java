package org.bitspike.frontends.lems;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What to run, where the file does not say it or should be overruled. What is empty comes from the
 * file's Simulation.
 *
 * @param durationSeconds end of the run in seconds, above 0
 * @param stepSeconds grid step in seconds, above 0
 * @param seed root of all randomness
 * @param networkId id of the network to run, for files that hold several
 */
public record LemsOptions(
    OptionalDouble durationSeconds,
    OptionalDouble stepSeconds,
    OptionalLong seed,
    Optional<String> networkId) {

  /** The seed of a run that names none, as in LEMS's own interpreter. */
  public static final long DEFAULT_SEED = 1234;

  /** Everything comes from the file. */
  public static LemsOptions defaults() {
    return new LemsOptions(
        OptionalDouble.empty(), OptionalDouble.empty(), OptionalLong.empty(), Optional.empty());
  }

  /** A given duration and step, for files without a Simulation. */
  public static LemsOptions run(double durationSeconds, double stepSeconds) {
    return new LemsOptions(
        OptionalDouble.of(durationSeconds),
        OptionalDouble.of(stepSeconds),
        OptionalLong.empty(),
        Optional.empty());
  }
}
