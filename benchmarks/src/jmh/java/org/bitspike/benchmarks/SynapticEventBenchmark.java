package org.bitspike.benchmarks;

import java.util.concurrent.TimeUnit;
import org.bitspike.emulator.Interpreter;
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
 * Time of one synaptic event, from the source's firing through its delay to the target's sum: what
 * an emulation costs where events are many. 10,000 events per tick reach 1,000 neurons that only
 * add, 1 to 20 ticks late.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SynapticEventBenchmark {

  private static final int EVENTS_PER_TICK = 10_000;
  private static final int TICKS = 200;

  /** Synapses of a source. */
  @Param({"10", "100", "1000"})
  int fanOut;

  private Program program = Models.eventsOnly(1, 1, 1);

  /** Builds the program. */
  @Setup(Level.Trial)
  public void build() {
    program = Models.eventsOnly(EVENTS_PER_TICK / fanOut, fanOut, TICKS);
  }

  /** One event. */
  @Benchmark
  @OperationsPerInvocation(EVENTS_PER_TICK * TICKS)
  public Recording event() {
    return Interpreter.run(program, RunOptions.defaults());
  }
}
