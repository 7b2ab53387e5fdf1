package org.bitspike.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bitspike.emulator.fast.HandlerCode;
import org.bitspike.emulator.fast.Home;
import org.bitspike.emulator.fast.KernelCompiler;
import org.bitspike.emulator.fast.PortRing;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.Kernel.Handler;
import org.bitspike.ir.kernel.Kernel.Trigger;
import org.bitspike.ir.kernel.Kernel.Word;
import org.bitspike.ir.program.NeuronBlock;

/** The compiled handlers of a neuron block, and the sums of what arrives there. */
final class CompiledNeurons {

  private final int size;
  // By word: the sums of the port.
  private final List<Optional<PortRing>> rings = new ArrayList<>();
  // By word: the handler of the port's events, where there is one and it could be compiled.
  private final List<Optional<HandlerCode>> onEvent = new ArrayList<>();
  private final Optional<HandlerCode> onTick;
  private final boolean takesSums;
  private final boolean handlesEvents;

  CompiledNeurons(
      NeuronBlock block, Kernel kernel, Words words, Frame frame, int ordinal, Acceleration fast) {
    size = block.size();
    words.narrow();
    handlesEvents = kernel.handlers().stream().anyMatch(h -> h.trigger() == Trigger.EVENT);
    KernelCompiler.Owner owner = new Owner(block.name(), frame);
    for (Word word : kernel.words()) {
      boolean input = word.kind() == Word.Kind.INPUT;
      rings.add(input ? fast.ring(block.name(), word.name()) : Optional.empty());
    }
    Optional<Handler> tick = kernel.handler(Trigger.TICK);
    boolean sums = fast.sumsInHandler() && everyInputIsSummedOrHandled(kernel);
    onTick =
        tick.flatMap(
            handler ->
                fast.compiler()
                    .compile(
                        kernel,
                        handler,
                        homes(kernel, words, sums),
                        Home.constant(0),
                        handlesEvents ? Optional.empty() : Optional.of(ordinal),
                        words.narrowColumns(),
                        words.wideColumns(),
                        owner));
    takesSums = sums && (tick.isEmpty() || onTick.isPresent());
    for (int w = 0; takesSums && w < rings.size(); w++) {
      int word = w;
      rings.get(w).ifPresent(ring -> onTick.ifPresent(code -> code.sums(word, ring)));
    }
    if (fast.manner().vectors().early()) {
      onTick.ifPresent(code -> code.warmUp(size));
    }
    for (Word word : kernel.words()) {
      onEvent.add(
          kernel.handlers().stream()
              .filter(h -> h.port().equals(Optional.of(word.name())))
              .findFirst()
              .filter(_ -> fast.eventsFit(block.name(), word.name(), word.format()))
              .flatMap(
                  handler ->
                      fast.compiler()
                          .compile(
                              kernel,
                              handler,
                              homes(kernel, words, false),
                              Home.column(word.format()),
                              Optional.empty(),
                              words.narrowColumns(),
                              words.wideColumns(),
                              owner)));
    }
  }

  private boolean everyInputIsSummedOrHandled(Kernel kernel) {
    for (int w = 0; w < rings.size(); w++) {
      Word word = kernel.words().get(w);
      boolean handled =
          kernel.handlers().stream().anyMatch(h -> h.port().equals(Optional.of(word.name())));
      if (word.kind() == Word.Kind.INPUT && !handled && rings.get(w).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private List<Home> homes(Kernel kernel, Words words, boolean sums) {
    List<Home> homes = new ArrayList<>();
    for (int w = 0; w < words.count(); w++) {
      Word word = kernel.words().get(w);
      if (word.kind() == Word.Kind.PARAM && words.isShared(w)) {
        homes.add(Home.constant(words.get(w, 0)));
      } else if (sums && word.kind() == Word.Kind.INPUT) {
        homes.add(rings.get(w).map(Home::sums).orElse(Home.constant(0)));
      } else {
        homes.add(Home.column(word.format()));
      }
    }
    return homes;
  }

  /** Where the events of a port are summed. */
  Optional<PortRing> ring(int word) {
    return rings.get(word);
  }

  /** Whether the tick handler does several neurons at once. */
  boolean vectorised() {
    return onTick.isPresent() && onTick.get().vectorised();
  }

  /** Whether the tick handler takes the sums of events as they are; input words then stay 0. */
  boolean takesSums() {
    return takesSums;
  }

  /** Adds the sums of a tick to what is there. */
  void addSums(long tick, long[][] into) {
    for (int w = 0; w < into.length; w++) {
      if (rings.get(w).isPresent()) {
        PortRing ring = rings.get(w).get();
        for (int n = 0; n < size; n++) {
          into[w][n] += ring.sum(tick, n);
        }
        ring.clear(tick);
      }
    }
  }

  /** Runs the tick handler of every neuron; false when it could not be compiled. */
  boolean tick(long tick, int[] spiked) {
    dropUnread(tick, 0, size);
    onTick.ifPresent(code -> code.run(0, size, tick, 0, spiked));
    return onTick.isPresent() || takesSums;
  }

  /**
   * Runs the tick handler of a range of neurons, where {@link #takesSums}.
   *
   * @param fired filled with those that fired, ascending; as long as the range
   * @return number of these
   */
  int fire(long tick, int from, int to, int[] spiked, int[] fired) {
    dropUnread(tick, from, to);
    if (onTick.isPresent() && !handlesEvents) {
      return onTick.get().fire(from, to, tick, spiked, fired);
    }
    onTick.ifPresent(code -> code.run(from, to, tick, 0, spiked));
    return HandlerCode.collect(from, to, spiked, fired, 0);
  }

  /** Without a handler that takes them, sums are nobody's. */
  private void dropUnread(long tick, int from, int to) {
    for (int w = 0; takesSums && onTick.isEmpty() && w < rings.size(); w++) {
      rings.get(w).ifPresent(ring -> ring.take(tick, from, to));
    }
  }

  /** Handles an event at a port; false when its handler could not be compiled. */
  boolean event(int port, int neuron, long value, long tick, int[] spiked) {
    Optional<HandlerCode> code = onEvent.get(port);
    code.ifPresent(handler -> handler.run(neuron, neuron + 1, tick, value, spiked));
    return code.isPresent();
  }

  /** The block as its compiled handlers see it. */
  private record Owner(String block, Frame frame) implements KernelCompiler.Owner {
    @Override
    public long draw(int member, long now) {
      return frame.draw(member, now);
    }

    @Override
    public BitspikeException trap(
        long now, int member, String word, long code, FixedFormat format) {
      return Trap.raise(now, block, member, word, code, format);
    }
  }
}
