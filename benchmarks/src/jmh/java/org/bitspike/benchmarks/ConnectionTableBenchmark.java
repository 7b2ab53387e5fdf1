package org.bitspike.benchmarks;

import java.util.concurrent.TimeUnit;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.ProceduralConnector;
import org.bitspike.ir.network.ProceduralConnector.Draw;
import org.bitspike.ir.network.ProceduralConnector.Rule;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Expansion of a connection rule: about a hundred sources for each of the targets, weights and
 * delays drawn. A network given by rule is expanded by the reference and by the compiler, so this
 * is part of every check.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ConnectionTableBenchmark {

  private static final int SOURCES = 1000;
  private static final int PER_TARGET = 100;
  private static final Draw WEIGHT = new Draw.Normal(0.4, 0.1, 0.05, 0.8);
  private static final Draw DELAY = new Draw.Uniform(0.5e-3, 2.5e-3);

  /** Connections, in all. */
  @Param({"100000", "1000000"})
  int connections;

  /**
   * Each pair with probability 0.1: a draw for each pair, and two more for the weight and one for
   * the delay.
   */
  @Benchmark
  public ConnectionTable fixedProbability() {
    return expand(new Rule.FixedProbability((double) PER_TARGET / SOURCES));
  }

  /** A hundred sources for each target. */
  @Benchmark
  public ConnectionTable fixedNumberPre() {
    return expand(new Rule.FixedNumberPre(PER_TARGET));
  }

  private ConnectionTable expand(Rule rule) {
    return new ProceduralConnector(rule, true, WEIGHT, DELAY, 5)
        .expand(SOURCES, connections / PER_TARGET, false);
  }
}
