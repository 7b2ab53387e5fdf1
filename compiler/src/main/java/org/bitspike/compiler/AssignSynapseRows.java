package org.bitspike.compiler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.bitspike.ir.profile.NeuronModel;
import org.bitspike.ir.program.DrawnBlock;
import org.bitspike.ir.program.LookupTable;
import org.bitspike.ir.program.Program.Columns;
import org.bitspike.ir.program.SynapseBlock;

/**
 * Puts kept synapses into rows: one block for each link and input word (and sign, where all
 * synapses of a source have one), in it source by source, and for a source in the order of the
 * projection's connections. Links that keep their rule become drawn blocks. Changes nothing.
 */
final class AssignSynapseRows implements Pass {

  @Override
  public String id() {
    return "assign-synapse-rows";
  }

  @Override
  public String summary() {
    return "put synapses into rows by source, with the table that decodes weight codes";
  }

  @Override
  public Set<Fact> requires() {
    return Set.of(Fact.WEIGHTED, Fact.DELAYED, Fact.LEARNING);
  }

  @Override
  public Set<Fact> provides() {
    return Set.of(Fact.ROWS);
  }

  @Override
  public Draft run(Draft draft, PassContext context) {
    WeightCodes codes = new WeightCodes(context.profile());
    List<SynapseBlock> blocks = new ArrayList<>();
    List<DrawnBlock> drawn = new ArrayList<>();
    Map<String, LookupTable> used = new TreeMap<>();
    RowSigns signs = new RowSigns(draft);
    int done = 0;
    for (Link link : draft.links()) {
      context.progress(done++, draft.links().size());
      if (link.drawn().isPresent()) {
        CellPlan cell = draft.cell(link.post()).orElseThrow();
        String port = port(cell, link.drawn().get().receptor(), context);
        Optional<LookupTable> table = codes.table(1, 0);
        table.filter(t -> !port.isEmpty()).ifPresent(t -> used.put(t.name(), t));
        int ordinal = blocks.size() + drawn.size();
        drawn.add(DrawnBlocks.block(link, ordinal, port, table, codes.minCode()));
        continue;
      }
      Map<String, int[]> byPort = byPort(draft, link, context);
      byPort.forEach(
          (port, connections) -> {
            Map<Integer, int[]> bySign = bySign(link, connections, signs, codes);
            bySign.forEach(
                (sign, own) -> {
                  Optional<LookupTable> table = codes.table(sign, exponent(draft, link, own[0]));
                  String ofPort = byPort.size() == 1 ? link.id() : link.id() + "/" + port;
                  String name = bySign.size() == 1 ? ofPort : ofPort + (sign > 0 ? "/+" : "/-");
                  SynapseBlock block = block(draft, link, name, port, own, table, codes.minCode());
                  block.decode().ifPresent(t -> used.put(t, table.orElseThrow()));
                  blocks.add(block);
                });
          });
    }
    return draft.withSynapses(blocks, drawn, List.copyOf(used.values()));
  }

  /** The exponent that a connection shares with all others of its block. */
  private static int exponent(Draft draft, Link link, int connection) {
    return draft
        .cell(link.post())
        .filter(cell -> link.synapse().isPresent())
        .map(cell -> link.exponent(Effects.scaleIndex(cell, link.fate().receptor()[connection])))
        .orElse(0);
  }

  /** Connections whose sources excite, and those whose sources inhibit, where that matters. */
  private static Map<Integer, int[]> bySign(
      Link link, int[] connections, RowSigns signs, WeightCodes codes) {
    if (!codes.oneSign()) {
      return Map.of(1, connections);
    }
    Map<Integer, int[]> result = new TreeMap<>(Comparator.reverseOrder());
    for (int sign : new int[] {1, -1}) {
      int[] own = Arrays.stream(connections).filter(c -> signs.of(link, c) == sign).toArray();
      if (own.length > 0) {
        result.put(sign, own);
      }
    }
    return result;
  }

