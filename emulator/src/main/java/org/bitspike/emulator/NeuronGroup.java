package org.bitspike.emulator;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bitspike.emulator.Ledger.Field;
import org.bitspike.emulator.fast.HandlerCode;
import org.bitspike.emulator.fast.Parts;
import org.bitspike.emulator.fast.PortRing;
import org.bitspike.ir.fixed.FixedPoint;
import org.bitspike.ir.fixed.Overflow;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.Kernel.Handler;
import org.bitspike.ir.kernel.Kernel.Trigger;
import org.bitspike.ir.kernel.Kernel.Word;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.Program.Columns;

/** The neurons of a block. */
final class NeuronGroup implements Firing {

  private final NeuronBlock block;
  private final Words words;
  private final Frame frame;
  private final Optional<Tape> onTick;
  // By ordinal of the input word: its event handler, or the sums of its events.
  private final Optional<Tape>[] onEvent;
  private final long[][] sums;
  // By ordinal of the input word: sums that a resumed run brought with it.
  private final Waiting[] waiting;
  // 1 where a neuron has executed spike since the last fire phase.
  private final int[] spiked;
  private final Ints fired = new Ints();
  private final Optional<CompiledNeurons> compiled;
  // By part: neurons that have fired and are not yet known to have, and how many.
  private int[][] firedOfPart = new int[0][];
  private int[] countOfPart = new int[0];

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of Optional<Tape>, filled below
  NeuronGroup(NeuronBlock block, int ordinal, Program program, Optional<Acceleration> fast) {
    this.block = block;
    Kernel kernel = program.kernel(block.kernel());
    words = new Words(kernel, block.size(), block.params(), block.initial(), Columns.NONE);
    frame = new Frame(block.name(), block.size(), words, program.info().seed(), ordinal);
    onTick =
        kernel.handler(Trigger.TICK).map(handler -> TapeWriter.write(handler, kernel, program));
    onEvent = new Optional[words.count()];
    sums = new long[words.count()][0];
    waiting = new Waiting[words.count()];
    Arrays.setAll(waiting, _ -> new Waiting(block.size()));
    for (int w = 0; w < onEvent.length; w++) {
      Word word = kernel.words().get(w);
      onEvent[w] =
          kernel.handlers().stream()
              .filter(handler -> isFor(handler, word.name()))
              .findFirst()
              .map(handler -> TapeWriter.write(handler, kernel, program));
      if (word.kind() == Word.Kind.INPUT) {
        sums[w] = new long[block.size()];
      }
    }
    spiked = new int[block.size()];
    compiled = fast.map(f -> new CompiledNeurons(block, kernel, words, frame, ordinal, f));
  }

  private static boolean isFor(Handler handler, String port) {
    return handler.trigger() == Trigger.EVENT && handler.port().filter(port::equals).isPresent();
  }

  Words words() {
    return words;
  }

  /** The input word of that name. */
  SynapseGroup.Port port(String name) {
    int word = words.ordinal(name);
    return new SynapseGroup.Port(this, word, onEvent[word].isPresent());
  }

  /** Whether ranges of neurons can be integrated by several threads. */
  boolean canBeParted() {
    return compiled.isPresent() && compiled.get().takesSums();
  }

  /** Whether the tick handler does several neurons at once. */
  boolean vectorised() {
    return compiled.isPresent() && compiled.get().vectorised();
  }

  /** Gets ready to be integrated part by part. */
  void part(Parts parts) {
    firedOfPart = new int[parts.count()][];
    Arrays.setAll(
        firedOfPart, p -> new int[parts.from(p + 1, block.size()) - parts.from(p, block.size())]);
    countOfPart = new int[parts.count()];
    frame.makeDraws();
  }

  /** Takes an event: hands it to the port's handler, or adds it to the port's sum. */
  void take(int port, int neuron, long value, long tick) {
    if (compiled.isPresent() && compiled.get().event(port, neuron, value, tick, spiked)) {
      return;
    }
    if (onEvent[port].isPresent()) {
      run(onEvent[port].get(), neuron, tick, value);
    } else {
      sums[port][neuron] += value;
    }
  }

  /** Passes words and spikes. */
  void pass(Ledger ledger) {
    words.pass(block.name(), ledger);
    ledger.table(
        block.name() + "/(spiked)",
        spiked.length,
        List.of(new Field("", 0, 1)),
        () -> new long[][] {Arrays.stream(spiked).asLongStream().toArray()},
        columns -> Arrays.setAll(spiked, n -> (int) columns[0][n]));
    ledger.ints(block.name() + "/(fired)", fired, block.size());
  }

