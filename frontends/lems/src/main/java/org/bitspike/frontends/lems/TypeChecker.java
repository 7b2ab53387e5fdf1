package org.bitspike.frontends.lems;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.ExprDimensions;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.Action;
import org.bitspike.ir.network.ComponentType.Constant;
import org.bitspike.ir.network.ComponentType.Definition;
import org.bitspike.ir.network.ComponentType.DerivedParameter;
import org.bitspike.ir.network.ComponentType.DerivedVariable;
import org.bitspike.ir.network.ComponentType.Dynamics;
import org.bitspike.ir.network.ComponentType.EventPort;
import org.bitspike.ir.network.ComponentType.KineticScheme;
import org.bitspike.ir.network.ComponentType.OnCondition;
import org.bitspike.ir.network.ComponentType.OnEvent;
import org.bitspike.ir.network.ComponentType.Regime;
import org.bitspike.ir.network.ComponentType.Slot;
import org.bitspike.ir.network.ComponentType.StateVariable;
import org.bitspike.ir.network.ComponentType.TimeDerivative;
import org.bitspike.ir.unit.Dimension;

/**
 * Checks the names and dimensions of one type, puts definitions in order of dependence and makes
 * the IR's type of it.
 */
final class TypeChecker extends ElementReader {

  private final TypeModel type;
  private final SelectDimensions selects;
  private final Map<String, Dimension> scope = new HashMap<>();
  private final Map<String, Constant> globalConstants = new LinkedHashMap<>();
  private final Set<String> states = new HashSet<>();
  private final Set<String> regimes = new HashSet<>();

  private TypeChecker(
      TypeModel type, TypeTable types, Definitions definitions, Diagnostics diagnostics) {
    super(definitions, diagnostics);
    this.type = type;
    this.selects = new SelectDimensions(types);
  }

  /** Makes the IR's type; what is wrong goes to {@code diagnostics}. */
  static ComponentType check(
      TypeModel type, TypeTable types, Definitions definitions, Diagnostics diagnostics) {
    return new TypeChecker(type, types, definitions, diagnostics).check();
  }

  /** Checks a type whose components make up a network, so that its Structure is no hindrance. */
  static void checkValues(
      TypeModel type, TypeTable types, Definitions definitions, Diagnostics diagnostics) {
    new TypeChecker(type, types, definitions, diagnostics).checkAll();
  }

  private ComponentType check() {
    for (TypeModel.Unsupported u : type.unsupported) {
      error(
          Code.F_UNSUPPORTED, u.where(), "component type '" + type.name + "' uses " + u.feature());
    }
    return checkAll();
  }

  private ComponentType checkAll() {
    fillScope();
    List<DerivedParameter> derivedParameters = derivedParameters();
    List<DerivedVariable> derived = derivedVariables();
    DynamicsModel d = type.dynamics;
    Dynamics dynamics =
        new Dynamics(
            d.states.stream()
                .map(s -> new StateVariable(s.name(), s.dimension(), s.exposure()))
                .toList(),
            derived,
            rates(d.rates),
            actions(d.onStart),
            conditions(d.conditions),
            events(d.events),
            d.modes.stream().map(this::regime).toList(),
            schemes());
    List<Constant> constants = new ArrayList<>(type.constants.values());
    constants.addAll(globalConstants.values());
    return new ComponentType(
        type.name,
        type.ancestors,
        List.copyOf(type.parameters.values()),
        List.copyOf(type.properties.values()),
        constants,
        derivedParameters,
        List.copyOf(type.requirements.values()),
        List.copyOf(type.eventPorts.values()),
        List.copyOf(type.slots.values()),
        List.copyOf(type.texts),
        dynamics,
        type.where);
  }

