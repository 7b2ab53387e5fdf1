package org.bitspike.compiler.routing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.SourceBlock;
import org.bitspike.ir.program.SynapseBlock;
import org.bitspike.ir.program.Wiring;

/**
 * Sends every member's address through a wiring, as the chip would, and says where what arrives
 * differs from the program's synapses. SEMANTICS.md 11. Knows nothing of how the wiring was found.
 */
public final class WiringReplay {

  private static final int MOST_NAMED = 10;

  private final Chip chip;
  private final Program program;
  private final Wiring wiring;
  private final RoutingGraph graph;
  private final List<String> differences = new ArrayList<>();
  private final Map<String, Integer> firstMember = new HashMap<>();
  private int members;
  private int named;

  private WiringReplay(Chip chip, Program program, Wiring wiring) {
    this.chip = chip;
    this.program = program;
    this.wiring = wiring;
    this.graph = chip.graph();
    for (NeuronBlock block : program.neurons()) {
      firstMember.put(block.name(), members);
      members += block.size();
    }
    for (SourceBlock block : program.sources()) {
      firstMember.put(block.name(), members);
      members += block.size();
    }
  }

  /** Sentences, the first of each kind; none when replay equals the program. */
  public static List<String> differences(Chip chip, Program program, Wiring wiring) {
    WiringReplay replay = new WiringReplay(chip, program, wiring);
    replay.compare(replay.delivered());
    return replay.differences;
  }

  private void differs(String sentence) {
    if (named++ < MOST_NAMED) {
      differences.add(sentence);
    }
  }

  /** What arrives: for each member, target, port and weight in one number, in no order. */
  private List<long[]> delivered() {
    boolean[] closed = closed();
    int[] owner = new int[graph.nodes()];
    Arrays.fill(owner, -1);
    Map<Integer, List<Integer>> sendersOf = new HashMap<>();
    int firstBus = chip.topology().firstNode(wiring.busFamily());
    for (int k = 0; k < wiring.senders().node().length; k++) {
      sendersOf
          .computeIfAbsent(firstBus + wiring.senders().node()[k], n -> new ArrayList<>())
          .add(k);
    }
    int[][] owners = owners();
    Map<Integer, List<Integer>> rowsOf = new HashMap<>();
    int firstDriver = chip.topology().firstNode(wiring.driverFamily());
    for (int r = 0; r < wiring.rows().driver().length; r++) {
      rowsOf
          .computeIfAbsent(firstDriver + wiring.rows().driver()[r], d -> new ArrayList<>())
          .add(r);
    }
    int[][] cellsOf = cellsOf();
    List<GrowingLongs> delivered = new ArrayList<>();
    for (int m = 0; m < members; m++) {
      delivered.add(new GrowingLongs());
    }
    sendersOf.keySet().stream()
        .sorted()
        .forEach(
            bus -> {
              int[] senderOf =
                  new int
                      [1
                          << (chip.decoderBits()
                              + Integer.SIZE
                              - 1
                              - Integer.numberOfLeadingZeros(chip.addresses().length))];
              Arrays.fill(senderOf, -1);
              for (int k : sendersOf.getOrDefault(bus, List.of())) {
                senderOf[wiring.senders().address()[k]] = wiring.senders().sender()[k];
              }
              for (int node : flood(bus, closed, owner)) {
                for (int r : rowsOf.getOrDefault(node, List.of())) {
                  row(node - firstDriver, r, cellsOf[r], senderOf, owners, delivered);
                }
              }
            });
    return delivered.stream().map(GrowingLongs::sorted).toList();
  }

  private void row(
      int driver,
      int row,
      int[] cells,
      int[] senderOf,
      int[][] owners,
      List<GrowingLongs> delivered) {
    for (int cell : cells) {
      int circuit = wiring.cells().circuit()[cell];
      if (chip.circuitZone(circuit) != chip.driverZone(driver)) {
        differs("driver " + driver + " does not reach circuit " + circuit);
        continue;
      }
      int pattern = wiring.rows().pattern()[row * wiring.lanes() + chip.circuitLane(circuit)];
      if (pattern < 0) {
        differs("row " + row + " lets nothing pass to circuit " + circuit);
        continue;
      }
      int sender = senderOf[pattern << chip.decoderBits() | wiring.cells().decoder()[cell]];
      int target = owners[chip.driverCore(driver)][circuit];
      if (sender >= 0 && target < 0) {
        differs("circuit " + circuit + " has a synapse and no neuron");
      } else if (sender >= 0) {
        delivered
            .get(sender)
            .add(key(target, wiring.rows().port()[row], wiring.cells().weightCode()[cell]));
      }
    }
  }

  private static long key(int target, int port, int weight) {
    return (long) target << 28 | (long) port << 16 | (weight & 0xffff);
  }

