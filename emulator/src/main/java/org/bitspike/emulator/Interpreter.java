package org.bitspike.emulator;

import java.util.List;
import java.util.Optional;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.Program.Phase;
import org.bitspike.ir.program.ProgramVerifier;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.recording.Snapshot;

/**
 * The referee: runs a program tick by tick as SEMANTICS.md says, phase by phase, block by block,
 * one neuron and one synapse after the other.
 */
public final class Interpreter implements AutoCloseable {

  private static final long PROGRESS_TICKS = 256;

  private final Program program;
  private final long durationTicks;
  private final SnapshotIdentity snapshots;
  private final Machine machine;
  private final Recorder recorder;
  private final Optional<EventLoop> events;
  private final Optional<PartedTick> parted;

  Interpreter(Program program, long durationTicks) {
    this(program, durationTicks, RunOptions.defaults(), Optional.empty());
  }

  Interpreter(
      Program program, long durationTicks, RunOptions options, Optional<Acceleration> fast) {
    this(
        program,
        fast.map(Acceleration::program).orElseGet(program::listed),
        durationTicks,
        options,
        fast);
  }

  /** Names what it makes after a program, and works with its synapses listed. */
  private Interpreter(
      Program program,
      Program listed,
      long durationTicks,
      RunOptions options,
      Optional<Acceleration> fast) {
    this.program = program;
    this.durationTicks = durationTicks;
    snapshots = new SnapshotIdentity(program);
    machine = new Machine(listed, fast);
    events = program.events().map(_ -> new EventLoop(listed, machine, options.spikes()));
    recorder = new Recorder(program, machine, durationTicks);
    parted =
        fast.filter(_ -> machine.parted()).map(f -> new PartedTick(machine, f.manner().always()));
  }

  /**
   * Runs a program and records what its probes ask for.
   *
   * @throws BitspikeException when the program is not sound, with all findings; when a value leaves
   *     a format whose overflow is to trap (BS-E001), with tick, block, member and word; when the
   *     snapshot to go on from is of another run (BS-E005) or not sound (BS-P006); when drawn
   *     synapses are too many to be listed (BS-E006)
   */
  public static Recording run(Program program, RunOptions options) {
    return run(program, options, Optional.empty());
  }

  /** Runs a program, with the parts of the fast engine in some manner, or without. */
  static Recording run(Program program, RunOptions options, Optional<Manner> manner) {
    List<Diagnostic> problems = ProgramVerifier.verify(program);
    if (!problems.isEmpty()) {
      throw new BitspikeException(problems);
    }
    long ticks = options.durationTicks().orElse(program.durationTicks());
    Optional<Acceleration> fast = manner.map(how -> new Acceleration(program, how));
    try (Interpreter interpreter = new Interpreter(program, ticks, options, fast)) {
      options.from().ifPresent(interpreter::resume);
      for (long tick = options.from().map(Snapshot::tick).orElse(0L); tick < ticks; tick++) {
        if (tick % PROGRESS_TICKS == 0) {
          options.progress().accept(tick);
        }
        interpreter.tick(tick, tick == ticks - 1);
        if (tick < ticks - 1 && options.snapshots().isPresent()) {
          interpreter.snapshotWhenDue(options.snapshots().get(), tick + 1);
        }
      }
      options.progress().accept(ticks);
      return interpreter.recording();
    }
  }

  private void snapshotWhenDue(RunOptions.Snapshots asked, long done) {
    if (done % asked.everyTicks() == 0) {
      asked.taker().accept(snapshot(done));
    }
  }

  /** The state when a number of ticks is done. */
  Snapshot snapshot(long done) {
    settle();
    LedgerWriter ledger = new LedgerWriter(done);
    pass(ledger);
    return new Snapshot(snapshots.info(), done, ledger.columns());
  }

  /**
   * Takes up, before its first tick, a state.
   *
   * @throws BitspikeException when the snapshot is of another run (BS-E005), or not sound (BS-P006)
   */
  void resume(Snapshot snapshot) {
    snapshots.refuseOther(snapshot, durationTicks);
    LedgerReader ledger = new LedgerReader(snapshot);
    machine.resume(ledger);
    passRest(ledger);
    ledger.end();
  }

  private void pass(Ledger ledger) {
    machine.pass(ledger);
    passRest(ledger);
  }

  private void passRest(Ledger ledger) {
    events.ifPresent(loop -> loop.pass(ledger));
    recorder.pass(ledger);
  }

  Recording recording() {
    return recorder.recording(events.map(EventLoop::counters).orElse(List.of()));
  }

  Machine machine() {
    return machine;
  }

  /** Runs one tick, the next one; the last one of the run ends its slices. */
  void tick(long tick, boolean last) {
    machine.takeWaiting(tick);
    machine.setLevels(tick);
    events.ifPresent(loop -> loop.tick(tick));
    for (Phase phase : program.tick().order()) {
      switch (phase) {
        case DELIVER -> {
          machine.synapses().forEach(block -> block.deliver(tick));
          machine.neurons().forEach(block -> block.bringInputsIntoRange(tick));
        }
        case INTEGRATE ->
            parted.ifPresentOrElse(
                all -> all.integrate(tick),
                () -> machine.neurons().forEach(block -> block.integrate(tick)));
        case FIRE -> {
          machine.neurons().forEach(block -> block.fire(tick));
          machine.sources().forEach(block -> block.fire(tick));
        }
        case LEARN -> machine.synapses().forEach(block -> block.learn(tick, last));
        case ROUTE -> {
          machine.synapses().forEach(block -> block.route(tick));
          parted.ifPresentOrElse(
              PartedTick::routed, () -> machine.synapses().forEach(block -> block.sendPacked(0)));
        }
      }
    }
    recorder.record(tick);
  }

  /** Brings all state to where the tick that was run last leaves it; nothing of it is put off. */
  void settle() {
    parted.ifPresent(PartedTick::settle);
  }

  /** Ends the threads that it made. */
  @Override
  public void close() {
    parted.ifPresent(PartedTick::close);
  }
}
