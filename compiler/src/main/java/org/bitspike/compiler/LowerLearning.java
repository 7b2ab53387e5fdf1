package org.bitspike.compiler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bitspike.compiler.dynamics.Names;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.Kernel.TableUse;
import org.bitspike.ir.kernel.Kernel.Word;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.profile.LearningMatch;
import org.bitspike.ir.profile.LearningMatch.TableRule;
import org.bitspike.ir.program.LearningRule;
import org.bitspike.ir.program.LookupTable;
import org.bitspike.ir.program.Program.Columns;
import org.bitspike.ir.program.SynapseBlock.Plasticity;

/**
 * Gives plastic projections the chip's learning rule: its kernel, the tables and words that the
 * profile's rules compute from the plasticity component and the columns of the connections, and its
 * read-out schedule.
 *
 * <p>Weights that learning changes were rounded with the others. Reported is what the profile says
 * it approximates; refused is a rule that the variant in force does not have.
 */
final class LowerLearning implements Pass {

  /** Entries of a computed table at most. */
  private static final double LONGEST_TABLE = 1 << 24;

  @Override
  public String id() {
    return "lower-learning";
  }

  @Override
  public String summary() {
    return "match plasticity to the chip's learning rule, with its tables and read-out schedule";
  }

  @Override
  public Set<Fact> requires() {
    return Set.of(Fact.WEIGHTED, Fact.DELAYED);
  }

  @Override
  public Set<Fact> provides() {
    return Set.of(Fact.LEARNING);
  }

  @Override
  public Draft run(Draft draft, PassContext context) {
    LearningRules rules = new LearningRules(draft.network(), context.profile(), context.dt());
    Map<String, Names> names = new HashMap<>();
    List<LearningPlan> plans = new ArrayList<>();
    for (Link link : draft.links()) {
      if (link.plasticity().isEmpty()) {
        continue;
      }
      Component plasticity = link.plasticity().get();
      Optional<LearningMatch> match = rules.match(plasticity);
      if (match.isEmpty()) {
        refuse(context, link, plasticity, available(context));
        continue;
      }
      match
          .get()
          .approximates()
          .ifPresent(
              what ->
                  context.lose(MatchNeurons.approximated(id(), link.source(), plasticity, what)));
      try {
        Names own = names.computeIfAbsent("", k -> new Names());
        plans.add(new Lowering(draft, link, plasticity, match.get(), rules, own).plan());
      } catch (LearningRules.MissingName e) {
        refuse(
            context,
            link,
            plasticity,
            "the rule needs '" + e.name() + "', which neither component nor connections have");
      } catch (IllegalArgumentException e) {
        refuse(context, link, plasticity, String.valueOf(e.getMessage()));
      }
    }
    return draft.withLearning(plans);
  }

  private static String available(PassContext context) {
    Set<String> types =
        context.profile().learning().rules().stream()
            .filter(r -> r.variant().equals(context.profile().learning().variant()))
            .map(LearningMatch::type)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return types.isEmpty() ? "it has no learning" : "it has " + String.join(", ", types);
  }

  private static void refuse(PassContext context, Link link, Component plasticity, String why) {
    context.report(
        Diagnostic.error(
            Code.C_LEARNING,
            link.source(),
            context.profile().name()
                + " cannot learn by "
                + plasticity.id()
                + " ("
                + plasticity.type()
                + ") of projection "
                + link.projection()
                + ": "
                + why));
  }

  /** Lowers one link's learning. */
  private static final class Lowering {
    private final Draft draft;
    private final Link link;
    private final Component plasticity;
    private final LearningMatch match;
    private final Map<String, Double> shared;
    private final String name;

    Lowering(
        Draft draft,
        Link link,
        Component plasticity,
        LearningMatch match,
        LearningRules rules,
        Names names) {
      this.draft = draft;
      this.link = link;
      this.plasticity = plasticity;
      this.match = match;
      this.shared = rules.names(plasticity);
      this.name = names.fresh(match.kernel().name() + "_" + link.id());
    }

    LearningPlan plan() {
      Map<String, String> renamed = new LinkedHashMap<>();
      List<LookupTable> tables = new ArrayList<>();
      for (TableRule rule : match.tables()) {
        String table = name + "_" + rule.name();
        renamed.put(rule.name(), table);
        tables.add(table(rule, table));
      }
      Kernel kernel = RenameTables.rename(match.kernel(), name, renamed);
      int slice = (int) Math.max(1, Math.round(LearningRules.evaluate(match.sliceTicks(), shared)));
      LearningRule rule =
          new LearningRule(name, name, slice, match.controller().map(this::controller));
      return new LearningPlan(link.id(), rule, kernel, tables, words(kernel));
    }

    private Plasticity words(Kernel kernel) {
      Map<String, long[]> params = new LinkedHashMap<>();
      match.params().forEach((word, expr) -> params.put(word, column(format(kernel, word), expr)));
      Map<String, long[]> initial = new LinkedHashMap<>();
      match
          .initial()
          .forEach((word, expr) -> initial.put(word, column(format(kernel, word), expr)));
      Map<String, long[]> block = new LinkedHashMap<>();
      match
          .shared()
          .forEach(
              (word, expr) ->
                  block.put(
                      word,
                      new long[] {
                        format(kernel, word).nearest(LearningRules.evaluate(expr, shared))
                      }));
      return new Plasticity(
          name, dendriticDelay(), new Columns(params), new Columns(initial), new Columns(block));
    }

