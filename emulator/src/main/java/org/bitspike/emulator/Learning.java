package org.bitspike.emulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bitspike.emulator.Ledger.Field;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.Kernel.Trigger;
import org.bitspike.ir.program.EventSchedule.SynapseWork;
import org.bitspike.ir.program.LearningRule;
import org.bitspike.ir.program.LearningRule.Controller;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.SynapseBlock;
import org.bitspike.ir.program.SynapseBlock.Plasticity;

/**
 * The learning rule of a synapse block: collects the spikes of a slice and hands them to the
 * kernel.
 */
final class Learning {

  private static final int WITHIN_SLICE = 32;

  private final SynapseBlock block;
  private final LearningRule rule;
  private final Firing source;
  private final Words words;
  private final int weight;
  private final Frame frame;
  private final Optional<Tape> pre;
  private final Optional<Tape> post;
  private final Optional<Tape> readout;
  private final TargetSpikes targetSpikes;
  private final int[] rowOf;
  private final List<PreListener> listeners = new ArrayList<>();

  // What happened in the slice so far: (synapse or row) * 2^32 + ticks since the slice's first.
  private final Longs posts = new Longs();
  private final Longs pres = new Longs();
  private final Longs readouts = new Longs();
  private long firstTick;

  /** Is told after each presynaptic event of a synapse. */
  interface PreListener {
    void handled(long tick, int synapse);
  }

  /** Takes the event that a spike sends through a synapse. */
  interface Sender {
    void send(long firingTick, int synapse, long weightCode);
  }

  Learning(
      SynapseBlock block,
      Plasticity plasticity,
      int ordinal,
      Program program,
      Firing source,
      Firing target,
      Optional<Words> targetWords) {
    this.block = block;
    this.source = source;
    rule = program.learningRule(plasticity.rule());
    Kernel kernel = program.kernel(rule.kernel());
    words =
        new Words(
            kernel, block.size(), plasticity.params(), plasticity.initial(), plasticity.shared());
    weight = words.ordinal("weight");
    for (int synapse = 0; synapse < block.size(); synapse++) {
      words.set(weight, synapse, block.weightCode()[synapse]);
    }
    targetWords.ifPresent(seen -> words.seeing(seen, block.targetIndex()));
    frame = new Frame(block.name(), block.size(), words, program.info().seed(), ordinal);
    pre = kernel.handler(Trigger.PRE).map(handler -> TapeWriter.write(handler, kernel, program));
    post = kernel.handler(Trigger.POST).map(handler -> TapeWriter.write(handler, kernel, program));
    readout =
        kernel.handler(Trigger.READOUT).map(handler -> TapeWriter.write(handler, kernel, program));
    targetSpikes = new TargetSpikes(block, target, plasticity.dendriticDelayTicks());
    rowOf = new int[block.size()];
    for (int row = 0; row < source.size(); row++) {
      Arrays.fill(rowOf, block.rowStart()[row], block.rowStart()[row + 1], row);
    }
  }

  Words words() {
    return words;
  }

  void listen(PreListener listener) {
    listeners.add(listener);
  }

  /** The weight code of a synapse. */
  long weightCode(int synapse) {
    return words.get(weight, synapse);
  }

  /** Passes the words, and what has been collected. */
  void pass(Ledger ledger) {
    String name = block.name();
    words.pass(name, ledger);
    long mostRow = ((long) source.size() << WITHIN_SLICE) - 1;
    ledger.longs(name + "/(post)", posts, 0, ((long) block.size() << WITHIN_SLICE) - 1);
    ledger.longs(name + "/(pre)", pres, 0, mostRow);
    ledger.longs(name + "/(readout)", readouts, 0, mostRow);
    ledger.table(
        name + "/(first tick)",
        1,
        List.of(new Field("", 0, ledger.done())),
        () -> new long[][] {{firstTick}},
        columns -> firstTick = columns[0][0]);
    targetSpikes.pass(name, ledger);
  }

