package org.bitspike.hwprofiles;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.fixed.Overflow;
import org.bitspike.ir.fixed.Rounding;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.Kernel.Word;
import org.bitspike.ir.profile.HardwareProfile.Sharing;
import org.bitspike.ir.profile.NeuronModel;
import org.bitspike.ir.profile.NeuronModel.CellMatch;
import org.bitspike.ir.profile.NeuronModel.CurrentInput;
import org.bitspike.ir.profile.NeuronModel.Fixed;
import org.bitspike.ir.profile.NeuronModel.Programmable;
import org.bitspike.ir.profile.NeuronModel.Receptor;
import org.bitspike.ir.profile.NeuronModel.Refusal;
import org.bitspike.ir.profile.NeuronModel.Register;
import org.bitspike.ir.profile.NeuronModel.SynapseMatch;
import org.bitspike.ir.profile.NeuronModel.WordRule;

/** The part of the schema below {@code neuron}. */
final class NeuronSchema {

  private NeuronSchema() {}

  /** Reads {@code programmable} or {@code fixed}. */
  static NeuronModel neuron(Section s, Scope constants) {
    return s.oneOf(
        Map.of(
            "programmable",
            NeuronSchema::programmable,
            "fixed",
            f -> fixed(f, constants.with("circuits"))));
  }

  /** Names that rules outside the neuron may use: its quantities, where it has some. */
  static Scope quantities(NeuronModel neuron, Scope constants) {
    return neuron instanceof Fixed fixed
        ? constants.with("circuits").with(cellQuantities(fixed.cells()))
        : constants;
  }

  private static Programmable programmable(Section s) {
    return new Programmable(
        s.integer("state_bits", 8, 32),
        s.integer("param_bits", 8, 32),
        s.integer("accumulator_bits", 8, 32),
        s.choice("rounding", Rounding.class),
        s.choice("overflow", Overflow.class),
        s.integer("table_entries", 2, 1 << 20),
        s.integer("receptors", 1, 1024),
        s.number("range_margin", 1, 1000, ""),
        s.integer("rest_bits", 0, 32, 0));
  }

  private static Fixed fixed(Section s, Scope constants) {
    Kernel kernel = s.kernel("kernel", constants);
    List<CellMatch> cells =
        s.each(
            "cells",
            (type, c) ->
                new CellMatch(
                    type,
                    c.expressions("quantities", constants.andComponent()),
                    c.optionalText("approximates")));
    Set<String> ofCells = cellQuantities(cells);
    checkSameQuantities(s, cells, ofCells);
    Scope cell = constants.with(ofCells);
    Scope synapse = cell.with("sign").andComponent();
    List<SynapseMatch> synapses =
        s.each(
            "synapses",
            (type, y) ->
                new SynapseMatch(
                    type,
                    y.expressions("quantities", synapse),
                    y.optionalText("approximates"),
                    y.optionalExpression("opens", synapse)));
    Set<String> ofSynapses = new TreeSet<>();
    synapses.forEach(y -> ofSynapses.addAll(y.quantities().keySet()));
    List<Receptor> receptors =
        s.each("receptors", (name, r) -> receptor(name, r, cell, ofSynapses, kernel));
    Scope all = cell.with(receptorQuantities(receptors, ofSynapses));
    List<Register> registers = s.each("registers", (name, r) -> register(name, r, all));
    List<WordRule> params = rules(s, "params", kernel, Set.of(Word.Kind.PARAM), all);
    List<WordRule> initial =
        rules(s, "initial", kernel, Set.of(Word.Kind.STATE, Word.Kind.LEVEL), all);
    checkAllSet(s, kernel, params);
    return new Fixed(
        kernel,
        cells,
        synapses,
        receptors,
        registers,
        params,
        initial,
        s.optionalSection("currents", c -> currents(c, kernel, all)),
        refusals(s, kernel));
  }

  private static Receptor receptor(
      String name, Section s, Scope cell, Set<String> ofSynapses, Kernel kernel) {
    String port = s.text("port");
    checkWord(s, "port", kernel, port, Set.of(Word.Kind.INPUT));
    String scaleWord = s.text("scale_word");
    checkWord(s, "scale_word", kernel, scaleWord, Set.of(Word.Kind.PARAM));
    return new Receptor(
        name,
        port,
        s.expression("when", cell.with(ofSynapses)),
        s.expressions("defaults", cell),
        scaleWord,
        s.optionalExpression("charge", cell.with(ofSynapses)));
  }

