package org.bitspike.conformance;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.spi.RunOverrides;
import org.bitspike.ir.verdict.Verdict.Outcome;

/**
 * A check as data: a {@code *.conformance.yaml} file.
 *
 * <pre>
 *   case: balanced on brainscales1        # name
 *   model: network.xml                    # relative to this file
 *   include: [../library]                 # folders to look for included files in
 *   profile: brainscales1                 # built in, or a YAML file relative to this one
 *   set: {limits.cores: 4}                # laid over the profile
 *   duration: 500 ms                      # instead of the model's; likewise step and seed
 *   criteria:                             # what is not named keeps its default
 *     rate_percent: {limit: 20, because: a quarter of the inputs is lost}
 *   expect:
 *     outcome: statistically equivalent   # this class, or a better one
 *     lost_synapses: 1204                 # a number, or [smallest, largest]
 * </pre>
 *
 * @param file where it is written
 * @param name one line
 * @param model file of the model
 * @param includePath folders to look for included files in
 * @param run duration, step and seed instead of the model's
 * @param profile name of a built-in profile, or path of a YAML file
 * @param overrides {@code key.path=value} each
 * @param criteria how far the runs may differ
 * @param outcome class that the verdict must reach; empty when any will do
 * @param numbers figures that must come out, by name; see {@link ExpectedFigure}
 */
public record ConformanceCase(
    Path file,
    String name,
    Path model,
    List<Path> includePath,
    RunOverrides run,
    String profile,
    List<String> overrides,
    Criteria criteria,
    Optional<Outcome> outcome,
    Map<ExpectedFigure, Span> numbers) {

  public ConformanceCase {
    includePath = List.copyOf(includePath);
    overrides = List.copyOf(overrides);
    numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
  }

  /** Smallest and largest value that is right. */
  public record Span(double low, double high) {
    /** Whether a value is right. */
    public boolean holds(double value) {
      return value >= low && value <= high;
    }

    @Override
    public String toString() {
      return low == high
          ? Numbers.shortest(low)
          : Numbers.shortest(low) + " to " + Numbers.shortest(high);
    }
  }

  /** The check that the case asks for. */
  public CheckOptions options() {
    return CheckOptions.of(model, profile)
        .withIncludePath(includePath)
        .withRun(run)
        .withOverrides(overrides)
        .withCriteria(criteria);
  }
}