  private List<KineticScheme> schemes() {
    List<KineticScheme> schemes = new ArrayList<>();
    for (DynamicsModel.Scheme s : type.dynamics.schemes) {
      for (String slot : List.of(s.scheme().nodes(), s.scheme().edges())) {
        if (type.slot(slot).filter(x -> x.kind() == Slot.Kind.CHILDREN).isEmpty()) {
          error(
              Code.F_UNRESOLVED,
              s.where(),
              "kinetic scheme '"
                  + s.scheme().name()
                  + "' names '"
                  + slot
                  + "', which are no Children of "
                  + type.name);
        }
      }
      schemes.add(s.scheme());
    }
    return schemes;
  }

  private void fillScope() {
    scope.put("t", Dimension.TIME);
    type.requirements.values().forEach(r -> scope.put(r.name(), r.dimension()));
    type.parameters.values().forEach(p -> scope.put(p.name(), p.dimension()));
    type.properties.values().forEach(p -> scope.put(p.name(), p.dimension()));
    type.constants.values().forEach(c -> scope.put(c.name(), c.dimension()));
    for (DynamicsModel.State s : type.dynamics.states) {
      if (!states.add(s.name())) {
        error(
            Code.F_DUPLICATE,
            s.where(),
            "state variable '" + s.name() + "' of " + type.name + " is defined twice");
      }
      scope.put(s.name(), s.dimension());
    }
    for (DynamicsModel.Mode m : type.dynamics.modes) {
      if (!regimes.add(m.name())) {
        error(
            Code.F_DUPLICATE,
            m.where(),
            "regime '" + m.name() + "' of " + type.name + " is defined twice");
      }
    }
  }

  private List<DerivedParameter> derivedParameters() {
    type.derivedParameters.values().forEach(p -> scope.put(p.name(), p.dimension()));
    List<DerivedParameter> ordered =
        Dependence.order(
            List.copyOf(type.derivedParameters.values()),
            DerivedParameter::name,
            p -> Dependence.variables(p.value()),
            p -> cycle(p.name(), type.place(p.name())));
    for (DerivedParameter p : ordered) {
      agree(p.name(), p.dimension(), p.value(), type.place(p.name()));
    }
    return ordered;
  }

  private void cycle(String name, SourceRef where) {
    error(Code.F_CYCLE, where, "'" + name + "' of " + type.name + " depends on itself");
  }

  private List<DerivedVariable> derivedVariables() {
    List<DynamicsModel.Derived> ordered =
        Dependence.order(
            type.dynamics.derived,
            DynamicsModel.Derived::name,
            d -> uses(d.definition()),
            d -> cycle(d.name(), d.where()));
    if (ordered.size() < type.dynamics.derived.size()) {
      Set<String> seen = new HashSet<>();
      for (DynamicsModel.Derived d : type.dynamics.derived) {
        if (!seen.add(d.name())) {
          error(
              Code.F_DUPLICATE,
              d.where(),
              "derived variable '" + d.name() + "' of " + type.name + " is defined twice");
        }
      }
    }
    // Declared dimensions first: a cycle or a conditional may mention a variable before its turn.
    ordered.forEach(d -> declared(d).ifPresent(dimension -> scope.put(d.name(), dimension)));
    List<DerivedVariable> result = new ArrayList<>();
    for (DynamicsModel.Derived d : ordered) {
      Dimension dimension = declared(d).orElseGet(() -> inferred(d));
      scope.put(d.name(), dimension);
      checkDefinition(d, dimension);
      result.add(new DerivedVariable(d.name(), dimension, d.exposure(), d.definition()));
    }
    return result;
  }

  /** The dimension written, else that of the exposure, which LEMS's own core types rely on. */
  private Optional<Dimension> declared(DynamicsModel.Derived d) {
    return d.dimension()
        .or(() -> d.exposure().flatMap(x -> Optional.ofNullable(type.exposures.get(x))));
  }

  private Dimension inferred(DynamicsModel.Derived d) {
    List<Expr> values =
        switch (d.definition()) {
          case Definition.Value(Expr value) -> List.of(value);
          case Definition.Conditional(List<Definition.Case> cases) ->
              cases.stream().map(Definition.Case::value).toList();
          case Definition.Select s -> List.of();
        };
    if (d.definition() instanceof Definition.Select select) {
      return selects.of(type, select.path()).orElse(Dimension.NONE);
    }
    for (Expr value : values) {
      Optional<Dimension> dimension = ExprDimensions.check(value, this::lookUp, problem -> {});
      if (dimension.isPresent()) {
        return dimension.get();
      }
    }
    return Dimension.NONE;
  }

