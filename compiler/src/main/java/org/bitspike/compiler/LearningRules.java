package org.bitspike.compiler;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.ExprEvaluator;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.profile.LearningMatch;

/** Learning rules of a chip for plasticity components, and the names their expressions may use. */
final class LearningRules {

  private final Network network;
  private final HardwareProfile profile;
  private final double dt;

  LearningRules(Network network, HardwareProfile profile, double dt) {
    this.network = network;
    this.profile = profile;
    this.dt = dt;
  }

  /**
   * The rule of the variant in force for a component: its own type's, or the nearest ancestor's.
   */
  Optional<LearningMatch> match(Component plasticity) {
    ComponentType type = network.type(plasticity.type());
    Optional<LearningMatch> own = match(type.name());
    return own.isPresent()
        ? own
        : type.ancestors().stream().flatMap(a -> match(a).stream()).findFirst();
  }

  private Optional<LearningMatch> match(String type) {
    return profile.learning().rules().stream()
        .filter(r -> r.variant().equals(profile.learning().variant()) && r.type().equals(type))
        .findFirst();
  }

  /** Parameters of the component, numbers of its texts, the profile's constants and {@code dt}. */
  Map<String, Double> names(Component plasticity) {
    Map<String, Double> names = new HashMap<>(profile.constants());
    names.put("dt", dt);
    ComponentType type = network.type(plasticity.type());
    type.constants().forEach(c -> names.put(c.name(), c.value()));
    names.putAll(plasticity.parameters());
    for (ComponentType.DerivedParameter derived : type.derivedParameters()) {
      names.put(derived.name(), ExprEvaluator.evaluate(derived.value(), lookup(names)));
    }
    plasticity
        .texts()
        .forEach(
            (name, text) -> {
              double[] numbers = numbers(text);
              for (int i = 0; i < numbers.length; i++) {
                names.put(name + "_" + i, numbers[i]);
              }
            });
    return names;
  }

  /**
   * The numbers of a text, separated by blanks, commas or semicolons; none when any of it is no
   * number.
   */
  static double[] numbers(String text) {
    String[] parts = text.strip().isEmpty() ? new String[0] : text.strip().split("[\\s,;]+");
    double[] numbers = new double[parts.length];
    for (int i = 0; i < parts.length; i++) {
      try {
        numbers[i] =
            switch (parts[i].toLowerCase(Locale.ROOT)) {
              case "true" -> 1;
              case "false" -> 0;
              default -> Double.parseDouble(parts[i]);
            };
      } catch (NumberFormatException e) {
        return new double[0];
      }
    }
    return numbers;
  }

  /** Reads names, with an error that says which one is missing. */
  static ToDoubleFunction<String> lookup(Map<String, Double> names) {
    return name -> {
      Double value = names.get(name);
      if (value == null) {
        throw new MissingName(name);
      }
      return value;
    };
  }

  /** Weight in model units that one code stands for. */
  double weightPerCode(LearningMatch match, Component plasticity) {
    return evaluate(match.weightPerCode(), names(plasticity));
  }

  static double evaluate(Expr expr, Map<String, Double> names) {
    return ExprEvaluator.evaluate(expr, lookup(names));
  }

  /** A rule of a profile uses a name that the model does not have. */
  static final class MissingName extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String name;

    MissingName(String name) {
      super(name);
      this.name = name;
    }

    String name() {
      return name;
    }
  }
}
