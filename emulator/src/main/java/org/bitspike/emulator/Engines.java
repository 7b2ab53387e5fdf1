package org.bitspike.emulator;

import java.util.Optional;
import org.bitspike.emulator.fast.Vectors;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.recording.Recording;

/**
 * Runs programs with the engine that is asked for.
 *
 * <p>Programs of events are run by the interpreter whatever is asked for: what they do between two
 * events is a handful of operations.
 */
public final class Engines {

  /** Neuron updates of a run beyond which compiling costs less than it saves. */
  private static final long WORTH_COMPILING = 300_000;

  /** Neuron updates of a run that take seconds without vectors. */
  private static final long WORTH_ANOTHER_PROCESS = 500_000_000;

  /** Neurons with which a thread is worth having; whether it works, the run finds out. */
  private static final long NEURONS_OF_A_THREAD = 4_000;

  private Engines() {}

  /**
   * Runs a program and records what its probes ask for.
   *
   * @throws BitspikeException when the program is not sound, with all findings; when a value leaves
   *     a format whose overflow is to trap (BS-E001), with tick, block, member and word; when the
   *     snapshot to go on from is of another run (BS-E005) or not sound (BS-P006)
   */
  public static Recording run(Program program, RunOptions options) {
    return choose(program, options) == Engine.FAST
        ? named(Interpreter.run(program, options, Optional.of(manner(program, options))))
        : Interpreter.run(program, options);
  }

  /** The engine that runs a program: the interpreter or the fast one. */
  public static Engine choose(Program program, RunOptions options) {
    if (program.events().isPresent() || options.engine() == Engine.INTERPRETER) {
      return Engine.INTERPRETER;
    }
    if (options.engine() == Engine.FAST) {
      return Engine.FAST;
    }
    return updates(program, options) >= WORTH_COMPILING ? Engine.FAST : Engine.INTERPRETER;
  }

  /** Whether the run is so long that a process which has vectors is worth being started for it. */
  public static boolean worthVectors(Program program, RunOptions options) {
    return choose(program, options) == Engine.FAST
        && !System.getProperty("bitspike.vectors", "true").equals("false")
        && updates(program, options) >= WORTH_ANOTHER_PROCESS;
  }

  private static Manner manner(Program program, RunOptions options) {
    int threads = options.threads() == 0 ? threadsFor(program) : options.threads();
    return new Manner(threads, false, Vectors.forRun(updates(program, options)));
  }

  /** As many as there are cores, as long as each has something to do in a tick. */
  private static int threadsFor(Program program) {
    long neurons = program.neurons().stream().mapToLong(NeuronBlock::size).sum();
    long most = Math.min(Runtime.getRuntime().availableProcessors(), RunOptions.MOST_THREADS);
    return (int) Math.clamp(neurons / NEURONS_OF_A_THREAD, 1, most);
  }

  /** Neurons times ticks. */
  private static long updates(Program program, RunOptions options) {
    long neurons = program.neurons().stream().mapToLong(NeuronBlock::size).sum();
    return neurons * options.durationTicks().orElse(program.durationTicks());
  }

  private static Recording named(Recording recording) {
    Recording.Info info = recording.info();
    return new Recording(
        new Recording.Info(
            info.network(), "emulator/fast", info.bitspikeVersion(), info.subject(), info.seed()),
        recording.tickSeconds(),
        recording.durationTicks(),
        recording.spikes(),
        recording.traces(),
        recording.weights(),
        recording.learning(),
        recording.ranges(),
        recording.counters());
  }
}
