package org.bitspike.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bitspike.emulator.fast.Vectors;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.program.EventSchedule;
import org.bitspike.ir.program.EventSchedule.Kind;
import org.bitspike.ir.program.EventSchedule.Scope;
import org.bitspike.ir.program.EventSchedule.SpikeQueue;
import org.bitspike.ir.program.EventSchedule.SynapseWork;
import org.bitspike.ir.program.LearningRule;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.Program.Columns;
import org.bitspike.ir.program.SynapseBlock.Plasticity;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.recording.Snapshot;
import org.bitspike.ir.wire.Digests;
import org.bitspike.ir.wire.RecordingFile;
import org.bitspike.ir.wire.SnapshotFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A run that stops and goes on, on either engine, gives every bit of the run that did not. */
class SnapshotTest {

  private static final List<Interpreter> OPEN = new ArrayList<>();

  @AfterEach
  void endThreads() {
    OPEN.forEach(Interpreter::close);
    OPEN.clear();
  }

  @Test
  void aRunThatChangesTheEngineHalfwayGivesTheSameStatesAndRecording() {
    long waited = 0;
    for (long seed = 0; seed < 150; seed++) {
      Program program = RandomPrograms.of(seed);
      long ticks = program.durationTicks();
      long stop = new Random(seed).nextLong(ticks);
      List<String> expected = StateDump.of(program);
      Interpreter straight = machine(program, Engine.INTERPRETER);
      run(straight, 0, ticks, ticks);
      for (Engine before : List.of(Engine.INTERPRETER, Engine.FAST)) {
        Engine after = before == Engine.FAST ? Engine.INTERPRETER : Engine.FAST;
        Interpreter first = machine(program, before);
        run(first, 0, stop, ticks);
        Snapshot snapshot = copied(first.snapshot(stop));
        waited += waiting(snapshot);
        Interpreter second = machine(program, after);
        second.resume(snapshot);
        List<String> states = StateDump.from(program, second, stop);
        assertThat(states)
            .as("seed %d, %s to tick %d", seed, before, stop)
            .isEqualTo(expected.subList(expected.size() - states.size(), expected.size()));
        assertThat(bytes(second.recording()))
            .as("seed %d, %s to tick %d", seed, before, stop)
            .isEqualTo(bytes(straight.recording()));
      }
      endThreads();
    }
    assertThat(waited).as("events on their way at the stops").isGreaterThan(300);
  }

  @Test
  void bothEnginesWriteTheSameBytesAlsoAfterAnotherStop() {
    for (long seed = 0; seed < 100; seed++) {
      Program program = RandomPrograms.of(seed);
      Random random = new Random(seed);
      long ticks = program.durationTicks();
      long stop = random.nextLong(ticks);
      long again = stop + random.nextLong(ticks - stop);
      Interpreter interpreter = machine(program, Engine.INTERPRETER);
      Interpreter fast = machine(program, Engine.FAST);
      run(interpreter, 0, stop, ticks);
      run(fast, 0, stop, ticks);
      Snapshot snapshot = interpreter.snapshot(stop);
      assertThat(bytes(fast.snapshot(stop))).as("seed %d", seed).isEqualTo(bytes(snapshot));
      Interpreter resumed = machine(program, seed % 2 == 0 ? Engine.FAST : Engine.INTERPRETER);
      resumed.resume(snapshot);
      run(resumed, stop, again, ticks);
      run(interpreter, stop, again, ticks);
      assertThat(bytes(resumed.snapshot(again)))
          .as("seed %d, stops %d and %d", seed, stop, again)
          .isEqualTo(bytes(interpreter.snapshot(again)));
      endThreads();
    }
  }

  @Test
  void aProgramOfEventsGoesOnFromAnyTickWithItsCounters() {
    Program program = chainOfEvents();
    List<Long> heard = new ArrayList<>();
    Recording expected =
        Engines.run(program, RunOptions.defaults().withSpikes((tick, address) -> heard.add(tick)));
    assertThat(expected.counter("queue", "lost")).isGreaterThan(5);
    assertThat(expected.learning().getFirst().tick()).hasSizeGreaterThan(10);
    List<Snapshot> kept = new ArrayList<>();
    Engines.run(program, RunOptions.defaults().withSnapshots(1, kept::add));
    assertThat(kept).hasSize((int) program.durationTicks() - 1);
    for (Snapshot snapshot : kept) {
      List<Long> rest = new ArrayList<>();
      Recording got =
          Engines.run(
              program,
              RunOptions.defaults()
                  .withSpikes((tick, address) -> rest.add(tick))
                  .resuming(copied(snapshot)));
      assertThat(bytes(got)).as("from tick %d", snapshot.tick()).isEqualTo(bytes(expected));
      assertThat(rest)
          .as("spikes told from tick %d", snapshot.tick())
          .isEqualTo(heard.stream().filter(tick -> tick >= snapshot.tick()).toList());
    }
  }

