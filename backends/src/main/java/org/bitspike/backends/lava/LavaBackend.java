package org.bitspike.backends.lava;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bitspike.backends.python.Npz;
import org.bitspike.backends.python.Script;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeBug;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.UnsupportedFeatureException;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.KernelText;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.Program.Phase;
import org.bitspike.ir.program.SourceBlock;
import org.bitspike.ir.program.Stimulus.LevelTrain;
import org.bitspike.ir.program.Stimulus.SpikeTrain;
import org.bitspike.ir.program.SynapseBlock;
import org.bitspike.ir.spi.Backend;
import org.bitspike.ir.spi.Fidelity;

/**
 * Writes a Python script that runs a program in Lava's fixed-point models LIF, Dense and
 * DelayDense. It takes programs whose neuron kernel is the arithmetic of Lava's LIF, whatever its
 * name, and then every spike is the emulator's.
 */
public final class LavaBackend implements Backend {

  /** Entries of all matrices together that a script makes at most. */
  static final long MOST_ENTRIES = 1L << 28;

  private static final List<Phase> ORDER =
      List.of(Phase.DELIVER, Phase.INTEGRATE, Phase.FIRE, Phase.ROUTE);

  @Override
  public String name() {
    return "lava";
  }

  @Override
  public String summary() {
    return "Lava script in its fixed-point models, for programs with Lava's arithmetic";
  }

  @Override
  public Assessment assess(Program given) {
    Program program = given.listed();
    List<Diagnostic> problems = new ArrayList<>();
    if (program.events().isPresent()) {
      problems.add(refusal("the program works in events, Lava in ticks", "use a profile of ticks"));
    }
    if (!program.tick().order().stream().filter(p -> p != Phase.LEARN).toList().equals(ORDER)) {
      problems.add(
          refusal(
              "phases of a tick come in the order "
                  + program.tick().order()
                  + ", Lava's are "
                  + ORDER,
              "use a profile with Lava's order"));
    }
    Kernel lif = lif();
    for (NeuronBlock block : program.neurons()) {
      neurons(block, program.kernel(block.kernel()), lif, problems);
    }
    for (LevelTrain train : program.stimulus().levels()) {
      problems.add(
          refusal(
              "block "
                  + train.block()
                  + " has a current that the host changes ("
                  + train.word()
                  + ")",
              "use spikes, or a constant bias"));
    }
    if (problems.isEmpty()) {
      long entries = 0;
      for (SynapseBlock block : program.synapses()) {
        problems.addAll(new Synapses(block, program).problems());
        entries += (long) program.blockSize(block.source()) * program.blockSize(block.target());
      }
      if (entries > MOST_ENTRIES) {
        problems.add(
            refusal(
                "matrices would have " + entries + " entries, at most " + MOST_ENTRIES,
                "export a smaller network"));
      }
    }
    if (!problems.isEmpty()) {
      return new Assessment(Fidelity.REFUSED, problems.getFirst().message(), problems);
    }
    return sharedShift(program)
        ? new Assessment(
            Fidelity.APPROXIMATE,
            "negative weight exponents are applied to each projection's sum, by the program to the sum"
                + " of all; they differ in the lowest bit",
            List.of())
        : new Assessment(
            Fidelity.EXACT, "Lava's fixed-point models compute every spike", List.of());
  }

  /** Whether sums are shifted to the right that the program adds first. */
  private static boolean sharedShift(Program program) {
    for (NeuronBlock block : program.neurons()) {
      List<SynapseBlock> arriving =
          program.synapses().stream()
              .filter(s -> s.size() > 0 && s.target().equals(block.name()))
              .toList();
      int matrices = 0;
      boolean negative = false;
      for (SynapseBlock synapses : arriving) {
        Synapses own = new Synapses(synapses, program);
        matrices += own.layers().size();
        negative |= own.exponent() < 0;
      }
      if (negative && matrices > 1) {
        return true;
      }
    }
    return false;
  }

