package org.bitspike.compiler;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeBug;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.loss.LossReport;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.recording.Recording;

/** Runs the passes. */
public final class Compiler {

  private Compiler() {}

  /**
   * Maps a network onto hardware.
   *
   * @param network the model
   * @param profile the chip
   * @param reference what the float simulation of the network gave: trains of spike sources, ranges
   *     of variables
   * @param options how
   * @throws BitspikeException when the network cannot be mapped, or the options name a pass that
   *     does not exist
   */
  public static Compilation compile(
      Network network, HardwareProfile profile, Recording reference, CompileOptions options) {
    return compile(StandardPipeline.passes(), network, profile, reference, options);
  }

  static Compilation compile(
      List<Pass> pipeline,
      Network network,
      HardwareProfile profile,
      Recording reference,
      CompileOptions options) {
    checkPrintAfter(pipeline, options);
    double dt = profile.tick().lengthSeconds().orElse(network.run().stepSeconds());
    PassContext context = new PassContext(profile, reference, options, dt);
    Map<String, String> printed = new LinkedHashMap<>();
    Draft draft = Draft.of(network);
    for (int i = 0; i < pipeline.size(); i++) {
      Pass pass = pipeline.get(i);
      context.begin(pass.id(), i, pipeline.size());
      draft = run(pass, draft, context);
      if (options.printAfter().contains(pass.id()) || options.printAfter().contains("all")) {
        printed.put(pass.id(), DraftText.print(draft));
      }
    }
    options.progress().at("", 1);
    Program program =
        draft.program().orElseThrow(() -> new BitspikeBug("the pipeline ends without a program"));
    return new Compilation(program, report(draft, context), printed);
  }

  private static Draft run(Pass pass, Draft draft, PassContext context) {
    if (!draft.facts().containsAll(pass.requires())) {
      throw new BitspikeBug(
          "pass " + pass.id() + " runs before what it requires: " + pass.requires());
    }
    Draft next = pass.run(draft, context);
    context.stopOnErrors();
    Set<Fact> facts = EnumSet.noneOf(Fact.class);
    facts.addAll(next.facts());
    facts.removeAll(pass.invalidates());
    facts.addAll(pass.provides());
    next = next.withFacts(facts);
    List<String> problems = DraftVerifier.verify(next);
    if (!problems.isEmpty()) {
      throw new BitspikeBug(
          Code.C_INTERNAL_VERIFY.id()
              + ": after pass "
              + pass.id()
              + ": "
              + String.join("; ", problems));
    }
    return next;
  }

  private static void checkPrintAfter(List<Pass> pipeline, CompileOptions options) {
    Set<String> known =
        pipeline.stream()
            .map(Pass::id)
            .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
    List<Diagnostic> unknown =
        options.printAfter().stream()
            .filter(id -> !id.equals("all") && !known.contains(id))
            .map(
                id ->
                    Diagnostic.error(
                        Code.C_UNKNOWN_PASS,
                        SourceRef.NONE,
                        "there is no pass '"
                            + id
                            + "'; there are: all, "
                            + String.join(", ", known)))
            .toList();
    if (!unknown.isEmpty()) {
      throw new BitspikeException(unknown);
    }
  }

  private static LossReport report(Draft draft, PassContext context) {
    long meant = draft.links().stream().mapToLong(Link::size).sum();
    long realised = draft.links().stream().mapToLong(Link::keptCount).sum();
    return new LossReport(
        draft.network().name(),
        context.profile().name(),
        meant,
        realised,
        context.losses(),
        context.formats(),
        context.uses());
  }
}
