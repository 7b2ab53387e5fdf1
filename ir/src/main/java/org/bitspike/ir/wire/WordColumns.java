package org.bitspike.ir.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.bitspike.ir.program.Program.Columns;
import org.bitspike.ir.wire.proto.ProgramWire;
import org.bitspike.ir.wire.proto.ProgramWire.WordColumn;
import org.bitspike.ir.wire.proto.ProgramWire.WordRole;

/** Columns of kernel words, while they are put together. */
final class WordColumns {
  private final Map<String, Longs> byWord = new LinkedHashMap<>();

  static void write(
      WordRole role, int block, Columns columns, Consumer<ProgramWire.Program> parts) {
    columns
        .byWord()
        .forEach(
            (word, codes) ->
                Chunks.eachOrEmpty(
                    codes.length,
                    (from, to) -> {
                      WordColumn.Builder piece =
                          WordColumn.newBuilder().setRole(role).setBlock(block).setWord(word);
                      for (int k = from; k < to; k++) {
                        piece.addCode(codes[k]);
                      }
                      parts.accept(ProgramCodec.part().addWord(piece).build());
                    }));
  }

  void accept(WordColumn piece) {
    byWord
        .computeIfAbsent(piece.getWord(), w -> new Longs())
        .add(piece.getCodeCount(), piece::getCode);
  }

  Columns finish() {
    Map<String, long[]> finished = new LinkedHashMap<>();
    byWord.forEach((word, codes) -> finished.put(word, codes.toArray()));
    return new Columns(finished);
  }
}
