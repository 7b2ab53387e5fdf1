package org.bitspike.compiler;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.bitspike.compiler.dynamics.Step;
import org.bitspike.compiler.dynamics.StepModel;
import org.bitspike.compiler.symbolic.SymText;
import org.bitspike.ir.kernel.KernelText;
import org.bitspike.ir.program.NeuronBlock.Place;
import org.bitspike.ir.program.Program.Columns;
import org.bitspike.ir.program.SynapseBlock;
import org.bitspike.ir.wire.ProgramText;

/**
 * A draft as text, for reading and for golden tests: what is decided, with columns cut after a few
 * entries.
 */
final class DraftText {

  private static final int SHOWN = 16;

  private final StringBuilder out = new StringBuilder();

  private DraftText() {}

  static String print(Draft draft) {
    if (draft.program().isPresent()) {
      return ProgramText.print(draft.program().get());
    }
    DraftText text = new DraftText();
    text.line("draft " + draft.network().name() + " {");
    text.line(
        "  facts "
            + draft.facts().stream()
                .map(f -> f.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ")));
    draft.sources().forEach(text::source);
    draft.cells().forEach(text::cell);
    draft.links().forEach(text::link);
    draft.learning().forEach(text::learning);
    draft.synapses().forEach(text::synapses);
    draft
        .tables()
        .forEach(
            t -> text.line("  table " + t.name() + ": " + t.entry() + " = " + column(t.entries())));
    text.line("}");
    return text.out.toString();
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  private void source(SourcePlan source) {
    String train =
        source
            .train()
            .map(t -> ", " + t.tick().length + " spikes at ticks " + column(t.tick()))
            .orElse("");
    line("  source " + source.block() + " of " + source.size() + train);
  }

  private void cell(CellPlan cell) {
    line(
        "  neurons "
            + cell.block()
            + " of "
            + cell.size()
            + ", each a "
            + cell.component().id()
            + ": "
            + cell.component().type());
    cell.receptors()
        .forEach(
            r ->
                line(
                    "    receptor "
                        + r.name()
                        + ": "
                        + r.synapse().type()
                        + (r.isMerged() ? "" : " of one connection")));
    for (CurrentPlan current : cell.currents()) {
      line(
          "    current "
              + current.exposure()
              + " changes at ticks "
              + column(current.tick())
              + " to "
              + column(current.value()));
    }
    cell.step().ifPresent(this::step);
    cell.match().ifPresent(this::match);
    cell.place().ifPresent(this::place);
    for (int s = 0; s < cell.scales().size(); s++) {
      line("    scale " + s + ": " + column(cell.scales().get(s)));
    }
    cell.words().ifPresent(this::words);
  }

  private void place(Place place) {
    line(
        "    place core "
            + column(place.core())
            + " circuit "
            + column(place.circuit())
            + " circuits "
            + column(place.circuits()));
  }

  private void step(StepModel step) {
    for (StepModel.Variable v : step.variables()) {
      line(
          "    "
              + v.kind().getClass().getSimpleName().toLowerCase(Locale.ROOT)
              + " "
              + v.name()
              + " = "
              + number(v.initial()));
    }
    steps(step.steps(), "    ");
  }

  private void steps(List<Step> steps, String indent) {
    for (Step step : steps) {
      switch (step) {
        case Step.Let l -> line(indent + "let " + l.name() + " = " + SymText.print(l.value()));
        case Step.Assign a -> line(indent + a.variable() + " = " + SymText.print(a.value()));
        case Step.Spike s -> line(indent + "spike");
        case Step.If i -> {
          line(indent + "if " + SymText.print(i.condition()) + " {");
          steps(i.then(), indent + "  ");
          if (!i.otherwise().isEmpty()) {
            line(indent + "} else {");
            steps(i.otherwise(), indent + "  ");
          }
          line(indent + "}");
        }
      }
    }
  }

  private void match(Matched match) {
    line("    matches " + match.cell().type() + " with " + quantities(match.meant()));
    match
        .receptors()
        .forEach(
            r ->
                line(
                    "    receptor of the chip "
                        + r.receptor()
                        + " with "
                        + quantities(r.quantities())));
    match.effective().stream().limit(SHOWN).forEach(e -> line("    effective " + quantities(e)));
  }

  private static String quantities(Map<String, Double> quantities) {
    return quantities.entrySet().stream()
        .map(e -> e.getKey() + "=" + number(e.getValue()))
        .collect(Collectors.joining(" "));
  }

  private void words(CellPlan.WordValues words) {
    line("    kernel " + words.kernel());
    columns("param", words.params());
    columns("initial", words.initial());
    words
        .lowered()
        .ifPresent(l -> KernelText.print(l.kernel()).lines().forEach(k -> line("    " + k)));
  }

  private void columns(String what, Columns columns) {
    columns
        .byWord()
        .forEach((word, column) -> line("    " + what + " " + word + " = " + column(column)));
  }

  private void link(Link link) {
    line(
        "  link "
            + link.id()
            + " from "
            + link.pre()
            + " to "
            + link.post()
            + ": "
            + link.keptCount()
            + " of "
            + link.size()
            + link.synapse().map(s -> " through " + s.id()).orElse("")
            + link.plasticity().map(p -> " learning by " + p.id()).orElse(""));
    if (link.fate().weightCode().length > 0) {
      line("    codes " + column(link.fate().weightCode()));
    }
    if (link.fate().delayTicks().length > 0) {
      line("    delays " + column(link.fate().delayTicks()));
    }
  }

  private void learning(LearningPlan plan) {
    line(
        "  learning "
            + plan.rule().name()
            + " of "
            + plan.link()
            + " by kernel "
            + plan.kernel().name());
    columns("param", plan.plasticity().params());
    columns("initial", plan.plasticity().initial());
    columns("shared", plan.plasticity().shared());
  }

  private void synapses(SynapseBlock block) {
    line(
        "  synapses "
            + block.name()
            + " from "
            + block.source()
            + " to "
            + block.target()
            + block.port().map(p -> "." + p).orElse("")
            + block
                .decode()
                .map(d -> " decoded by " + d + " from " + block.codeOffset())
                .orElse(""));
    line("    rows at " + column(block.rowStart()));
    line("    targets " + column(block.targetIndex()));
    line("    codes " + column(block.weightCode()));
    line("    delays " + column(block.delayTicks()));
    line("    connections " + column(block.connection()));
  }

  private static String column(long[] values) {
    return cut(Arrays.stream(values).limit(SHOWN + 1L).mapToObj(Long::toString).toList());
  }

  private static String column(int[] values) {
    return cut(Arrays.stream(values).limit(SHOWN + 1L).mapToObj(Integer::toString).toList());
  }

  private static String column(double[] values) {
    return cut(Arrays.stream(values).limit(SHOWN + 1L).mapToObj(DraftText::number).toList());
  }

  private static String cut(List<String> values) {
    return values.size() > SHOWN
        ? String.join(" ", values.subList(0, SHOWN)) + " ..."
        : String.join(" ", values);
  }

  private static String number(double value) {
    return SymText.number(value);
  }
}