  /** Passes the sums of the events on their way to each port. */
  void passSums(Ledger ledger, Collection<SynapseGroup> synapses) {
    for (int w = 0; w < sums.length; w++) {
      if (sums[w].length > 0 && onEvent[w].isEmpty()) {
        int port = w;
        ledger.table(
            block.name() + "/" + words.declared().get(w).name() + "/(waiting)",
            -1,
            Waiting.fields(ledger.done(), block.size()),
            () -> waitingAt(port, ledger.done(), synapses).columns(),
            waiting[w]::replace);
      }
    }
  }

  private Waiting waitingAt(int port, long done, Collection<SynapseGroup> synapses) {
    Waiting all = new Waiting(block.size());
    all.addAll(waiting[port]);
    compiled.flatMap(c -> c.ring(port)).ifPresent(ring -> ring.pending(done, all::add));
    for (SynapseGroup group : synapses) {
      if (group.port().filter(p -> p.target() == this && p.word() == port).isPresent()) {
        group.addWaiting(done, all);
      }
    }
    return all;
  }

  /** Takes sums that waited when the run was taken up and are due in the tick. */
  void takeWaiting(long tick) {
    for (int w = 0; w < waiting.length; w++) {
      int port = w;
      Optional<PortRing> ring = compiled.flatMap(c -> c.ring(port));
      waiting[w].take(
          tick,
          (due, target, sum) -> {
            if (ring.isPresent()) {
              ring.get().add(due, target, sum);
            } else {
              sums[port][target] += sum;
            }
          });
    }
  }

  /** Forgets the spikes of the tick before. Programs of events only. */
  void beginTick() {
    fired.clear();
  }

  /** Handles an event at once and says whether the neuron fired. Programs of events only. */
  boolean handle(int port, int neuron, long value, long tick) {
    run(onEvent[port].orElseThrow(), neuron, tick, value);
    boolean fires = spiked[neuron] != 0;
    spiked[neuron] = 0;
    if (fires) {
      fired.add(neuron);
    }
    return fires;
  }

  /** Brings the sums of the delivered events into the input words. */
  void bringInputsIntoRange(long tick) {
    if (compiled.isPresent()) {
      if (compiled.get().takesSums()) {
        return;
      }
      compiled.get().addSums(tick, sums);
    }
    for (int w = 0; w < sums.length; w++) {
      Word word = words.declared().get(w);
      for (int n = 0; n < sums[w].length; n++) {
        if (word.overflow() == Overflow.TRAP && !word.format().holds(sums[w][n])) {
          throw Trap.raise(
              tick, block.name(), n, "the sum of input " + word.name(), sums[w][n], word.format());
        }
        words.set(w, n, FixedPoint.fit(sums[w][n], word.format(), word.overflow()));
        sums[w][n] = 0;
      }
    }
  }

  /** Runs the tick handler of every neuron, then empties the inputs. */
  void integrate(long tick) {
    if (compiled.isPresent() && compiled.get().tick(tick, spiked)) {
      if (compiled.get().takesSums()) {
        return; // and leaves the input words as they are, at 0
      }
    } else if (onTick.isPresent()) {
      Tape tape = onTick.get();
      for (int n = 0; n < block.size(); n++) {
        run(tape, n, tick, 0);
      }
    }
    for (int w = 0; w < sums.length; w++) {
      for (int n = 0; n < sums[w].length; n++) {
        words.set(w, n, 0);
      }
    }
  }

  /** Runs the tick handler of a part of the neurons, and finds those that fire. */
  void integrate(long tick, Parts parts, int part) {
    int from = parts.from(part, block.size());
    int to = parts.from(part + 1, block.size());
    countOfPart[part] = compiled.orElseThrow().fire(tick, from, to, spiked, firedOfPart[part]);
  }

  private void run(Tape tape, int neuron, long tick, long value) {
    tape.run(frame.enter(neuron, tick, value));
    spiked[neuron] |= frame.spiked ? 1 : 0;
  }

  @Override
  public void fire(long tick) {
    fired.clear();
    if (firedOfPart.length == 0) {
      int[] all = fired.room(spiked.length);
      fired.resize(HandlerCode.collect(0, spiked.length, spiked, all, 0));
    }
    for (int part = 0; part < firedOfPart.length; part++) {
      fired.addAll(firedOfPart[part], countOfPart[part]);
      countOfPart[part] = 0;
    }
  }

  @Override
  public Ints fired() {
    return fired;
  }

  @Override
  public int size() {
    return block.size();
  }
}
