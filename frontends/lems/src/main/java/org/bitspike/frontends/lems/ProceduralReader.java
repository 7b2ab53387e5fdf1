package org.bitspike.frontends.lems;

import java.util.Optional;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.network.ProceduralConnector;
import org.bitspike.ir.network.ProceduralConnector.Draw;
import org.bitspike.ir.network.ProceduralConnector.Rule;
import org.bitspike.ir.unit.Dimension;

/**
 * Reads the connection rule of a {@code proceduralProjection}: {@code connector} is {@code
 * allToAll}, {@code oneToOne}, {@code fixedProbability} (with {@code probability}) or {@code
 * fixedNumberPre} (with {@code number}); weights are {@code weight}, or normal with {@code
 * weightMean}, {@code weightSd} and the optional bounds {@code weightMin}, {@code weightMax}, or
 * even between the bounds alone; delays are {@code delay}, or even between {@code delayMin} and
 * {@code delayMax}.
 */
final class ProceduralReader extends ElementReader {

  ProceduralReader(Definitions definitions, Diagnostics diagnostics) {
    super(definitions, diagnostics);
  }

  Optional<ProceduralConnector> read(Element e) {
    Optional<Rule> rule = required(e, "connector").flatMap(name -> rule(e, name));
    Optional<Draw> weight = weight(e);
    Optional<Draw> delay = delay(e);
    Optional<Long> seed = seed(e);
    Optional<Boolean> self = flag(e);
    if (rule.isEmpty() || weight.isEmpty() || delay.isEmpty() || seed.isEmpty() || self.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ProceduralConnector(rule.get(), self.get(), weight.get(), delay.get(), seed.get()));
  }

  private Optional<Rule> rule(Element e, String name) {
    return switch (name) {
      case "allToAll" -> Optional.of(new Rule.AllToAll());
      case "oneToOne" -> Optional.of(new Rule.OneToOne());
      case "fixedProbability" -> {
        Optional<Double> p = required(e, "probability").flatMap(t -> number(e, "probability", t));
        if (p.isPresent() && (p.get() < 0 || p.get() > 1)) {
          error(
              Code.F_BAD_VALUE, e.where(), "probability='" + p.get() + "' is not between 0 and 1");
          yield Optional.empty();
        }
        yield p.map(Rule.FixedProbability::new);
      }
      case "fixedNumberPre" -> {
        Optional<Double> n = required(e, "number").flatMap(t -> number(e, "number", t));
        if (n.isPresent()
            && (n.get() < 1 || n.get() != Math.rint(n.get()) || n.get() > Integer.MAX_VALUE)) {
          error(
              Code.F_BAD_VALUE,
              e.where(),
              "number='" + n.get() + "' is no whole number of at least 1");
          yield Optional.empty();
        }
        yield n.map(v -> new Rule.FixedNumberPre(v.intValue()));
      }
      default -> {
        error(
            Code.F_BAD_VALUE,
            e.where(),
            "connector='"
                + name
                + "' is none of allToAll, oneToOne, fixedProbability, fixedNumberPre");
        yield Optional.empty();
      }
    };
  }

  private Optional<Double> number(Element e, String attribute, String text) {
    return definitions.value(text, Dimension.NONE, attribute, e.where());
  }

  private Optional<Draw> weight(Element e) {
    if (e.attribute("weightMean").isPresent()) {
      Optional<Double> mean = e.attribute("weightMean").flatMap(t -> number(e, "weightMean", t));
      Optional<Double> sd = required(e, "weightSd").flatMap(t -> number(e, "weightSd", t));
      Optional<Double> low = bound(e, "weightMin", -Double.MAX_VALUE);
      Optional<Double> high = bound(e, "weightMax", Double.MAX_VALUE);
      if (mean.isEmpty() || sd.isEmpty() || low.isEmpty() || high.isEmpty()) {
        return Optional.empty();
      }
      if (sd.get() < 0) {
        error(Code.F_BAD_VALUE, e.where(), "weightSd='" + sd.get() + "' is negative");
        return Optional.empty();
      }
      return ordered(e, "weight", low.get(), high.get())
          .map(o -> new Draw.Normal(mean.get(), sd.get(), low.get(), high.get()));
    }
    if (e.attribute("weightMin").isPresent() || e.attribute("weightMax").isPresent()) {
      Optional<Double> low = required(e, "weightMin").flatMap(t -> number(e, "weightMin", t));
      Optional<Double> high = required(e, "weightMax").flatMap(t -> number(e, "weightMax", t));
      return low.flatMap(l -> high.flatMap(h -> ordered(e, "weight", l, h)));
    }
    return number(e, "weight", e.attribute("weight").orElse("1")).map(Draw.Constant::new);
  }

  private Optional<Double> bound(Element e, String attribute, double otherwise) {
    Optional<String> text = e.attribute(attribute);
    return text.isEmpty() ? Optional.of(otherwise) : number(e, attribute, text.get());
  }

  private Optional<Draw> ordered(Element e, String what, double low, double high) {
    if (low > high) {
      error(Code.F_BAD_VALUE, e.where(), what + "Min is above " + what + "Max");
      return Optional.empty();
    }
    return Optional.of(new Draw.Uniform(low, high));
  }

  private Optional<Draw> delay(Element e) {
    if (e.attribute("delayMin").isPresent() || e.attribute("delayMax").isPresent()) {
      Optional<Double> low = required(e, "delayMin").flatMap(t -> time(e, "delayMin", t));
      Optional<Double> high = required(e, "delayMax").flatMap(t -> time(e, "delayMax", t));
      return low.flatMap(l -> high.flatMap(h -> ordered(e, "delay", l, h)));
    }
    Optional<String> text = e.attribute("delay");
    return text.isEmpty()
        ? Optional.of(new Draw.Constant(0))
        : time(e, "delay", text.get()).map(Draw.Constant::new);
  }

  private Optional<Double> time(Element e, String attribute, String text) {
    Optional<Double> value = definitions.value(text, Dimension.TIME, attribute, e.where());
    if (value.isPresent() && value.get() < 0) {
      error(Code.N_NEGATIVE_DELAY, e.where(), attribute + "='" + text + "' is negative");
      return Optional.empty();
    }
    return value;
  }

  private Optional<Long> seed(Element e) {
    String text = e.attribute("seed").orElse(Long.toString(LemsOptions.DEFAULT_SEED)).strip();
    try {
      return Optional.of(Long.parseLong(text));
    } catch (NumberFormatException problem) {
      error(Code.F_BAD_VALUE, e.where(), "seed='" + text + "' is no whole number");
      return Optional.empty();
    }
  }

  private Optional<Boolean> flag(Element e) {
    String text = e.attribute("allowSelfConnections").orElse("true").strip();
    return switch (text) {
      case "true", "1" -> Optional.of(true);
      case "false", "0" -> Optional.of(false);
      default -> {
        error(
            Code.F_BAD_VALUE,
            e.where(),
            "allowSelfConnections='" + text + "' is neither true nor false");
        yield Optional.empty();
      }
    };
  }
}
