package org.bitspike.backends;

import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.bitspike.ir.diag.BitspikeBug;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.Kernel.Word;
import org.bitspike.ir.program.Program.Columns;

/**
 * The words of a block as C variables: parameters as constants, the others as arrays that can be
 * read by name.
 */
final class CWords {

  private final String block;
  private final Kernel kernel;
  private final int size;
  private final Columns params;
  private final Columns initial;
  private final Set<String> liveInputs;
  private final CNames names;
  private final CTables tables;
  private UnaryOperator<String> ofTarget =
      word -> {
        throw new BitspikeBug("no block whose word " + word + " is seen");
      };

  /**
   * The words of a block.
   *
   * @param initial columns of state, level and shared words
   * @param liveInputs inputs that take sums of events; others read 0
   */
  CWords(
      String block,
      Kernel kernel,
      int size,
      Columns params,
      Columns initial,
      Set<String> liveInputs,
      CNames names,
      CTables tables) {
    this.block = block;
    this.kernel = kernel;
    this.size = size;
    this.params = params;
    this.initial = initial;
    this.liveInputs = new HashSet<>(liveInputs);
    this.names = names;
    this.tables = tables;
  }

  String name(Word word) {
    return names.word(block, word.name());
  }

  /** The expression that reads a word of member {@code i}. */
  String read(Word word) {
    return read(word, "i");
  }

  /** The expression that reads a word of a member. */
  String read(Word word, String index) {
    return switch (word.kind()) {
      case PARAM -> tables.column(name(word), column(params, word), index);
      case INPUT ->
          liveInputs.contains(word.name())
              ? "(int64_t)" + name(word) + "[" + index + "]"
              : CText.literal(0);
      case STATE, LEVEL -> "(int64_t)" + name(word) + "[" + index + "]";
      case SHARED -> "(int64_t)" + name(word);
      case TARGET -> ofTarget.apply(word.name());
    };
  }

  /** Says how words of the target are read. */
  CWords seeing(UnaryOperator<String> targetWord) {
    ofTarget = targetWord;
    return this;
  }

  /** The statement that stores a code of the word's format. */
  String write(Word word, String code) {
    String index = word.kind() == Word.Kind.SHARED ? "" : "[i]";
    return name(word) + index + " = (" + type(word) + ")" + code + ";";
  }

  static String type(Word word) {
    return CText.typeOf(word.format().minCode(), word.format().maxCode());
  }

  private long[] column(Columns columns, Word word) {
    long[] column = columns.byWord().getOrDefault(word.name(), new long[1]);
    long[] all = new long[size];
    for (int i = 0; i < size; i++) {
      all[i] = column.length == 1 ? column[0] : column[i];
    }
    return all;
  }

  /** Declares what can be read from outside. */
  void declare(CText header, CText source) {
    for (Word word : kernel.words()) {
      String variable =
          type(word) + " " + name(word) + (word.kind() == Word.Kind.SHARED ? "" : "[" + size + "]");
      switch (word.kind()) {
        case STATE, LEVEL, SHARED -> {
          header.line("extern " + variable + ";" + comment(word));
          source.line(variable + ";");
        }
        case INPUT -> {
          if (liveInputs.contains(word.name())) {
            source.line("static " + variable + ";");
          }
        }
        case PARAM, TARGET -> {}
      }
    }
  }

  private static String comment(Word word) {
    String scale = word.format().fraction() == 0 ? "" : " * 2^" + -word.format().fraction();
    String unit = word.unit().isEmpty() ? "" : " " + word.unit().replace("*/", "* /");
    return scale.isEmpty() && unit.isEmpty() ? "" : " /*" + scale + unit + " */";
  }

  /** Sets all words to their values before tick 0. */
  void reset(CText source) {
    for (Word word : kernel.words()) {
      String zero = "[i] = 0;";
      switch (word.kind()) {
        case STATE, LEVEL -> {
          String start =
              tables.column(names.of(block, word.name(), "start"), column(initial, word), "i");
          source
              .line("for (int32_t i = 0; i < " + size + "; i++) {")
              .line(write(word, start))
              .line("}");
        }
        case SHARED -> source.line(write(word, CText.literal(initial.value(word.name(), 0))));
        case INPUT -> {
          if (liveInputs.contains(word.name())) {
            source
                .line("for (int32_t i = 0; i < " + size + "; i++) {")
                .line(name(word) + zero)
                .line("}");
          }
        }
        case PARAM, TARGET -> {}
      }
    }
  }

  /** Prints state and shared words. */
  void print(CText source) {
    for (Word word : kernel.words()) {
      if (word.kind() != Word.Kind.STATE && word.kind() != Word.Kind.SHARED) {
        continue;
      }
      boolean one = word.kind() == Word.Kind.SHARED;
      source.line("fprintf(out, \"word %s\", " + CText.string(block + "." + word.name()) + ");");
      source.line("for (int32_t i = 0; i < " + (one ? 1 : size) + "; i++) {");
      source.line("fprintf(out, \" %\" PRId64, " + read(word) + ");").line("}");
      source.line("fprintf(out, \"\\n\");");
    }
  }
}
