package org.bitspike.compiler;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bitspike.compiler.routing.WiringReplay;
import org.bitspike.ir.diag.BitspikeBug;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.Wiring;

/**
 * Writes switches, addresses, rows and decoders into the program, and replays them: from these
 * alone, every source must reach exactly the synapses of the program.
 */
final class EmitWiring implements Pass {

  @Override
  public String id() {
    return "emit-wiring";
  }

  @Override
  public String summary() {
    return "write switches, addresses and rows into the program, and replay them";
  }

  @Override
  public Set<Fact> requires() {
    return Set.of(Fact.PROGRAM);
  }

  @Override
  public Set<Fact> provides() {
    return Set.of();
  }

  @Override
  public Draft run(Draft draft, PassContext context) {
    Optional<Routes> routes = draft.routes();
    if (routes.isEmpty()) {
      return draft;
    }
    Program program = draft.program().orElseThrow().withWiring(wiring(draft, routes.get()));
    List<String> differences =
        WiringReplay.differences(routes.get().chip(), program, program.wiring().orElseThrow());
    if (!differences.isEmpty()) {
      throw new BitspikeBug(
          Code.C_INTERNAL_VERIFY.id()
              + ": the replay of the wiring differs from the program: "
              + String.join("; ", differences));
    }
    return draft.withProgram(program);
  }

  private static Wiring wiring(Draft draft, Routes routes) {
    Wiring found = routes.plan().wiring();
    int[] weight = new int[routes.link().length];
    for (int k = 0; k < weight.length; k++) {
      weight[k] = draft.links().get(routes.link()[k]).fate().weightCode()[routes.connection()[k]];
    }
    return new Wiring(
        found.closed(),
        found.busFamily(),
        found.senders(),
        found.driverFamily(),
        found.ports(),
        found.lanes(),
        found.rows(),
        new Wiring.Cells(
            found.cells().row(), found.cells().circuit(), found.cells().decoder(), weight));
  }
}