  private void checkDefinition(DynamicsModel.Derived d, Dimension dimension) {
    switch (d.definition()) {
      case Definition.Value(Expr value) -> agree(d.name(), dimension, value, d.where());
      case Definition.Conditional(List<Definition.Case> cases) -> {
        if (cases.isEmpty()) {
          error(Code.F_MISSING_ATTRIBUTE, d.where(), "'" + d.name() + "' has no Case");
        }
        for (Definition.Case c : cases) {
          c.condition().ifPresent(test -> dimensionOf(test, d.where()));
          agree(d.name(), dimension, c.value(), d.where());
        }
      }
      case Definition.Select s -> {
        Optional<Dimension> found = selects.of(type, s.path());
        if (found.isPresent() && disagrees(dimension, found.get())) {
          disagree(
              d.where(),
              "in "
                  + type.name
                  + ", "
                  + d.name()
                  + " is "
                  + dimension.describe()
                  + ", but '"
                  + s.path()
                  + "' is "
                  + found.get().describe());
        }
      }
    }
  }

  private static boolean disagrees(Dimension wanted, Dimension found) {
    return !wanted.equals(Definitions.ANY)
        && !found.equals(Definitions.ANY)
        && !found.sameAs(wanted);
  }

  private static Set<String> uses(Definition definition) {
    return switch (definition) {
      case Definition.Value(Expr value) -> Dependence.variables(value);
      case Definition.Conditional(List<Definition.Case> cases) -> {
        Set<String> names = new HashSet<>();
        for (Definition.Case c : cases) {
          c.condition().ifPresent(test -> names.addAll(Dependence.variables(test)));
          names.addAll(Dependence.variables(c.value()));
        }
        yield names;
      }
      case Definition.Select s -> Set.of();
    };
  }

  private List<TimeDerivative> rates(List<DynamicsModel.Rate> rates) {
    List<TimeDerivative> result = new ArrayList<>();
    for (DynamicsModel.Rate r : rates) {
      if (isState(r.variable(), r.where())) {
        Dimension perTime = dimensionOfState(r.variable()).per(Dimension.TIME);
        Dimension named =
            new Dimension(
                r.variable() + " per time",
                perTime.m(),
                perTime.l(),
                perTime.t(),
                perTime.i(),
                perTime.k(),
                perTime.n(),
                perTime.j());
        agree("the rate of " + r.variable(), named, r.rate(), r.where());
        result.add(new TimeDerivative(r.variable(), r.rate()));
      }
    }
    return result;
  }

  private Dimension dimensionOfState(String name) {
    return scope.getOrDefault(name, Dimension.NONE);
  }

  private boolean isState(String name, SourceRef where) {
    if (!states.contains(name)) {
      error(Code.F_UNRESOLVED, where, "'" + name + "' is no state variable of " + type.name);
      return false;
    }
    return true;
  }

  private List<OnCondition> conditions(List<DynamicsModel.Condition> conditions) {
    List<OnCondition> result = new ArrayList<>();
    for (DynamicsModel.Condition c : conditions) {
      dimensionOf(c.test(), c.where());
      result.add(new OnCondition(c.test(), actions(c.steps())));
    }
    return result;
  }

  private List<OnEvent> events(List<DynamicsModel.Event> events) {
    List<OnEvent> result = new ArrayList<>();
    for (DynamicsModel.Event e : events) {
      port(e.port(), true, e.where());
      result.add(new OnEvent(e.port(), actions(e.steps())));
    }
    return result;
  }

  private void port(String name, boolean in, SourceRef where) {
    EventPort port = type.eventPorts.get(name);
    if (port == null || port.in() != in) {
      error(
          Code.F_UNRESOLVED,
          where,
          type.name + " has no event port '" + name + "' with direction " + (in ? "in" : "out"));
    }
  }