  /** Neurons that excite the next ones through synapses that learn and a queue that is short. */
  private static Program chainOfEvents() {
    List<Kind> kinds =
        List.of(
            Kind.ofNeurons("poke", Scope.NEURON, "in"),
            Kind.ofSynapses("spike", Scope.ROW, true, SynapseWork.PRE));
    ProgramBuilder builder =
        new ProgramBuilder(40)
            .events(new EventSchedule(kinds, Optional.of(new SpikeQueue("spike", 1))))
            .kernel(
                """
                kernel counter {
                  param  threshold: u8
                  state  v: u8
                  input  in: u8
                  on event in {
                    v = v + value
                    if v >= threshold {
                      spike
                      v = 0
                    }
                  }
                }
                """)
            .kernel(
                """
                kernel grow {
                  state weight: u8
                  target v: u8
                  on pre { weight = weight + v + 1 }
                }
                """)
            .rule(new LearningRule("grow", "grow", 1, Optional.empty()))
            .neurons("n", "counter", 5, ProgramBuilder.columns("threshold", 30), Columns.NONE)
            .synapses(
                "syn",
                "n",
                "n",
                Optional.of("in"),
                Optional.empty(),
                0,
                Optional.of(new Plasticity("grow", 0, Columns.NONE, Columns.NONE, Columns.NONE)),
                new int[] {0, 1, 9, 1},
                new int[] {0, 2, 7, 1},
                new int[] {1, 3, 8, 1},
                new int[] {1, 4, 5, 1},
                new int[] {2, 4, 3, 1});
    Random random = new Random(5);
    for (int tick = 0; tick < 40; tick++) {
      for (int times = random.nextInt(4); times > 0; times--) {
        builder.event(tick, "poke", random.nextInt(3), 0, 10 + random.nextInt(20));
      }
    }
    return builder.probeEverything().build();
  }

  /** What ends a run before its time. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @Test
  void runsKilledTwoHundredTimesGoOnFromTheirLastSnapshot() {
    int resumed = 0;
    for (long seed = 0; seed < 90; seed++) {
      Program program = RandomPrograms.of(seed);
      Random random = new Random(seed);
      Recording expected = Engines.run(program, on(Engine.INTERPRETER));
      List<byte[]> kept = new ArrayList<>();
      long lives = 3L + random.nextInt(3);
      for (long life = 0; life < lives; life++) {
        long everyTicks = 1L + random.nextInt(5);
        int left = random.nextInt(4);
        RunOptions options =
            on(random.nextBoolean() ? Engine.FAST : Engine.INTERPRETER)
                .withSnapshots(everyTicks, killedAfter(left, kept));
        try {
          Engines.run(program, kept.isEmpty() ? options : options.resuming(read(kept.getLast())));
        } catch (Killed e) {
          resumed++;
        }
      }
      Engine last = random.nextBoolean() ? Engine.FAST : Engine.INTERPRETER;
      Recording got =
          Engines.run(program, kept.isEmpty() ? on(last) : on(last).resuming(read(kept.getLast())));
      assertThat(got.spikes())
          .as("seed %d", seed)
          .usingRecursiveComparison()
          .isEqualTo(expected.spikes());
      assertThat(bytes(got)).as("seed %d", seed).isEqualTo(bytes(expected));
    }
    assertThat(resumed).as("kills").isGreaterThanOrEqualTo(200);
  }

  /** Keeps some snapshots and dies when the next is taken but not yet written. */
  private static Consumer<Snapshot> killedAfter(int count, List<byte[]> kept) {
    int[] left = {count};
    return snapshot -> {
      if (left[0]-- == 0) {
        throw new Killed();
      }
      kept.add(bytes(snapshot));
    };
  }

