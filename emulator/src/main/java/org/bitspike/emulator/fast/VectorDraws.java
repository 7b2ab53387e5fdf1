package org.bitspike.emulator.fast;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;

/**
 * Writes a draw of several members at once: Philox4x32-10 (Salmon et al., SC 2011), each of its
 * words of 32 bits in a {@code long}. SEMANTICS.md 6.1.
 */
final class VectorDraws {

  private static final int ROUNDS = 10;
  private static final long M0 = 0xD2511F53L;
  private static final long M1 = 0xCD9E8D57L;
  private static final long W0 = 0x9E3779B9L;
  private static final long W1 = 0xBB67AE85L;
  private static final long WORD = 0xFFFFFFFFL;

  private final CodeBuilder b;
  private final VectorCode code;

  VectorDraws(CodeBuilder b, VectorCode code) {
    this.b = b;
    this.code = code;
  }

  /**
   * Puts 64 bits for each member on the stack.
   *
   * @param key seed, stream and number of the draw
   * @param first pushes the number of the first member
   * @param now local variable with the tick
   */
  void draw(DrawSource.Key key, Runnable first, int now) {
    code.numbers(first);
    int c0 = kept();
    code.spread(true, now);
    int c1 = keptLowWord();
    code.spread(true, key.stream());
    int c2 = kept();
    code.constant(true, key.draw() & WORD);
    int c3 = kept();
    int k0 = b.allocateLocal(TypeKind.LONG);
    int k1 = b.allocateLocal(TypeKind.LONG);
    b.lload(key.seed()).loadConstant(WORD).land().lstore(k0);
    b.lload(key.seed()).loadConstant(32).lushr().lstore(k1);
    // a loop: ten times the code would be more than the virtual machine likes
    int round = b.allocateLocal(TypeKind.INT);
    Label top = b.newLabel();
    Label end = b.newLabel();
    b.iconst_0().istore(round).labelBinding(top).iload(round).loadConstant(ROUNDS).if_icmpge(end);
    int p0 = product(c0, M0);
    int p1 = product(c2, M1);
    mix(p1, c1, k0, c0);
    mix(p0, c3, k1, c2);
    b.aload(p1);
    lowWord();
    b.astore(c1).aload(p0);
    lowWord();
    b.astore(c3);
    next(k0, W0);
    next(k1, W1);
    b.iinc(round, 1).goto_(top).labelBinding(end);
    b.aload(c1);
    code.shift(true, "LSHL", 32);
    code.binary(true, "OR", () -> b.aload(c0));
  }

  private int kept() {
    int slot = b.allocateLocal(TypeKind.REFERENCE);
    b.astore(slot);
    return slot;
  }

  private int keptLowWord() {
    lowWord();
    return kept();
  }

  private void lowWord() {
    code.binary(true, "AND", () -> code.constant(true, WORD));
  }

  private void next(int key, long step) {
    b.lload(key).loadConstant(step).ladd().loadConstant(WORD).land().lstore(key);
  }

  private int product(int word, long factor) {
    b.aload(word);
    code.binary(true, "MUL", () -> code.constant(true, factor));
    return kept();
  }

  private void mix(int product, int other, int key, int into) {
    b.aload(product);
    code.shift(true, "LSHR", 32);
    code.binary(true, "XOR", () -> b.aload(other));
    code.binary(true, "XOR", () -> code.spread(true, key));
    b.astore(into);
  }
}
