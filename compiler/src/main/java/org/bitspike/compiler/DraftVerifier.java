package org.bitspike.compiler;

import java.util.ArrayList;
import java.util.List;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.kernel.KernelVerifier;
import org.bitspike.ir.program.NeuronBlock.Place;
import org.bitspike.ir.program.ProgramVerifier;

/** What must hold of a draft, given the facts that passes claim. */
final class DraftVerifier {

  private final Draft draft;
  private final List<String> problems = new ArrayList<>();

  private DraftVerifier(Draft draft) {
    this.draft = draft;
  }

  /** All problems; empty when the draft is sound. */
  static List<String> verify(Draft draft) {
    DraftVerifier verifier = new DraftVerifier(draft);
    draft.links().forEach(verifier::link);
    draft.cells().forEach(verifier::cell);
    if (draft.facts().contains(Fact.TRAINS)) {
      draft.sources().forEach(verifier::source);
    }
    draft
        .program()
        .map(ProgramVerifier::verify)
        .ifPresent(found -> found.stream().map(Diagnostic::render).forEach(verifier.problems::add));
    return verifier.problems;
  }

  private void link(Link link) {
    int size = link.table().size();
    boolean known =
        draft.cell(link.post()).isPresent()
            || draft.sources().stream().anyMatch(s -> s.block().equals(link.post()));
    expect(known, "link " + link.id() + " leads to no block");
    int kept = link.fate().kept().length;
    expect(
        kept == 0 || kept == size,
        "link " + link.id() + " has " + kept + " flags for " + size + " connections");
    if (draft.facts().contains(Fact.MODELLED)
        && link.synapse().isPresent()
        && draft.cell(link.post()).isPresent()) {
      expect(link.fate().receptor().length == size, "link " + link.id() + " lacks receptors");
    }
    if (draft.facts().contains(Fact.WEIGHTED)) {
      expect(link.fate().weightCode().length == size, "link " + link.id() + " lacks weight codes");
    }
    if (draft.facts().contains(Fact.DELAYED)) {
      expect(link.fate().delayTicks().length == size, "link " + link.id() + " lacks delays");
      for (int ticks : link.fate().delayTicks()) {
        if (ticks < 1) {
          problems.add("link " + link.id() + " has a delay of " + ticks + " ticks");
          break;
        }
      }
    }
  }

  private void cell(CellPlan cell) {
    boolean modelled = cell.step().isPresent() || cell.match().isPresent();
    expect(!draft.facts().contains(Fact.MODELLED) || modelled, cell.block() + " has no model");
    if (draft.facts().contains(Fact.PLACED)) {
      int placed = cell.place().map(Place::core).map(c -> c.length).orElse(-1);
      expect(
          placed == cell.size(),
          cell.block() + " has " + placed + " places for " + cell.size() + " neurons");
    }
    if (draft.facts().contains(Fact.KERNELS)) {
      expect(cell.words().isPresent(), cell.block() + " has no kernel");
    }
    cell.words()
        .flatMap(CellPlan.WordValues::lowered)
        .ifPresent(
            l ->
                KernelVerifier.verify(l.kernel())
                    .forEach(p -> problems.add("kernel " + l.kernel().name() + ": " + p)));
  }

  private void source(SourcePlan source) {
    expect(source.train().isPresent(), source.block() + " has no train");
  }

  private void expect(boolean holds, String otherwise) {
    if (!holds) {
      problems.add(otherwise);
    }
  }
}
