package org.bitspike.emulator.fast;

import org.bitspike.emulator.fast.Lane.Operation;
import org.bitspike.emulator.fast.Lane.Shift;

/**
 * Writes draws for several members at once: Philox4x32-10 (Salmon et al., SC 2011), its words of 32
 * bits in codes of 64. SEMANTICS.md 6.1.
 */
final class VectorDraws {

  private static final int ROUNDS = 10;
  private static final long M0 = 0xD2511F53L;
  private static final long M1 = 0xCD9E8D57L;
  private static final int W0 = 0x9E3779B9;
  private static final int W1 = 0xBB67AE85;
  private static final long WORD = 0xFFFFFFFFL;

  private final VectorLane lane;
  private final long seed;
  private final int stream;

  VectorDraws(VectorLane lane, long seed, int stream) {
    this.lane = lane;
    this.seed = seed;
    this.stream = stream;
  }

  /**
   * Writes a draw.
   *
   * @param members local variable with the number of the first member
   * @param tick the tick, the same for all
   * @param draw number of the draw in the tick
   */
  Value draw(int members, Value tick, int draw) {
    lane.numbers(members);
    Value c0 = stored();
    Value c1 = lowWord(tick);
    Value c2 = Value.constant(stream & WORD);
    Value c3 = Value.constant(draw);
    int k0 = (int) seed;
    int k1 = (int) (seed >>> 32);
    for (int round = 0; round < ROUNDS; round++) {
      Value p0 = product(c0, M0);
      Value p1 = product(c2, M1);
      c0 = mixed(p1, c1, k0 & WORD);
      c2 = mixed(p0, c3, k1 & WORD);
      c1 = lowWord(p1);
      c3 = lowWord(p0);
      k0 += W0;
      k1 += W1;
    }
    lane.push(c1, true);
    lane.shift(Shift.LEFT, 32, true);
    lane.push(c0, true);
    lane.apply(Operation.OR, true);
    return stored();
  }

  private Value stored() {
    return lane.store(true, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private Value product(Value word, long factor) {
    lane.push(word, true);
    lane.constant(factor, true);
    lane.apply(Operation.MULTIPLY, true);
    return stored();
  }

  private Value mixed(Value product, Value other, long key) {
    lane.push(product, true);
    lane.shift(Shift.UNSIGNED_RIGHT, 32, true);
    lane.push(other, true);
    lane.apply(Operation.XOR, true);
    lane.constant(key, true);
    lane.apply(Operation.XOR, true);
    return stored();
  }

  private Value lowWord(Value x) {
    lane.push(x, true);
    lane.constant(WORD, true);
    lane.apply(Operation.AND, true);
    return stored();
  }
}