  /** Kept connections of each input word, ascending. */
  private static Map<String, int[]> byPort(Draft draft, Link link, PassContext context) {
    Optional<CellPlan> cell = draft.cell(link.post()).filter(c -> link.synapse().isPresent());
    int receptors = cell.map(c -> c.receptors().size()).orElse(1);
    String[] ports = new String[receptors];
    for (int r = 0; r < receptors; r++) {
      int receptor = r;
      ports[r] = cell.map(c -> port(c, receptor, context)).orElse("");
    }
    Map<String, int[]> sizes = new TreeMap<>();
    Map<String, int[]> byPort = new TreeMap<>();
    for (boolean counting : new boolean[] {true, false}) {
      for (int c = 0; c < link.table().size(); c++) {
        if (link.isKept(c)) {
          String port = ports[cell.isPresent() ? link.fate().receptor()[c] : 0];
          int[] size = sizes.computeIfAbsent(port, p -> new int[1]);
          if (!counting) {
            byPort.computeIfAbsent(port, p -> new int[0])[size[0]] = c;
          }
          size[0]++;
        }
      }
      sizes.forEach((port, size) -> byPort.putIfAbsent(port, new int[size[0]]));
      sizes.values().forEach(size -> size[0] = 0);
    }
    return byPort;
  }

  private static String port(CellPlan cell, int receptor, PassContext context) {
    if (context.profile().neuron() instanceof NeuronModel.Fixed fixed) {
      return fixed.receptors().get(Effects.scaleIndex(cell, receptor)).port();
    }
    return cell.receptors().get(receptor).port();
  }

  private static SynapseBlock block(
      Draft draft,
      Link link,
      String name,
      String port,
      int[] connections,
      Optional<LookupTable> table,
      int minCode) {
    int sources = draft.blockSize(link.pre());
    int[] rowStart = new int[sources + 1];
    for (int c : connections) {
      rowStart[link.table().pre(c) + 1]++;
    }
    for (int s = 0; s < sources; s++) {
      rowStart[s + 1] += rowStart[s];
    }
    int[] next = rowStart.clone();
    int[] order = new int[connections.length];
    for (int c : connections) {
      order[next[link.table().pre(c)]++] = c;
    }
    int[] target = new int[order.length];
    int[] weight = new int[order.length];
    int[] delay = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      target[i] = link.table().post(order[i]);
      weight[i] = link.fate().weightCode()[order[i]];
      delay[i] = link.fate().delayTicks()[order[i]];
    }
    boolean acts = !port.isEmpty();
    return new SynapseBlock(
        name,
        link.pre(),
        link.post(),
        acts ? Optional.of(port) : Optional.empty(),
        rowStart,
        target,
        weight,
        delay,
        acts ? table.map(LookupTable::name) : Optional.empty(),
        acts && table.isPresent() ? minCode : 0,
        draft.learning().stream()
            .filter(l -> l.link().equals(link.id()))
            .findFirst()
            .map(l -> gathered(l.plasticity(), order)),
        link.projection(),
        order);
  }

  private static SynapseBlock.Plasticity gathered(SynapseBlock.Plasticity p, int[] order) {
    return new SynapseBlock.Plasticity(
        p.rule(),
        p.dendriticDelayTicks(),
        gathered(p.params(), order),
        gathered(p.initial(), order),
        p.shared());
  }

  private static Columns gathered(Columns columns, int[] order) {
    Map<String, long[]> result = new LinkedHashMap<>();
    columns
        .byWord()
        .forEach(
            (word, column) -> {
              if (column.length == 1) {
                result.put(word, column);
              } else {
                long[] own = new long[order.length];
                for (int i = 0; i < order.length; i++) {
                  own[i] = column[order[i]];
                }
                result.put(word, own);
              }
            });
    return new Columns(result);
  }
}
