package org.bitspike.benchmarks;

import java.util.concurrent.TimeUnit;
import org.bitspike.emulator.Engine;
import org.bitspike.emulator.Engines;
import org.bitspike.emulator.RunOptions;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.recording.Recording;
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
 * Time of a tick of the CUBA network on either engine. Building the machine is part of it, once per
 * 1,000 ticks.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EngineBenchmark {

  /** What runs the program. */
  @Param({"INTERPRETER", "FAST"})
  Engine engine = Engine.FAST;

  private Program program = Models.eventsOnly(1, 1, 1);

  /** Builds the network. */
  @Setup(Level.Trial)
  public void build() {
    program = Cuba.program(Models.TICKS);
  }

  /** One tick. */
  @Benchmark
  @OperationsPerInvocation(Models.TICKS)
  public Recording tick() {
    return Engines.run(program, RunOptions.defaults().withEngine(engine));
  }
}
