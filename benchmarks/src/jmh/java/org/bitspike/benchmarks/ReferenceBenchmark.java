package org.bitspike.benchmarks;

import java.util.concurrent.TimeUnit;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.recording.Recording;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time of a grid step of the reference simulator on the cells of {@link InterpreterBenchmark}: what
 * the float side of a comparison costs. Preparing the network is part of it, once per 1,000 steps.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ReferenceBenchmark {

  /** Number of cells. */
  @Param({"100", "1000"})
  int cells;

  /** Whether the ranges of all variables are recorded, as a check does. */
  @Param({"true", "false"})
  boolean ranges;

  private Network network = Models.conductanceCells(1);

  /** Builds the network. */
  @Setup(Level.Trial)
  public void build() {
    network = Models.conductanceCells(cells);
  }

  /** One step. */
  @Benchmark
  @OperationsPerInvocation(Models.TICKS)
  public Recording step() {
    return ReferenceSimulator.simulate(
        network, SimulationOptions.defaults().withRecordRanges(ranges));
  }
}
