package org.bitspike.emulator;

import org.bitspike.ir.program.Stimulus.LevelTrain;

/** A train of level changes as it is played. */
final class Levels {

  private final LevelTrain train;
  private final Words words;
  private final int word;
  private int next;

  Levels(LevelTrain train, Words words) {
    this.train = train;
    this.words = words;
    word = words.ordinal(train.word());
  }

  /** Goes to where the train is when a number of ticks is done. */
  void skip(long done) {
    while (next < train.tick().length && train.tick()[next] < done) {
      next++;
    }
  }

  /** Sets what is to be set at the start of a tick. */
  void set(long tick) {
    while (next < train.tick().length && train.tick()[next] <= tick) {
      words.set(word, train.neuron()[next], train.code()[next]);
      next++;
    }
  }
}