  private static void neurons(
      NeuronBlock block, Kernel kernel, Kernel lif, List<Diagnostic> problems) {
    if (!new Kernel(lif.name(), kernel.words(), kernel.tables(), kernel.handlers()).equals(lif)) {
      problems.add(
          refusal(
              "kernel "
                  + kernel.name()
                  + " of block "
                  + block.name()
                  + " is not the arithmetic of"
                  + " Lava's LIF",
              "map onto a profile that computes as Lava does"));
      return;
    }
    for (String word : List.of("du", "dv", "threshold")) {
      long first = block.params().value(word, 0);
      for (int n = 1; n < block.size(); n++) {
        if (block.params().value(word, n) != first) {
          problems.add(
              refusal(
                  "neurons of block "
                      + block.name()
                      + " have different "
                      + word
                      + ", Lava's LIF one",
                  "give its neurons equal parameters"));
          break;
        }
      }
    }
    for (int n = 0; n < block.size(); n++) {
      if (block.initial().value("offset", n) != 0) {
        problems.add(
            refusal(
                "block " + block.name() + " starts with a current from the host",
                "use a constant bias"));
        break;
      }
      if (Long.bitCount(block.params().value("bias_gain", n)) > 1) {
        problems.add(
            refusal(
                "the bias of block "
                    + block.name()
                    + " is scaled by "
                    + block.params().value("bias_gain", n)
                    + ", Lava's by powers of 2",
                "use a power of 2 up to 128"));
        break;
      }
    }
  }

  static Diagnostic refusal(String message, String remedy) {
    return Diagnostic.error(Code.B_REFUSED, SourceRef.NONE, "Lava: " + message, remedy);
  }

  private static Kernel lif() {
    try (InputStream in = LavaBackend.class.getResourceAsStream("lif.kernel")) {
      if (in == null) {
        throw new BitspikeBug("no resource lif.kernel");
      }
      return KernelText.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<Artefact> emit(Program given) {
    Program program = given.listed();
    Assessment assessment = assess(program);
    if (assessment.fidelity() == Fidelity.REFUSED) {
      throw new UnsupportedFeatureException("program", name(), assessment.diagnostics().getFirst());
    }
    Npz columns = new Npz();
    String name = Script.fileName(program.info().name());
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("name", name);
    description.put("steps", program.durationTicks());
    description.put("step_ms", program.tick().femtoseconds() / 1e12);
    List<Object> neurons = new ArrayList<>();
    for (NeuronBlock block : program.neurons()) {
      neurons.add(neurons(block, columns, "lif" + neurons.size()));
    }
    description.put("neurons", neurons);
    List<Object> sources = new ArrayList<>();
    for (SourceBlock block : program.sources()) {
      sources.add(sources(block, program, columns, "source" + sources.size()));
    }
    description.put("sources", sources);
    List<Object> synapses = new ArrayList<>();
    for (SynapseBlock block : program.synapses()) {
      if (block.size() > 0 && block.port().isPresent()) {
        synapses.addAll(new Synapses(block, program).describe(columns, synapses.size()));
      }
    }
    description.put("synapses", synapses);
    List<String> about =
        List.of(Script.origin(program), assessment.fidelity() + ": " + assessment.reason() + ".");
    return Script.files(LavaBackend.class, "network.py", name, about, description, columns);
  }

  private static Map<String, Object> neurons(NeuronBlock block, Npz columns, String prefix) {
    int size = block.size();
    long[] u = new long[size];
    long[] v = new long[size];
    long[] mantissa = new long[size];
    long[] exponent = new long[size];
    for (int n = 0; n < size; n++) {
      u[n] = block.initial().value("u", n);
      v[n] = block.initial().value("v", n);
      long gain = block.params().value("bias_gain", n);
      mantissa[n] = gain == 0 ? 0 : block.params().value("bias_mantissa", n);
      exponent[n] = gain == 0 ? 0 : Long.numberOfTrailingZeros(gain);
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("label", block.name());
    result.put("size", size);
    result.put("du", block.params().value("du", 0));
    result.put("dv", block.params().value("dv", 0));
    result.put("vth", block.params().value("threshold", 0));
    result.put("bias_mant", columns.add(prefix + ".bias_mant", mantissa));
    result.put("bias_exp", columns.add(prefix + ".bias_exp", exponent));
    result.put("u", columns.add(prefix + ".u", u));
    result.put("v", columns.add(prefix + ".v", v));
    return result;
  }

  private static Map<String, Object> sources(
      SourceBlock block, Program program, Npz columns, String prefix) {
    List<SpikeTrain> trains =
        program.stimulus().spikes().stream().filter(t -> t.block().equals(block.name())).toList();
    long[] step = trains.stream().flatMapToLong(t -> java.util.Arrays.stream(t.tick())).toArray();
    int[] index = trains.stream().flatMapToInt(t -> java.util.Arrays.stream(t.source())).toArray();
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("label", block.name());
    result.put("size", block.size());
    result.put("step", columns.add(prefix + ".step", step));
    result.put("index", columns.add(prefix + ".index", index));
    return result;
  }
}
