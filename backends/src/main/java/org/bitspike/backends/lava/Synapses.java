package org.bitspike.backends.lava;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bitspike.backends.python.Npz;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.program.LookupTable;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.SynapseBlock;

/**
 * A synapse block as Lava's matrices: weights of 8 bits and sign in steps of 2, an exponent for
 * all, delays. A pair with several synapses takes as many matrices.
 */
final class Synapses {

  /** Weights of Lava's signed synapses lose the lowest of nine bits to the sign. */
  private static final int STEP = 2;

  private static final int SMALLEST = -256;
  private static final int LARGEST = 254;
  private static final int MOST_DELAY = 63;

  /** Exponents that a shift by whole bits can have. */
  private static final int MOST_EXPONENT = 7;

  private final SynapseBlock block;
  private final Program program;

  Synapses(SynapseBlock block, Program program) {
    this.block = block;
    this.program = program;
  }

  /** What Lava's matrices cannot hold. */
  List<Diagnostic> problems() {
    List<Diagnostic> problems = new ArrayList<>();
    if (block.size() == 0 || block.port().isEmpty()) {
      return problems;
    }
    if (block.plasticity().isPresent()) {
      problems.add(
          LavaBackend.refusal(
              "synapse block "
                  + block.name()
                  + " learns by rule "
                  + block.plasticity().get().rule()
                  + ", Dense does not learn",
              "export a network without plasticity"));
    }
    int most = 0;
    boolean narrow = true;
    for (int s = 0; s < block.size(); s++) {
      most = Math.max(most, block.delayTicks()[s]);
      int weight = STEP * block.weightCode()[s];
      narrow &= weight >= SMALLEST && weight <= LARGEST;
    }
    if (most - 1 > MOST_DELAY) {
      problems.add(
          LavaBackend.refusal(
              "synapse block " + block.name() + " has a delay of " + most + " ticks, at most 64",
              "shorten its delays"));
    }
    if (!narrow || !linear()) {
      problems.add(
          LavaBackend.refusal(
              "weights of synapse block "
                  + block.name()
                  + " are not 2 * code * 2^e with codes from -128 to 127",
              "map onto a profile with Lava's weights"));
    }
    return problems;
  }

  private double value(LookupTable table, int code) {
    return table.entry().value(table.at((long) code - block.codeOffset()));
  }

  private boolean linear() {
    if (block.decode().isEmpty()) {
      return false;
    }
    LookupTable table = program.table(block.decode().get());
    double one = value(table, 1);
    int exponent = Math.getExponent(one / STEP);
    if (one <= 0 || one / STEP != Math.scalb(1.0, exponent) || Math.abs(exponent) > MOST_EXPONENT) {
      return false;
    }
    for (int code : block.weightCode()) {
      if (value(table, code) != code * one) {
        return false;
      }
    }
    return true;
  }

  /** The exponent that all weights share. */
  int exponent() {
    return block
        .decode()
        .map(table -> Math.getExponent(value(program.table(table), 1) / STEP))
        .orElse(0);
  }

  /** Synapses by matrix: the first of every pair, the second, ... */
  List<List<Integer>> layers() {
    Map<Long, Integer> seen = new HashMap<>();
    List<List<Integer>> layers = new ArrayList<>();
    long targets = program.blockSize(block.target());
    for (int row = 0; row + 1 < block.rowStart().length; row++) {
      for (int s = block.rowStart()[row]; s < block.rowStart()[row + 1]; s++) {
        int layer = seen.merge(row * targets + block.targetIndex()[s], 1, Integer::sum) - 1;
        if (layer == layers.size()) {
          layers.add(new ArrayList<>());
        }
        layers.get(layer).add(s);
      }
    }
    return layers;
  }

  /** Descriptions of the matrices; entries as columns. */
  List<Map<String, Object>> describe(Npz columns, int first) {
    int[] source = new int[block.size()];
    for (int row = 0; row + 1 < block.rowStart().length; row++) {
      java.util.Arrays.fill(source, block.rowStart()[row], block.rowStart()[row + 1], row);
    }
    List<Map<String, Object>> matrices = new ArrayList<>();
    for (List<Integer> layer : layers()) {
      String prefix = "synapses" + (first + matrices.size());
      int[] at = layer.stream().mapToInt(Integer::intValue).toArray();
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("label", block.name());
      result.put("pre", block.source());
      result.put("post", block.target());
      result.put("weight_exp", exponent());
      result.put("row", columns.add(prefix + ".row", pick(block.targetIndex(), at, 1, 0)));
      result.put("column", columns.add(prefix + ".column", pick(source, at, 1, 0)));
      result.put("weight", columns.add(prefix + ".weight", pick(block.weightCode(), at, STEP, 0)));
      result.put("delay", columns.add(prefix + ".delay", pick(block.delayTicks(), at, 1, -1)));
      matrices.add(result);
    }
    return matrices;
  }

  private static int[] pick(int[] column, int[] at, int factor, int offset) {
    return java.util.Arrays.stream(at).map(s -> column[s] * factor + offset).toArray();
  }
}
