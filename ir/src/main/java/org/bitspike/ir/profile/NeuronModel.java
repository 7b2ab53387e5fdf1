package org.bitspike.ir.profile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.fixed.Overflow;
import org.bitspike.ir.fixed.Rounding;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.profile.HardwareProfile.Sharing;

/**
 * What the chip's neuron is: an integer machine that takes any kernel, or a neuron that is given.
 */
public sealed interface NeuronModel {

  /**
   * Takes any kernel within its widths.
   *
   * @param stateBits width of state words, 8 to 32
   * @param paramBits width of parameter words, 8 to 32
   * @param accumulatorBits width of the sum of a tick's events, up to 32
   * @param rounding of state updates and intermediate results
   * @param overflow of state words
   * @param tableEntries entries of the largest look-up table
   * @param receptors input ports a neuron can have
   * @param rangeMargin factor by which a profiled range is widened, above 1
   * @param restBits width of a second word that keeps what rounding leaves of a state for the next
   *     tick, up to 32; 0 for none
   */
  record Programmable(
      int stateBits,
      int paramBits,
      int accumulatorBits,
      Rounding rounding,
      Overflow overflow,
      int tableEntries,
      int receptors,
      double rangeMargin,
      int restBits)
      implements NeuronModel {
    /** A machine that keeps nothing of what rounding leaves. */
    public Programmable(
        int stateBits,
        int paramBits,
        int accumulatorBits,
        Rounding rounding,
        Overflow overflow,
        int tableEntries,
        int receptors,
        double rangeMargin) {
      this(
          stateBits,
          paramBits,
          accumulatorBits,
          rounding,
          overflow,
          tableEntries,
          receptors,
          rangeMargin,
          0);
    }
  }

  /**
   * A neuron that is given, with the rules that translate models to it.
   *
   * <p>Translation goes: model parameters -> quantities (by {@link CellMatch} and {@link
   * SynapseMatch}) -> register codes and effective quantities (by {@link Register}) -> kernel words
   * (by {@link WordRule}). All expressions are over SI numbers; besides what each record names,
   * they may use the profile's constants, {@code dt} (tick length, s) and {@code circuits}
   * (circuits merged into the neuron). Where names collide, a quantity or a parameter of the model
   * wins over a constant of the profile.
   *
   * @param kernel the neuron as an integer program
   * @param cells cell types it can be
   * @param synapses synapse types it can receive
   * @param receptors its synaptic inputs
   * @param registers what of it can be configured
   * @param params value of each parameter word, over the effective quantities
   * @param initial value of each state word before tick 0; words not listed start at 0
   * @param currents current input, where it has one
   * @param refusals values of parameter words that are not to be used
   */
  record Fixed(
      Kernel kernel,
      List<CellMatch> cells,
      List<SynapseMatch> synapses,
      List<Receptor> receptors,
      List<Register> registers,
      List<WordRule> params,
      List<WordRule> initial,
      Optional<CurrentInput> currents,
      List<Refusal> refusals)
      implements NeuronModel {
    /** A neuron that may have every value its words can hold. */
    public Fixed(
        Kernel kernel,
        List<CellMatch> cells,
        List<SynapseMatch> synapses,
        List<Receptor> receptors,
        List<Register> registers,
        List<WordRule> params,
        List<WordRule> initial,
        Optional<CurrentInput> currents) {
      this(kernel, cells, synapses, receptors, registers, params, initial, currents, List.of());
    }

    public Fixed {
      cells = List.copyOf(cells);
      synapses = List.copyOf(synapses);
      receptors = List.copyOf(receptors);
      registers = List.copyOf(registers);
      params = List.copyOf(params);
      initial = List.copyOf(initial);
      refusals = List.copyOf(refusals);
    }
  }

  /**
   * A cell type that the neuron can be.
   *
   * @param type component type; types that extend it match too, the nearest match wins
   * @param quantities value of each quantity, over the component's parameters
   * @param approximates what of the type is not kept; empty when all is
   */
  record CellMatch(String type, Map<String, Expr> quantities, Optional<String> approximates) {}

  /**
   * A synapse type that the neuron can receive.
   *
   * @param type component type; types that extend it match too, the nearest match wins
   * @param quantities {@code tau}, {@code e_rev} and whatever the receptors use, over the
   *     component's parameters and the cell's quantities; {@code weight} is the effect of a
   *     connection of weight 1, in the unit of the receptor's scale; a connection's effect is its
   *     weight times this, and a negative effect is a sign that the synapse cannot have. They may
   *     use {@code sign}, the sign of the connection's weight, 1 or -1: a current synapse chooses
   *     its {@code e_rev} by it
   * @param approximates what of the type is not kept; empty when all is
   * @param opens where a conductance becomes a current: what an event of weight 1 adds to the
   *     membrane's conductance, in multiples of its leak and integrated over time (s), over the
   *     same names; the compiler then says how much of the model's leak that leaves out
   */
  record SynapseMatch(
      String type,
      Map<String, Expr> quantities,
      Optional<String> approximates,
      Optional<Expr> opens) {}

  /**
   * A synaptic input. Its quantities join the neuron's under their names with {@code _<receptor>}
   * added, such as {@code tau_exc}.
   *
   * @param name short name
   * @param port input word of the kernel
   * @param when which synapses go here, over the synapse's and the cell's quantities; the first
   *     receptor that holds is taken
   * @param defaults quantities of a receptor that receives nothing, over the cell's quantities
   * @param scaleWord parameter word that holds the weight scale, set by a {@link WordRule} over
   *     {@code scale_<receptor>}
   * @param charge what an event gives in all for each unit of its weight, over the receptor's
   *     quantities; where these are not what a synapse asks for, its weights are changed so that
   *     their product with this stays. Empty when weights stay as they are
   */
  record Receptor(
      String name,
      String port,
      Expr when,
      Map<String, Expr> defaults,
      String scaleWord,
      Optional<Expr> charge) {}

  /**
   * A configurable value of the chip that carries one quantity.
   *
   * @param name the chip's name for it
   * @param quantity the quantity it carries
   * @param bits width of its code
   * @param low smallest usable code
   * @param high largest usable code
   * @param sharing who has one value together
   * @param code exact code before rounding, over the quantities
   * @param effective the quantity a code stands for, over {@code code} and the quantities
   * @param lowValue smallest value of the quantity that the chip can do, where that is narrower
   *     than the codes
   * @param highValue largest value
   */
  record Register(
      String name,
      String quantity,
      int bits,
      long low,
      long high,
      Sharing sharing,
      Expr code,
      Expr effective,
      OptionalDouble lowValue,
      OptionalDouble highValue) {}

  /**
   * The real value of a kernel word, over the effective quantities; it is rounded to the word's
   * format.
   */
  record WordRule(String word, Expr value) {}

  /**
   * Neurons that the chip cannot run as it should.
   *
   * @param name short name of what is refused
   * @param when holds for such neurons, over the values of the parameter words
   * @param because the reason, for the user
   */
  record Refusal(String name, Expr when, String because) {}

  /**
   * A current into the neuron, constant between changes.
   *
   * @param level level word of the kernel
   * @param value word's value for a current, over {@code current} (A) and the quantities
   * @param perCore how many neurons of a core can have one
   */
  record CurrentInput(String level, Expr value, int perCore) {}
}
