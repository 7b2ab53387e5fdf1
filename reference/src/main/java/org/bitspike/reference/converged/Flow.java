package org.bitspike.reference.converged;

/** A unit's working memory in one mode: the present step and where it leads. */
final class Flow {

  /** Margins are looked at this often within a step. */
  static final int LOOKS = 4;

  final Mode mode;
  final double[] frame;
  final double[][] seen;
  final double[] exact;
  final double[] exactScale;
  final double[] stepped;
  final double[] steppedScale;
  final TaylorFlow taylor;
  final DormandPrince pair;
  double step;

  Flow(Mode mode) {
    this.mode = mode;
    frame = new double[mode.slots];
    seen = new double[LOOKS + 1][mode.located.length];
    taylor = mode.newFlow();
    pair = new DormandPrince(mode.steppedSlots.length);
    exact = new double[mode.exactSlots.length];
    exactScale = new double[mode.exactSlots.length];
    stepped = new double[mode.steppedSlots.length];
    steppedScale = new double[mode.steppedSlots.length];
  }

  /** Puts the states of a time into a frame with the shape's slots. */
  void fill(double[] target, double t) {
    target[0] = t;
    fillExact(target, t);
    int[] slots = mode.steppedSlots;
    if (slots.length > 0) {
      boolean atEnd = t == pair.end();
      for (int i = 0; i < slots.length; i++) {
        target[slots[i]] = atEnd ? pair.endValue(i) : pair.value(i, t);
      }
    }
  }

  private void fillExact(double[] target, double t) {
    int[] slots = mode.exactSlots;
    for (int i = 0; i < slots.length; i++) {
      target[slots[i]] = taylor.value(i, t);
    }
  }

  /** The rates of what is stepped. */
  void rates(double t, double[] y, double[] rate) {
    frame[0] = t;
    fillExact(frame, t);
    int[] slots = mode.steppedSlots;
    for (int i = 0; i < slots.length; i++) {
      frame[slots[i]] = y[i];
    }
    mode.rates.run(frame, Unit.NO_DRAWS);
    int[] results = mode.rateSlots;
    for (int i = 0; i < results.length; i++) {
      rate[i] = frame[results[i]];
    }
  }

  /** The margins at a time within the step. */
  void look(double t, double[] into) {
    fill(frame, t);
    mode.margins.run(frame, Unit.NO_DRAWS);
    for (int m = 0; m < into.length; m++) {
      into[m] = frame[mode.marginSlots[m]];
    }
  }

  double margin(int m, double t) {
    fill(frame, t);
    mode.margins.run(frame, Unit.NO_DRAWS);
    return frame[mode.marginSlots[m]];
  }

  /** Takes a unit's states as they are. */
  void take(double[] base, double[] scale) {
    System.arraycopy(base, 0, frame, 0, mode.shape.common);
    for (int i = 0; i < exact.length; i++) {
      exact[i] = base[mode.exactSlots[i]];
      exactScale[i] = scale[mode.exactSlots[i]];
    }
    for (int i = 0; i < stepped.length; i++) {
      stepped[i] = base[mode.steppedSlots[i]];
      steppedScale[i] = scale[mode.steppedSlots[i]];
    }
  }

  /** When the j-th look at a planned step is taken. */
  static double at(double from, double to, int j) {
    return j == LOOKS ? to : from + (to - from) * j / LOOKS;
  }
}