  private Regime regime(DynamicsModel.Mode m) {
    return new Regime(
        m.name(),
        m.initial(),
        actions(m.onEntry()),
        rates(m.rates()),
        conditions(m.conditions()),
        events(m.events()));
  }

  private List<Action> actions(List<DynamicsModel.Step> steps) {
    List<Action> actions = new ArrayList<>();
    for (DynamicsModel.Step step : steps) {
      switch (step) {
        case DynamicsModel.Step.Assign(String variable, Expr value, SourceRef where) -> {
          if (isState(variable, where)) {
            agree(variable, dimensionOfState(variable), value, where);
            actions.add(new Action.Assign(variable, value));
          }
        }
        case DynamicsModel.Step.Emit(String port, SourceRef where) -> {
          port(port, false, where);
          actions.add(new Action.Emit(port));
        }
        case DynamicsModel.Step.Transition(String regime, SourceRef where) -> {
          if (!regimes.contains(regime)) {
            error(Code.F_UNRESOLVED, where, type.name + " has no regime '" + regime + "'");
          }
          actions.add(new Action.Transition(regime));
        }
      }
    }
    return actions;
  }

  private void agree(String what, Dimension wanted, Expr value, SourceRef where) {
    Optional<Dimension> found = dimensionOf(value, where);
    if (found.isPresent() && !wanted.equals(Definitions.ANY) && !found.get().sameAs(wanted)) {
      disagree(
          where,
          "in "
              + type.name
              + ", "
              + what
              + " is "
              + wanted.describe()
              + ", but '"
              + org.bitspike.ir.expr.ExprText.print(value)
              + "' is "
              + found.get().describe());
    }
  }

  /** The dimension of an expression; what is undefined or disagrees inside it is told. */
  private Optional<Dimension> dimensionOf(Expr expr, SourceRef where) {
    boolean undefined = false;
    for (String name : Dependence.variables(expr)) {
      if (lookUp(name).isEmpty()) {
        undefined = true;
        error(
            Code.F_UNRESOLVED,
            where,
            "'" + name + "' is not defined in component type " + type.name);
      }
    }
    if (undefined) {
      return Optional.empty();
    }
    boolean[] disagrees = {false};
    Optional<Dimension> found =
        ExprDimensions.check(
            expr,
            this::lookUp,
            problem -> {
              disagrees[0] = true;
              disagree(where, "in " + type.name + ", " + problem);
            });
    return disagrees[0] ? Optional.empty() : found;
  }

  /**
   * Two sides differ. In a copy of the standard's own core files that is a warning: whoever runs a
   * model cannot correct the standard, and what is meant is the number.
   */
  private void disagree(SourceRef where, String message) {
    if (Library.isCopyOfCore(where.file())) {
      warn(Code.F_DIMENSION, where, message);
    } else {
      error(Code.F_DIMENSION, where, message);
    }
  }

  private Optional<Dimension> lookUp(String name) {
    Dimension known = scope.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    Element global = definitions.constants().get(name);
    if (global == null) {
      return Optional.empty();
    }
    Optional<Dimension> dimension = dimension(global);
    Optional<Double> value =
        dimension.flatMap(
            d -> required(global, "value").flatMap(v -> constantValue(v, d, name, global.where())));
    if (dimension.isEmpty() || value.isEmpty()) {
      return Optional.of(Dimension.NONE);
    }
    scope.put(name, dimension.get());
    globalConstants.put(name, new Constant(name, dimension.get(), value.get()));
    return dimension;
  }

  /** A constant of the top level may be a bare number, which is then in SI units. */
  private Optional<Double> constantValue(
      String text, Dimension dimension, String name, SourceRef where) {
    boolean bare = Quantity.parse(text).filter(q -> q.unit().isEmpty()).isPresent();
    return definitions.value(text, bare ? Dimension.NONE : dimension, name, where);
  }
}