  private static Register register(String name, Section s, Scope all) {
    String quantity = s.text("quantity");
    if (!quantity.isEmpty() && !all.names().contains(quantity)) {
      s.report(
          Code.H_BAD_VALUE,
          "quantity",
          "is '" + quantity + "', which is no quantity" + Nearest.hint(quantity, all.names()));
    }
    int bits = s.integer("bits", 1, 32);
    double top = Math.scalb(1.0, bits) - 1;
    long low = s.integer("low", 0, (int) Math.min(top, Integer.MAX_VALUE), 0);
    long high =
        s.integer(
            "high",
            0,
            (int) Math.min(top, Integer.MAX_VALUE),
            (int) Math.min(top, Integer.MAX_VALUE));
    if (high < low) {
      s.report(Code.H_OUT_OF_RANGE, "high", "is " + high + ", below low, which is " + low);
    }
    return new Register(
        name,
        quantity,
        bits,
        low,
        high,
        s.choice("sharing", Sharing.class),
        s.expression("code", all),
        s.expression("effective", all.with("code")),
        s.optionalNumber("low_value", -1e300, 1e300, "any"),
        s.optionalNumber("high_value", -1e300, 1e300, "any"));
  }

  private static CurrentInput currents(Section s, Kernel kernel, Scope all) {
    String level = s.text("level");
    checkWord(s, "level", kernel, level, Set.of(Word.Kind.LEVEL));
    return new CurrentInput(
        level, s.expression("value", all.with("current")), s.integer("per_core", 0, 1 << 20));
  }

  private static List<Refusal> refusals(Section s, Kernel kernel) {
    Scope words = Scope.of(kernel.words(Word.Kind.PARAM).stream().map(Word::name).toList());
    return s.each(
        "refusals", (name, r) -> new Refusal(name, r.expression("when", words), r.text("because")));
  }

  private static List<WordRule> rules(
      Section s, String key, Kernel kernel, Set<Word.Kind> kinds, Scope scope) {
    List<WordRule> rules = new ArrayList<>();
    s.expressions(key, scope)
        .forEach(
            (word, value) -> {
              checkWord(s, key, kernel, word, kinds);
              rules.add(new WordRule(word, value));
            });
    return rules;
  }

  /**
   * Whether there is a kernel to check against; without one, the reason has been reported already.
   */
  static boolean isThere(Kernel kernel) {
    return !kernel.words().isEmpty();
  }

  /** Reports a name that is no word of the kernel of one of some kinds. */
  static void checkWord(Section s, String key, Kernel kernel, String word, Set<Word.Kind> kinds) {
    List<String> words =
        kernel.words().stream().filter(w -> kinds.contains(w.kind())).map(Word::name).toList();
    if (isThere(kernel) && !word.isEmpty() && !words.contains(word)) {
      s.report(
          Code.H_BAD_VALUE,
          key,
          "names '"
              + word
              + "', the kernel has "
              + (words.isEmpty() ? "no such word" : String.join(", ", words))
              + Nearest.hint(word, words));
    }
  }

  private static void checkAllSet(Section s, Kernel kernel, List<WordRule> params) {
    List<String> unset =
        kernel.words(Word.Kind.PARAM).stream()
            .map(Word::name)
            .filter(name -> params.stream().noneMatch(p -> p.word().equals(name)))
            .toList();
    if (!unset.isEmpty()) {
      s.report(Code.H_MISSING_KEY, "params", "lacks " + String.join(", ", unset));
    }
  }

  private static void checkSameQuantities(Section s, List<CellMatch> cells, Set<String> all) {
    for (CellMatch cell : cells) {
      Set<String> absent = new TreeSet<>(all);
      absent.removeAll(cell.quantities().keySet());
      if (!absent.isEmpty()) {
        s.report(
            Code.H_MISSING_KEY,
            "cells",
            "gives " + cell.type() + " no " + String.join(", ", absent));
      }
    }
  }

  private static Set<String> cellQuantities(List<CellMatch> cells) {
    Set<String> names = new TreeSet<>();
    for (CellMatch cell : cells) {
      Map<String, Expr> quantities = cell.quantities();
      names.addAll(quantities.keySet());
    }
    return names;
  }

  private static List<String> receptorQuantities(List<Receptor> receptors, Set<String> ofSynapses) {
    List<String> names = new ArrayList<>();
    for (Receptor receptor : receptors) {
      ofSynapses.forEach(q -> names.add(q + "_" + receptor.name()));
      names.add("scale_" + receptor.name());
    }
    return names;
  }
}
