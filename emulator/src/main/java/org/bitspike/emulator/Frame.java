package org.bitspike.emulator;

import org.bitspike.ir.random.CounterRandom;

/**
 * What a handler sees and leaves while it runs for one instance of a block. Reused from instance to
 * instance.
 */
final class Frame {

  final String block;
  private final int size;
  final Words words;
  private final long seed;
  private final int stream;

  int instance;
  long now;
  long value;
  boolean spiked;
  // By instance: the tick of its last draw, and its draws in that tick. Allocated at the first
  // draw.
  private long[] drawTick = new long[0];
  private int[] draws = new int[0];

  /**
   * A frame for the handlers of a block.
   *
   * @param block its name
   * @param size number of its instances
   * @param words its words
   * @param seed of the program
   * @param ordinal of the block: neuron blocks first, then synapse blocks
   */
  Frame(String block, int size, Words words, long seed, int ordinal) {
    this.block = block;
    this.size = size;
    this.words = words;
    this.seed = seed;
    this.stream = 0x10000000 + ordinal;
  }

  /** Gets ready to run a handler. */
  Frame enter(int member, long tick, long eventValue) {
    instance = member;
    now = tick;
    value = eventValue;
    spiked = false;
    return this;
  }

  /** The next random bits of the instance in this tick. SEMANTICS.md 6.2. */
  long draw() {
    return draw(instance, now);
  }

  /** Makes room for draws, after which members may draw in several threads. */
  void makeDraws() {
    drawTick = new long[size];
    draws = new int[size];
  }

  /** The next random bits of a member in a tick. */
  long draw(int member, long tick) {
    if (draws.length == 0) {
      makeDraws();
    }
    if (drawTick[member] != tick) {
      drawTick[member] = tick;
      draws[member] = 0;
    }
    return CounterRandom.bits64(seed, stream, (tick << 32) | member, draws[member]++);
  }
}
