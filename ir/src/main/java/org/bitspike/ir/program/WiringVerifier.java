package org.bitspike.ir.program;

import java.util.HashSet;
import java.util.Set;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Findings;

/** Columns of a wiring fit together, and no bus, row or circuit is used twice. */
final class WiringVerifier {

  private static final SourceRef WHERE = SourceRef.ofPath("wiring");

  private final Wiring wiring;
  private final Findings findings;
  private final long members;

  WiringVerifier(Program program, Wiring wiring, Findings findings) {
    this.wiring = wiring;
    this.findings = findings;
    members =
        program.neurons().stream().mapToLong(NeuronBlock::size).sum()
            + program.sources().stream().mapToLong(SourceBlock::size).sum();
  }

  void verify() {
    Set<String> families = new HashSet<>();
    for (Wiring.Closed closed : wiring.closed()) {
      if (!families.add(closed.family())) {
        invalid("the switches " + closed.family() + " stand twice");
      }
      for (int k = 0; k < closed.index().length; k++) {
        if (closed.index()[k] < 0 || (k > 0 && closed.index()[k] <= closed.index()[k - 1])) {
          invalid("the closed switches " + closed.family() + " do not ascend");
          break;
        }
      }
    }
    senders();
    rows();
    cells();
  }

  private void senders() {
    Wiring.Senders s = wiring.senders();
    int size = s.node().length;
    if (s.sender().length != size || s.address().length != size) {
      invalid("the columns of senders differ in length");
      return;
    }
    Set<Long> addresses = new HashSet<>();
    Set<Integer> senders = new HashSet<>();
    for (int k = 0; k < size; k++) {
      if (s.node()[k] < 0 || s.address()[k] < 0 || s.sender()[k] < 0 || s.sender()[k] >= members) {
        invalid(
            "sender "
                + s.sender()[k]
                + " has address "
                + s.address()[k]
                + " on a node "
                + s.node()[k]);
      } else if (!addresses.add(pair(s.node()[k], s.address()[k]))) {
        invalid("address " + s.address()[k] + " of node " + s.node()[k] + " is given twice");
      } else if (!senders.add(s.sender()[k])) {
        invalid("sender " + s.sender()[k] + " has two addresses");
      }
    }
  }

  private void rows() {
    Wiring.Rows r = wiring.rows();
    int size = r.driver().length;
    if (wiring.lanes() < 1
        || r.row().length != size
        || r.port().length != size
        || r.pattern().length != (long) size * wiring.lanes()) {
      invalid("the columns of rows differ in length");
      return;
    }
    Set<Long> rows = new HashSet<>();
    for (int k = 0; k < size; k++) {
      if (r.driver()[k] < 0 || r.row()[k] < 0 || !rows.add(pair(r.driver()[k], r.row()[k]))) {
        invalid("row " + r.row()[k] + " of driver " + r.driver()[k] + " stands twice or is none");
      }
      if (r.port()[k] < 0 || r.port()[k] >= wiring.ports().size()) {
        invalid("a row acts on the port " + r.port()[k] + " of " + wiring.ports().size());
      }
    }
  }

  private void cells() {
    Wiring.Cells c = wiring.cells();
    int size = c.row().length;
    if (c.circuit().length != size || c.decoder().length != size || c.weightCode().length != size) {
      invalid("the columns of synapses differ in length");
      return;
    }
    Set<Long> cells = new HashSet<>();
    for (int k = 0; k < size; k++) {
      if (c.row()[k] < 0
          || c.row()[k] >= wiring.rows().driver().length
          || c.circuit()[k] < 0
          || c.decoder()[k] < 0) {
        invalid("a synapse stands in row " + c.row()[k] + ", circuit " + c.circuit()[k]);
      } else if (!cells.add(pair(c.row()[k], c.circuit()[k]))) {
        invalid("row " + c.row()[k] + " has two synapses on circuit " + c.circuit()[k]);
      }
    }
  }

  private static long pair(int a, int b) {
    return ((long) a << Integer.SIZE) | b;
  }

  private void invalid(String message) {
    if (findings.keeps(Code.P_INVALID)) {
      findings.error(Code.P_INVALID, WHERE, message);
    } else {
      findings.count(Code.P_INVALID);
    }
  }
}