    /** A connection's delay is also what a target's spike needs back to the synapse. */
    private int dendriticDelay() {
      int[] delays = link.fate().delayTicks();
      int first = delays.length == 0 ? 1 : delays[0];
      if (Arrays.stream(delays).anyMatch(d -> d != first)) {
        throw new IllegalArgumentException(
            "its connections have different delays, and learning synapses share one");
      }
      return first;
    }

    private static FixedFormat format(Kernel kernel, String word) {
      return kernel
          .word(word)
          .map(Word::format)
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "the kernel " + kernel.name() + " has no word " + word));
    }

    private long[] column(FixedFormat format, Expr expr) {
      long[] column = new long[link.table().size()];
      for (int c = 0; c < column.length; c++) {
        column[c] = format.nearest(LearningRules.evaluate(expr, names(c)));
      }
      boolean uniform = column.length > 0 && Arrays.stream(column).allMatch(x -> x == column[0]);
      return uniform ? new long[] {column[0]} : column;
    }

    private Map<String, Double> names(int connection) {
      Map<String, Double> names = new HashMap<>(shared);
      names.put("weight", link.table().weight(connection));
      names.put("delay", link.table().delaySeconds(connection));
      for (String attribute : link.table().attributeNames()) {
        names.put(attribute, link.table().attribute(attribute, connection, 0));
      }
      return names;
    }

    private LookupTable table(TableRule rule, String tableName) {
      return switch (rule) {
        case TableRule.Computed computed -> {
          double length = Math.rint(LearningRules.evaluate(computed.length(), shared));
          if (!(length >= 1) || length > LONGEST_TABLE) {
            throw new IllegalArgumentException(
                "the table " + rule.name() + " would have " + length + " entries");
          }
          long[] entries = new long[(int) length];
          Map<String, Double> names = new HashMap<>(shared);
          for (int i = 0; i < entries.length; i++) {
            names.put("i", (double) i);
            entries[i] = rule.entry().nearest(LearningRules.evaluate(computed.value(), names));
          }
          yield new LookupTable(tableName, rule.entry(), entries);
        }
        case TableRule.FromText text -> {
          double[] numbers =
              LearningRules.numbers(plasticity.texts().getOrDefault(text.attribute(), ""));
          if (numbers.length == 0) {
            throw new IllegalArgumentException(
                "its attribute " + text.attribute() + " is no list of numbers");
          }
          long codes = 1L << index(rule.name()).width();
          if (numbers.length != codes) {
            throw new IllegalArgumentException(
                "its attribute "
                    + text.attribute()
                    + " has "
                    + numbers.length
                    + " entries, and the chip looks up "
                    + codes);
          }
          long[] entries = new long[numbers.length];
          for (int i = 0; i < entries.length; i++) {
            entries[i] = rule.entry().nearest(numbers[i]);
            if (rule.entry().value(entries[i]) != numbers[i]) {
              throw new IllegalArgumentException(
                  "entry "
                      + i
                      + " of "
                      + text.attribute()
                      + " is "
                      + numbers[i]
                      + ", which "
                      + rule.entry()
                      + " cannot hold");
            }
          }
          yield new LookupTable(tableName, rule.entry(), entries);
        }
      };
    }

    private FixedFormat index(String table) {
      return match.kernel().tables().stream()
          .filter(use -> use.name().equals(table))
          .findFirst()
          .orElseThrow()
          .index();
    }

    private LearningRule.Controller controller(LearningMatch.ControllerRule rule) {
      Map<String, Double> names = new HashMap<>(shared);
      names.put("rows", (double) draft.blockSize(link.pre()));
      return new LearningRule.Controller(
          Math.max(0, Math.round(LearningRules.evaluate(rule.firstTick(), names))),
          (int) Math.max(1, Math.round(LearningRules.evaluate(rule.rowsPerStep(), names))),
          Math.max(0, Math.round(LearningRules.evaluate(rule.stepTicks(), names))),
          Math.max(1, Math.round(LearningRules.evaluate(rule.cycleTicks(), names))));
    }
  }

  /** Gives a kernel's tables the names they have in the program. */
  private static final class RenameTables {
    static Kernel rename(Kernel kernel, String name, Map<String, String> tables) {
      List<TableUse> uses =
          kernel.tables().stream()
              .map(t -> new TableUse(tables.getOrDefault(t.name(), t.name()), t.index(), t.entry()))
              .toList();
      KernelRewriter rewriter = new KernelRewriter(tables);
      return new Kernel(
          name,
          kernel.words(),
          uses,
          kernel.handlers().stream()
              .map(h -> new Kernel.Handler(h.trigger(), h.port(), rewriter.statements(h.body())))
              .toList());
    }
  }
}