  @Test
  void aSnapshotOfAnotherProgramIsRefused() {
    Program program = RandomPrograms.of(1);
    Snapshot snapshot = machine(program, Engine.INTERPRETER).snapshot(0);
    refused(
        Code.E_OTHER_RUN,
        Digests.sha256(program),
        () -> Engines.run(RandomPrograms.of(2), RunOptions.defaults().resuming(snapshot)));
  }

  @Test
  void aSnapshotFromBeyondTheEndIsRefused() {
    Program program = RandomPrograms.of(1);
    Interpreter run = machine(program, Engine.INTERPRETER);
    run(run, 0, 3, program.durationTicks());
    RunOptions options = RunOptions.defaults().withDurationTicks(3).resuming(run.snapshot(3));
    refused(Code.E_OTHER_RUN, "after 3 ticks", () -> Engines.run(program, options));
  }

  @Test
  void columnsThatDoNotFitAreRefused() {
    Program program = RandomPrograms.of(1);
    Snapshot sound = machine(program, Engine.INTERPRETER).snapshot(0);
    for (String column : sound.columns().keySet()) {
      long[] values = sound.columns().get(column);
      Map<String, long[]> without = new LinkedHashMap<>(sound.columns());
      without.remove(column);
      refused(Code.P_INVALID, "no " + column, resuming(program, sound, without));
      if (values.length > 0 && !column.contains("(trace)")) {
        Map<String, long[]> longer = new LinkedHashMap<>(sound.columns());
        longer.put(column, new long[values.length + 1]);
        refused(Code.P_INVALID, column, resuming(program, sound, longer));
      }
    }
    Map<String, long[]> more = new LinkedHashMap<>(sound.columns());
    more.put("nobody/v", new long[1]);
    refused(Code.P_INVALID, "nobody/v", resuming(program, sound, more));
    String fired = program.neurons().getFirst().name() + "/(fired)";
    Map<String, long[]> outside = new LinkedHashMap<>(sound.columns());
    outside.put(fired, new long[] {1_000_000});
    refused(Code.P_INVALID, "1000000, outside 0..", resuming(program, sound, outside));
  }

  private static ThrowingCallable resuming(
      Program program, Snapshot sound, Map<String, long[]> columns) {
    Snapshot broken = new Snapshot(sound.info(), sound.tick(), columns);
    return () -> Engines.run(program, RunOptions.defaults().resuming(broken));
  }

  private static void refused(Code code, String message, ThrowingCallable run) {
    assertThatThrownBy(run)
        .isInstanceOfSatisfying(
            BitspikeException.class,
            e -> {
              assertThat(e.diagnostics().getFirst().code()).isEqualTo(code);
              assertThat(e.diagnostics().getFirst().message()).contains(message);
            });
  }

  private static RunOptions on(Engine engine) {
    return RunOptions.defaults().withEngine(engine);
  }

  static Interpreter machine(Program program, Engine engine) {
    OPEN.add(
        new Interpreter(
            program,
            program.durationTicks(),
            RunOptions.defaults(),
            engine == Engine.FAST
                ? Optional.of(new Acceleration(program, new Manner(2, true, Vectors.NONE)))
                : Optional.empty()));
    return OPEN.getLast();
  }

  private static void run(Interpreter interpreter, long from, long to, long ticks) {
    for (long tick = from; tick < to; tick++) {
      interpreter.tick(tick, tick == ticks - 1);
    }
  }

  private static long waiting(Snapshot snapshot) {
    return snapshot.columns().entrySet().stream()
        .filter(c -> c.getKey().endsWith("(waiting).sum"))
        .mapToLong(c -> c.getValue().length)
        .sum();
  }

  static Snapshot copied(Snapshot snapshot) {
    return read(bytes(snapshot));
  }

  private static byte[] bytes(Snapshot snapshot) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SnapshotFile.write(out, snapshot);
    return out.toByteArray();
  }

  /** A recording's file, whatever engine it names. */
  private static byte[] bytes(Recording recording) {
    Recording.Info info = recording.info();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RecordingFile.write(
        out,
        new Recording(
            new Recording.Info(
                info.network(), "any", info.bitspikeVersion(), info.subject(), info.seed()),
            recording.tickSeconds(),
            recording.durationTicks(),
            recording.spikes(),
            recording.traces(),
            recording.weights(),
            recording.learning(),
            recording.ranges(),
            recording.counters()));
    return out.toByteArray();
  }

  private static Snapshot read(byte[] bytes) {
    return SnapshotFile.read(new ByteArrayInputStream(bytes));
  }
}