  /**
   * Collects what happens in a tick; at the end of a slice and of the run, hands it over.
   * SEMANTICS.md 7.4.
   */
  void learn(long tick, boolean lastTick, Sender sender) {
    long within = tick - firstTick;
    Ints reached = targetSpikes.reach(tick);
    for (int i = 0; post.isPresent() && i < reached.size(); i++) {
      posts.add(((long) reached.get(i) << WITHIN_SLICE) | within);
    }
    Ints fired = source.fired();
    for (int i = 0; i < fired.size(); i++) {
      pres.add(((long) fired.get(i) << WITHIN_SLICE) | within);
    }
    if (readout.isPresent() && rule.controller().isPresent()) {
      collectReadouts(rule.controller().get(), tick, within);
    }
    if (lastTick || tick % rule.sliceTicks() == 0) {
      handOver(posts.sorted(), pres.sorted(), readouts.sorted(), sender);
      posts.clear();
      pres.clear();
      readouts.clear();
      firstTick = tick + 1;
    }
  }

  /** Collects the rows that the controller visits at the end of the tick. SEMANTICS.md 7.5. */
  private void collectReadouts(Controller controller, long tick, long within) {
    for (int row = 0; row < source.size(); row++) {
      long first =
          controller.firstTick() + (row / controller.rowsPerStep()) * controller.stepTicks();
      if (tick >= first && (tick - first) % controller.cycleTicks() == 0) {
        readouts.add(((long) row << WITHIN_SLICE) | within);
      }
    }
  }

  private void handOver(long[] post, long[] pre, long[] read, Sender sender) {
    int p = 0;
    int q = 0;
    int r = 0;
    while (p < post.length || q < pre.length || r < read.length) {
      int row = source.size();
      row = p < post.length ? Math.min(row, rowOf[member(post[p])]) : row;
      row = q < pre.length ? Math.min(row, member(pre[q])) : row;
      row = r < read.length ? Math.min(row, member(read[r])) : row;
      int preEnd = end(pre, q, row);
      int readEnd = end(read, r, row);
      int rowEnd = block.rowStart()[row + 1];
      boolean wholeRow = q < preEnd || r < readEnd;
      int synapse = wholeRow ? block.rowStart()[row] : member(post[p]);
      while (synapse < rowEnd) {
        int postEnd = end(post, p, synapse);
        handle(synapse, post, p, postEnd, pre, q, preEnd, read, r, readEnd, sender);
        p = postEnd;
        synapse = wholeRow ? synapse + 1 : p < post.length ? member(post[p]) : rowEnd;
      }
      q = preEnd;
      r = readEnd;
    }
  }

  private static int member(long happening) {
    return (int) (happening >>> WITHIN_SLICE);
  }

  private static int end(long[] happenings, int from, int member) {
    int at = from;
    while (at < happenings.length && member(happenings[at]) == member) {
      at++;
    }
    return at;
  }

  /**
   * Handles what happened to one synapse, in ascending tick; in one tick post, then pre, then
   * read-out.
   */
  private void handle(
      int synapse,
      long[] post,
      int postFrom,
      int postEnd,
      long[] pre,
      int preFrom,
      int preEnd,
      long[] read,
      int readFrom,
      int readEnd,
      Sender sender) {
    int p = postFrom;
    int q = preFrom;
    int r = readFrom;
    while (p < postEnd || q < preEnd || r < readEnd) {
      long postTick = p < postEnd ? tick(post[p]) : Long.MAX_VALUE;
      long preTick = q < preEnd ? tick(pre[q]) : Long.MAX_VALUE;
      long readTick = r < readEnd ? tick(read[r]) : Long.MAX_VALUE;
      if (postTick <= preTick && postTick <= readTick) {
        run(this.post, synapse, postTick);
        p++;
      } else if (preTick <= readTick) {
        run(this.pre, synapse, preTick);
        sender.send(preTick, synapse, weightCode(synapse));
        for (PreListener listener : listeners) {
          listener.handled(preTick, synapse);
        }
        q++;
      } else {
        run(readout, synapse, readTick);
        r++;
      }
    }
  }

  private long tick(long happening) {
    return firstTick + (int) happening;
  }

  /** Runs the handler of a synapse that an event reached. SEMANTICS.md 9. */
  void reached(int synapse, SynapseWork work, long tick) {
    switch (work) {
      case NONE -> {}
      case PRE -> {
        run(pre, synapse, tick);
        for (PreListener listener : listeners) {
          listener.handled(tick, synapse);
        }
      }
      case READOUT -> run(readout, synapse, tick);
    }
  }

  private void run(Optional<Tape> handler, int synapse, long tick) {
    if (handler.isPresent()) {
      handler.get().run(frame.enter(synapse, tick, 0));
    }
  }
}
