package org.bitspike.compiler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bitspike.compiler.dynamics.Names;
import org.bitspike.compiler.dynamics.Receptor;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.ExprEvaluator;
import org.bitspike.ir.loss.Loss;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.profile.NeuronModel;
import org.bitspike.ir.profile.NeuronModel.CellMatch;
import org.bitspike.ir.profile.NeuronModel.SynapseMatch;

/**
 * For a chip with a given neuron: finds what of the chip each cell and each synapse can be, by its
 * type or the nearest type it extends, and computes the quantities that the profile's rules derive
 * from the model's parameters.
 *
 * <p>A synapse takes the first receptor whose condition holds for its quantities; weights of either
 * sign are judged apart. Reported is everything the profile says it only approximates; refused is
 * what nothing matches.
 */
final class MatchNeurons implements Pass {

  @Override
  public String id() {
    return "match-neurons";
  }

  @Override
  public String summary() {
    return "match cells and synapses to the chip's own neuron and receptors";
  }

  @Override
  public Set<Fact> requires() {
    return Set.of(Fact.NORMALISED);
  }

  @Override
  public Set<Fact> provides() {
    return Set.of(Fact.MODELLED);
  }

  @Override
  public Draft run(Draft draft, PassContext context) {
    if (!(context.profile().neuron() instanceof NeuronModel.Fixed chip)) {
      return draft;
    }
    Map<String, int[]> receptorOf = new LinkedHashMap<>();
    List<CellPlan> cells = new ArrayList<>();
    for (CellPlan cell : draft.cells()) {
      Optional<CellMatch> match =
          nearest(draft.network(), cell.component(), chip.cells(), CellMatch::type);
      if (match.isEmpty()) {
        context.report(
            Diagnostic.error(
                Code.C_NO_MATCH,
                cell.population().source(),
                context.profile().name()
                    + " has no neuron for "
                    + cell.component().type()
                    + " of population "
                    + cell.block()
                    + "; it accepts "
                    + chip.cells().stream()
                        .map(CellMatch::type)
                        .collect(Collectors.joining(", "))));
      } else {
        cells.add(new CellMatching(draft, cell, match.get(), chip, context).match(receptorOf));
      }
    }
    List<Link> links =
        draft.links().stream()
            .map(l -> receptorOf.containsKey(l.id()) ? l.withReceptor(receptorOf.get(l.id())) : l)
            .toList();
    return draft.withCells(cells).withLinks(links);
  }

  /** The match of a component's own type, else of the nearest type it extends. */
  static <M> Optional<M> nearest(
      Network network, Component component, List<M> matches, Function<M, String> type) {
    ComponentType own = network.type(component.type());
    List<String> line = new ArrayList<>(List.of(own.name()));
    line.addAll(own.ancestors());
    return line.stream()
        .flatMap(name -> matches.stream().filter(m -> type.apply(m).equals(name)))
        .findFirst();
  }

  static Loss approximated(String pass, SourceRef where, Component component, String what) {
    return new Loss.Approximated(
        Code.C_APPROXIMATED,
        pass,
        component.type() + " " + component.id() + ": " + what,
        Code.C_APPROXIMATED.remedy(),
        where,
        component.id() + ": " + component.type(),
        what);
  }

  /** Matches one cell with its synapses. */
  private static final class CellMatching {
    private final Draft draft;
    private final CellPlan cell;
    private final CellMatch match;
    private final NeuronModel.Fixed chip;
    private final PassContext context;
    private final Map<String, Double> names;
    private final Map<String, Double> quantities = new LinkedHashMap<>();
    private final List<Receptor> receptors = new ArrayList<>();
    private final List<Matched.ReceptorUse> uses = new ArrayList<>();
    private final Map<String, Integer> known = new HashMap<>();
    private final Names receptorNames = new Names();

    CellMatching(
        Draft draft, CellPlan cell, CellMatch match, NeuronModel.Fixed chip, PassContext context) {
      this.draft = draft;
      this.cell = cell;
      this.match = match;
      this.chip = chip;
      this.context = context;
      this.names = parameters(cell.component());
    }

    CellPlan match(Map<String, int[]> receptorOf) {
      match
          .quantities()
          .forEach(
              (name, rule) ->
                  evaluate(rule, names, cell.component()).ifPresent(v -> quantities.put(name, v)));
      match
          .approximates()
          .ifPresent(
              what ->
                  context.lose(
                      approximated(
                          "match-neurons", cell.population().source(), cell.component(), what)));
      for (Link link : draft.links()) {
        if (link.post().equals(cell.block()) && link.synapse().isPresent()) {
          int[] column = new int[link.columnLength()];
          for (int c = 0; c < column.length; c++) {
            boolean negative =
                link.drawn().isPresent()
                    ? link.drawn().get().negative()
                    : link.table().weight(c) < 0;
            column[c] = receptor(link, link.synapse().get(), negative ? -1 : 1);
          }
          receptorOf.put(link.id(), column);
        }
      }
      return cell.withModel(
          receptors,
          Optional.empty(),
          Optional.of(new Matched(match, quantities, uses, List.of())));
    }

