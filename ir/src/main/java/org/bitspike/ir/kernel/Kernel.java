package org.bitspike.ir.kernel;

import java.util.List;
import java.util.Optional;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.fixed.Overflow;
import org.bitspike.ir.fixed.Rounding;

/**
 * A small integer program with its words.
 *
 * <pre>
 *   kernel lif {
 *     param  decay: u16.16, threshold: s24.12
 *     state  v: s24.12 half_even saturate unit "mV"
 *     input  drive: s32.12 saturate
 *     on tick {
 *       let leaked = v * decay
 *       v = leaked + drive
 *       if v > threshold { spike v = 0 }
 *     }
 *   }
 * </pre>
 *
 * @param name unique in its program
 * @param words parameters, states, inputs in the order they are declared; names are unique
 * @param tables names of look-up tables it uses, with their formats
 * @param handlers what happens when
 */
public record Kernel(String name, List<Word> words, List<TableUse> tables, List<Handler> handlers) {

  public Kernel {
    words = List.copyOf(words);
    tables = List.copyOf(tables);
    handlers = List.copyOf(handlers);
  }

  /** The word of that name. */
  public Optional<Word> word(String wordName) {
    return words.stream().filter(w -> w.name().equals(wordName)).findFirst();
  }

  /** The words of one kind, in order. */
  public List<Word> words(Word.Kind kind) {
    return words.stream().filter(w -> w.kind() == kind).toList();
  }

  /** What happens on a trigger. */
  public Optional<Handler> handler(Trigger trigger) {
    return handlers.stream().filter(h -> h.trigger() == trigger).findFirst();
  }

  /**
   * A named integer that a kernel reads or writes.
   *
   * @param kind who gives it its value, and when
   * @param format its format
   * @param rounding applied when a value is assigned to it; inputs and parameters are never rounded
   * @param overflow applied when a value is assigned to it, and to an input when the tick's events
   *     are summed
   * @param unit physical unit of the word's value, such as {@code mV}; empty for SI or for none. Of
   *     no effect on bits.
   */
  public record Word(
      String name,
      Kind kind,
      FixedFormat format,
      Rounding rounding,
      Overflow overflow,
      String unit) {
    /** Who gives a word its value. */
    public enum Kind {
      /** One value per neuron or synapse, never written by the kernel. */
      PARAM,
      /** One value per neuron or synapse, kept between handlers. */
      STATE,
      /**
       * The sum of the values of the events delivered to this port in this tick; 0 when there are
       * none.
       */
      INPUT,
      /** A value set by the stimulus and held until it is set again. */
      LEVEL,
      /**
       * One value per block, read and written by all of the block's instances in order; learning
       * kernels only.
       */
      SHARED,
      /**
       * A word of the synapse's target neuron, as it is when the handler runs; never written;
       * learning kernels only.
       */
      TARGET
    }
  }

  /**
   * A table that the kernel reads. Index and entry formats are part of the kernel, the entries of
   * the program.
   */
  public record TableUse(String name, FixedFormat index, FixedFormat entry) {}

  /**
   * What happens on a trigger.
   *
   * @param trigger when
   * @param port for {@link Trigger#EVENT}, the input whose events are handled one by one; empty
   *     otherwise
   * @param body statements, done in order
   */
  public record Handler(Trigger trigger, Optional<String> port, List<Statement> body) {
    public Handler {
      body = List.copyOf(body);
    }
  }

  /** When a handler runs. SEMANTICS.md 4 for neurons, 7 for learning. */
  public enum Trigger {
    /** Once per tick for every neuron of the block, in the integrate phase. */
    TICK,
    /**
     * For each event delivered to a port, in canonical order; {@code value} is the event's value.
     */
    EVENT,
    /** Learning: the synapse's source fired. */
    PRE,
    /** Learning: the synapse's target fired, dendritic delay included. */
    POST,
    /** Learning: the controller reached the synapse's row. */
    READOUT
  }

  /** One step of a handler. */
  public sealed interface Statement {
    /** Names an exact value until the end of the enclosing braces. */
    record Let(String name, KernelExpr value) implements Statement {}

    /** Quantises a value as the word declares and stores it. */
    record Assign(String word, KernelExpr value) implements Statement {}

    /** Does one of two lists. The condition is not 0. */
    record If(KernelExpr condition, List<Statement> then, List<Statement> otherwise)
        implements Statement {
      public If {
        then = List.copyOf(then);
        otherwise = List.copyOf(otherwise);
      }
    }

    /** The neuron fires in this tick. */
    record Spike() implements Statement {}
  }
}
