package org.bitspike.ir.profile;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.Kernel.Word;
import org.bitspike.ir.kernel.KernelVerifier;
import org.bitspike.ir.profile.NeuronModel.Receptor;
import org.bitspike.ir.profile.NeuronModel.Register;
import org.bitspike.ir.profile.NeuronModel.WordRule;
import org.bitspike.ir.profile.ProfileVerifier.ProfileFindings;

/** A chip's neuron. */
final class NeuronModelVerifier {

  private final ProfileFindings found;

  NeuronModelVerifier(ProfileFindings found) {
    this.found = found;
  }

  void programmable(NeuronModel.Programmable machine) {
    found.range("neuron.state_bits", machine.stateBits(), 8, 32);
    found.range("neuron.param_bits", machine.paramBits(), 8, 32);
    found.range("neuron.accumulator_bits", machine.accumulatorBits(), 8, 32);
    found.range("neuron.table_entries", machine.tableEntries(), 0, 1 << 20);
    found.range("neuron.receptors", machine.receptors(), 1, 1 << 16);
    found.range("neuron.range_margin", machine.rangeMargin(), 1, 1e6);
    found.range("neuron.rest_bits", machine.restBits(), 0, 32);
  }

  void fixed(NeuronModel.Fixed fixed) {
    Kernel kernel = fixed.kernel();
    KernelVerifier.verify(kernel).forEach(problem -> found.kernel("neuron.kernel", problem));
    receptors(fixed.receptors(), kernel);
    Set<String> registers = new HashSet<>();
    for (Register register : fixed.registers()) {
      if (!registers.add(register.name())) {
        found.bad("neuron.registers." + register.name(), "there are two registers of this name");
      }
      register(register);
    }
    words("neuron.params", fixed.params(), kernel, Word.Kind.PARAM);
    words("neuron.initial", fixed.initial(), kernel, Word.Kind.STATE);
    for (Word word : kernel.words(Word.Kind.PARAM)) {
      if (fixed.params().stream().noneMatch(p -> p.word().equals(word.name()))) {
        found.bad(
            "neuron.params", "the parameter word " + word.name() + " of the kernel has no rule");
      }
    }
    fixed
        .currents()
        .ifPresent(
            c -> {
              word("neuron.currents.level", c.level(), kernel, Word.Kind.LEVEL);
              found.range("neuron.currents.per_core", c.perCore(), 0, Integer.MAX_VALUE);
            });
  }

  private void receptors(List<Receptor> receptors, Kernel kernel) {
    Set<String> names = new HashSet<>();
    for (Receptor receptor : receptors) {
      String key = "neuron.receptors." + receptor.name();
      if (!names.add(receptor.name())) {
        found.bad(key, "there are two receptors of this name");
      }
      word(key + ".port", receptor.port(), kernel, Word.Kind.INPUT);
      if (!receptor.scaleWord().isEmpty()) {
        word(key + ".scale_word", receptor.scaleWord(), kernel, Word.Kind.PARAM);
      }
    }
  }

  private void register(Register register) {
    String key = "neuron.registers." + register.name();
    found.range(key + ".bits", register.bits(), 1, 32);
    if (register.bits() >= 1 && register.bits() <= 32) {
      // a code is read as unsigned or in two's complement, as the chip has it
      long least = -(1L << (register.bits() - 1));
      long most = (1L << register.bits()) - 1;
      if (register.low() < least || register.high() > most || register.low() > register.high()) {
        found.outOfRange(
            key,
            "the codes "
                + register.low()
                + " to "
                + register.high()
                + " lie outside "
                + least
                + " to "
                + most);
      }
    }
    if (register.lowValue().isPresent() && register.highValue().isPresent()) {
      found.range(
          key + ".high_value",
          register.highValue().getAsDouble(),
          register.lowValue().getAsDouble(),
          Double.POSITIVE_INFINITY);
    }
  }

  private void words(String key, List<WordRule> rules, Kernel kernel, Word.Kind kind) {
    Set<String> names = new HashSet<>();
    for (WordRule rule : rules) {
      if (!names.add(rule.word())) {
        found.bad(key, "there are two rules for the word " + rule.word());
      }
      word(key, rule.word(), kernel, kind);
    }
  }

  private void word(String key, String name, Kernel kernel, Word.Kind kind) {
    if (kernel.word(name).filter(w -> w.kind() == kind).isEmpty()) {
      found.bad(
          key,
          "kernel "
              + kernel.name()
              + " has no "
              + kind.name().toLowerCase(Locale.ROOT)
              + " word "
              + name);
    }
  }
}