    private int receptor(Link link, Component synapse, int sign) {
      return known.computeIfAbsent(
          synapse.id() + (sign < 0 ? "-" : "+"), k -> add(link, synapse, sign));
    }

    /** Index of a new synaptic input; 0 with a report where the chip has none for it. */
    private int add(Link link, Component synapse, int sign) {
      Optional<SynapseMatch> found =
          nearest(draft.network(), synapse, chip.synapses(), SynapseMatch::type);
      if (found.isEmpty()) {
        context.report(
            Diagnostic.error(
                Code.C_NO_SYNAPSE,
                link.source(),
                context.profile().name()
                    + " has no synapse for "
                    + synapse.type()
                    + " of projection "
                    + link.projection()
                    + "; it accepts "
                    + chip.synapses().stream()
                        .map(SynapseMatch::type)
                        .collect(Collectors.joining(", "))));
        return 0;
      }
      Map<String, Double> scope = parameters(synapse);
      quantities.forEach(scope::putIfAbsent);
      scope.put("sign", (double) sign);
      Map<String, Double> own = new LinkedHashMap<>();
      found
          .get()
          .quantities()
          .forEach((name, rule) -> evaluate(rule, scope, synapse).ifPresent(v -> own.put(name, v)));
      Map<String, Double> judged = new HashMap<>(context.profile().constants());
      judged.put("dt", context.dt());
      judged.putAll(quantities);
      judged.putAll(own);
      judged.put("sign", (double) sign);
      for (int r = 0; r < chip.receptors().size(); r++) {
        if (evaluate(chip.receptors().get(r).when(), judged, synapse).orElse(0.0) != 0) {
          boolean first = receptors.stream().noneMatch(x -> x.synapse().id().equals(synapse.id()));
          found
              .get()
              .approximates()
              .filter(a -> first)
              .ifPresent(
                  what ->
                      context.lose(
                          approximated(
                              "match-neurons",
                              link.source(),
                              synapse,
                              what + opened(found.get(), synapse, scope))));
          receptors.add(
              new Receptor(receptorNames.fresh(synapse.id()), synapse, -1, weightless(synapse)));
          uses.add(new Matched.ReceptorUse(r, own));
          return uses.size() - 1;
        }
      }
      context.report(
          Diagnostic.error(
              Code.C_NO_SYNAPSE,
              link.source(),
              "no receptor of "
                  + context.profile().name()
                  + " takes synapse "
                  + synapse.id()
                  + " of projection "
                  + link.projection()));
      return 0;
    }

    /**
     * How much conductance a synapse would add at the rates of the float run, where it adds none.
     */
    private String opened(SynapseMatch found, Component synapse, Map<String, Double> scope) {
      if (found.opens().isEmpty()) {
        return "";
      }
      double each = evaluate(found.opens().get(), scope, synapse).orElse(0.0);
      double share = new MeanConductance(draft, cell, context).weightPerSecond(synapse) * each;
      return share == 0
          ? ""
          : String.format(
              Locale.ROOT,
              "; at the rates of the float run it would add %.3g times the leak to %s, which stays"
                  + " without",
              share,
              cell.block());
    }

    private boolean weightless(Component synapse) {
      ComponentType type = draft.network().type(synapse.type());
      return type.dynamics().onEvents().stream()
          .noneMatch(
              e ->
                  e.actions().stream()
                      .anyMatch(
                          a ->
                              a instanceof ComponentType.Action.Assign s
                                  && mentions(s.value(), "weight")));
    }

    private static boolean mentions(Expr expr, String name) {
      return switch (expr) {
        case Expr.Num n -> false;
        case Expr.Var(String v) -> v.equals(name);
        case Expr.Unary u -> mentions(u.operand(), name);
        case Expr.Binary b -> mentions(b.left(), name) || mentions(b.right(), name);
        case Expr.Call c -> c.arguments().stream().anyMatch(a -> mentions(a, name));
      };
    }

    /**
     * Parameters and constants of a component, with those of its type that derive from them, and
     * the profile's constants.
     */
    private Map<String, Double> parameters(Component component) {
      Map<String, Double> all = new HashMap<>(context.profile().constants());
      all.put("dt", context.dt());
      ComponentType type = draft.network().type(component.type());
      type.constants().forEach(c -> all.put(c.name(), c.value()));
      all.putAll(component.parameters());
      for (ComponentType.DerivedParameter derived : type.derivedParameters()) {
        evaluate(derived.value(), all, component).ifPresent(v -> all.put(derived.name(), v));
      }
      return all;
    }

    private Optional<Double> evaluate(Expr rule, Map<String, Double> scope, Component component) {
      try {
        return Optional.of(ExprEvaluator.evaluate(rule, LearningRules.lookup(scope)));
      } catch (LearningRules.MissingName e) {
        context.report(
            Diagnostic.error(
                Code.C_NO_MATCH,
                component.source(),
                "a rule of "
                    + context.profile().name()
                    + " for "
                    + component.type()
                    + " needs '"
                    + e.name()
                    + "', which "
                    + component.id()
                    + " does not have"));
        return Optional.empty();
      }
    }
  }
}