  private boolean[] closed() {
    boolean[] closed = new boolean[graph.switches()];
    int[] inGroup = new int[graph.groups()];
    for (Wiring.Closed family : wiring.closed()) {
      int first = chip.topology().firstSwitch(family.family());
      for (int index : family.index()) {
        int link = first + index;
        closed[link] = true;
        for (int g = graph.firstGroup(link); g < graph.firstGroup(link + 1); g++) {
          inGroup[graph.group(g)]++;
        }
      }
    }
    for (int g = 0; g < inGroup.length; g++) {
      if (inGroup[g] > graph.groupCapacity(g)) {
        differs(
            "group " + g + " has " + inGroup[g] + " closed switches of " + graph.groupCapacity(g));
      }
    }
    return closed;
  }

  /** Neuron of each circuit of each core; -1 for none. */
  private int[][] owners() {
    int circuits = 0;
    for (NeuronBlock block : program.neurons()) {
      for (int n = 0; n < block.size(); n++) {
        circuits = Math.max(circuits, block.place().circuit()[n] + block.place().circuits()[n]);
      }
    }
    int[][] owners = new int[chip.cores()][circuits];
    for (int[] core : owners) {
      Arrays.fill(core, -1);
    }
    int member = 0;
    for (NeuronBlock block : program.neurons()) {
      for (int n = 0; n < block.size(); n++, member++) {
        for (int c = 0; c < block.place().circuits()[n]; c++) {
          int[] core = owners[block.place().core()[n]];
          if (core[block.place().circuit()[n] + c] >= 0) {
            differs("two neurons have circuit " + (block.place().circuit()[n] + c));
          }
          core[block.place().circuit()[n] + c] = member;
        }
      }
    }
    return owners;
  }

  private int[][] cellsOf() {
    int rows = wiring.rows().driver().length;
    int[] count = new int[rows];
    for (int row : wiring.cells().row()) {
      count[row]++;
    }
    int[][] cells = new int[rows][];
    Arrays.setAll(cells, r -> new int[count[r]]);
    for (int cell = wiring.cells().row().length - 1; cell >= 0; cell--) {
      int row = wiring.cells().row()[cell];
      cells[row][--count[row]] = cell;
    }
    return cells;
  }

  /** Nodes that a signal reaches; none may carry two. */
  private List<Integer> flood(int from, boolean[] closed, int[] owner) {
    List<Integer> reached = new ArrayList<>();
    ArrayDeque<Integer> open = new ArrayDeque<>(List.of(from));
    claim(from, from, owner);
    while (!open.isEmpty()) {
      int node = open.remove();
      reached.add(node);
      for (int arc = graph.firstArc(node); arc < graph.firstArc(node + 1); arc++) {
        int next = graph.arcTarget(arc);
        if (closed[graph.arcSwitch(arc)] && owner[next] != from) {
          claim(next, from, owner);
          open.add(next);
        }
      }
    }
    return reached;
  }

  private void claim(int node, int from, int[] owner) {
    if (owner[node] >= 0 || graph.capacity(node) < 1) {
      differs("node " + node + " cannot carry the signal of node " + from);
    }
    owner[node] = from;
  }

  private void compare(List<long[]> delivered) {
    List<GrowingLongs> meant = new ArrayList<>();
    for (int m = 0; m < members; m++) {
      meant.add(new GrowingLongs());
    }
    for (SynapseBlock block : program.listed().synapses()) {
      int source = firstMember.getOrDefault(block.source(), 0);
      int target = firstMember.getOrDefault(block.target(), 0);
      boolean toNeurons = program.neurons().stream().anyMatch(n -> n.name().equals(block.target()));
      int port = wiring.ports().indexOf(block.port().orElse(""));
      if (toNeurons && port < 0) {
        differs("no row can act on the port of " + block.name());
        continue;
      }
      for (int s = 0; toNeurons && s + 1 < block.rowStart().length; s++) {
        for (int k = block.rowStart()[s]; k < block.rowStart()[s + 1]; k++) {
          meant
              .get(source + s)
              .add(key(target + block.targetIndex()[k], port, block.weightCode()[k]));
        }
      }
    }
    for (int m = 0; m < members; m++) {
      long[] wanted = meant.get(m).sorted();
      if (!Arrays.equals(wanted, delivered.get(m))) {
        differs(
            "member "
                + m
                + " has "
                + wanted.length
                + " synapses and reaches "
                + delivered.get(m).length
                + ", or others");
      }
    }
  }

  private static final class GrowingLongs {
    private long[] values = new long[0];
    private int size;

    void add(long value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, Math.max(4, 2 * size));
      }
      values[size++] = value;
    }

    long[] sorted() {
      long[] sorted = Arrays.copyOf(values, size);
      Arrays.sort(sorted);
      return sorted;
    }
  }
}
