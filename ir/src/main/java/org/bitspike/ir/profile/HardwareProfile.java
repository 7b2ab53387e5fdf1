package org.bitspike.ir.profile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.program.EventSchedule;
import org.bitspike.ir.program.Program.Phase;

/**
 * One chip, or one way of using it. All physical numbers are SI and in model (biological) time
 * unless a rule says otherwise.
 *
 * @param name short name, such as a file's name without its ending
 * @param title one line for a list
 * @param digest SHA-256 of the resolved profile's wire form, in hex
 * @param sources where the numbers come from
 * @param constants named numbers that rules may use, such as a speed-up factor
 * @param tick how long a tick is and what happens in it
 * @param neuron what the chip's neuron is
 * @param synapse what the chip's synapse is
 * @param limits how much there is of everything
 * @param events digital event timing
 * @param learning learning rules the chip can do
 * @param claims how far each part can be trusted
 * @param topology lines and switches of a core; {@link Topology#NONE} where whatever is placed can
 *     be reached
 */
public record HardwareProfile(
    String name,
    String title,
    String digest,
    List<Source> sources,
    Map<String, Double> constants,
    TickRule tick,
    NeuronModel neuron,
    SynapseModel synapse,
    Limits limits,
    EventClock events,
    LearningModel learning,
    List<Claim> claims,
    Topology topology) {

  /** A profile without topology. */
  public HardwareProfile(
      String name,
      String title,
      String digest,
      List<Source> sources,
      Map<String, Double> constants,
      TickRule tick,
      NeuronModel neuron,
      SynapseModel synapse,
      Limits limits,
      EventClock events,
      LearningModel learning,
      List<Claim> claims) {
    this(
        name,
        title,
        digest,
        sources,
        constants,
        tick,
        neuron,
        synapse,
        limits,
        events,
        learning,
        claims,
        Topology.NONE);
  }

  public HardwareProfile {
    sources = List.copyOf(sources);
    constants = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(constants));
    claims = List.copyOf(claims);
  }

  /** A paper, datasheet or public source file that numbers come from. */
  public record Source(String id, String citation) {}

  /**
   * Ticks.
   *
   * @param lengthSeconds a fixed length; empty when a tick is the model's step
   * @param order phases in a tick
   */
  public record TickRule(OptionalDouble lengthSeconds, List<Phase> order) {
    public TickRule {
      order = List.copyOf(order);
    }
  }

  /**
   * Weights and delays.
   *
   * @param weight codes and what they stand for
   * @param delay which delays there are
   * @param rows what the synapses of one source have in common
   */
  public record SynapseModel(WeightModel weight, DelayModel delay, SynapseRows rows) {
    /** Synapses that have nothing in common. */
    public SynapseModel(WeightModel weight, DelayModel delay) {
      this(weight, delay, SynapseRows.FREE);
    }
  }

  /**
   * What the synapses of one source have in common.
   *
   * @param oneSign whether a source excites with all of its synapses or inhibits with all; codes
   *     are then of magnitudes, and the smallest code is that of nothing
   * @param onePerTarget whether a source has at most one synapse on a target, as in a crossbar
   * @param entry what an event hands to the target's port, an expression in {@code code} and {@code
   *     sign}, which is 1 or -1; empty when it is the effect itself
   * @param oneDelay whether all synapses of a source have one delay, as where a source's spike is
   *     sent with the time of its arrival
   * @param oneReceptor whether all synapses of a source go to one receptor, as where an axon has a
   *     type; every receptor then takes every synapse, and the compiler chooses
   */
  public record SynapseRows(
      boolean oneSign,
      boolean onePerTarget,
      Optional<Expr> entry,
      boolean oneDelay,
      boolean oneReceptor) {
    /** Rows whose synapses have delays of their own. */
    public SynapseRows(boolean oneSign, boolean onePerTarget, Optional<Expr> entry) {
      this(oneSign, onePerTarget, entry, false, false);
    }

    /** No restriction. */
    public static final SynapseRows FREE = new SynapseRows(false, false, Optional.empty());
  }

  /**
   * Weight codes. An event of code {@code c} on a receptor adds {@code curve(c) * scale}, where the
   * scale is chosen by the compiler in the given range for each target neuron or block and
   * receptor.
   *
   * @param minCode smallest code; negative when one synapse can have either sign
   * @param maxCode largest code
   * @param curve relative effect of a code, an expression in {@code code}; {@code code} itself for
   *     a linear synapse
   * @param entryFormat fixed-point format of the curve's values in the program, such as {@code
   *     u16.8}
   * @param zeroIsOff whether code 0 has no effect whatever the curve says
   * @param scalePer who has a scale of its own
   * @param scaleLow smallest scale, an expression in the neuron's quantities; empty when unbounded
   * @param scaleHigh largest scale
   * @param scaleBits bits of the register that holds the scale, linear from 0 to {@code scaleHigh};
   *     0 when it is exact
   * @param scaleGrid the scales there are, where these are powers of two; empty when there are all
   * @param headroom what the sum of a tick's events may come to; empty when nothing bounds it
   * @param exponents powers of two that codes may be multiplied with; empty when there are none
   */
  public record WeightModel(
      int minCode,
      int maxCode,
      Expr curve,
      String entryFormat,
      boolean zeroIsOff,
      Sharing scalePer,
      Optional<Expr> scaleLow,
      Optional<Expr> scaleHigh,
      int scaleBits,
      Optional<ScaleGrid> scaleGrid,
      Optional<Headroom> headroom,
      Optional<Exponents> exponents) {

    /** Weights with a scale of any value, and sums of any size. */
    public WeightModel(
        int minCode,
        int maxCode,
        Expr curve,
        String entryFormat,
        boolean zeroIsOff,
        Sharing scalePer,
        Optional<Expr> scaleLow,
        Optional<Expr> scaleHigh,
        int scaleBits) {
      this(
          minCode,
          maxCode,
          curve,
          entryFormat,
          zeroIsOff,
          scalePer,
          scaleLow,
          scaleHigh,
          scaleBits,
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }
  }

  /**
   * Exponents beside codes: an event of code {@code c} adds {@code curve(c) * 2^exponent * scale}.
   * All synapses of a projection on one receptor of a population have one, which the compiler
   * chooses together with the scale.
   *
   * @param low smallest exponent
   * @param high largest exponent
   */
  public record Exponents(int low, int high) {
    /** Codes as they are. */
    public static final Exponents NONE = new Exponents(0, 0);
  }

  /**
   * Scales that are {@code unit * 2^exponent}.
   *
   * @param unit scale of exponent 0, an expression in the neuron's quantities
   * @param low smallest exponent
   * @param high largest exponent
   */
  public record ScaleGrid(Expr unit, int low, int high) {}

  /**
   * What the sum of a tick's events may come to. The scale is at least so large that the smaller of
   * the sum of all weights of a receptor, and the mean of what arrives in a tick plus {@code sigma}
   * standard deviations (sources as Poisson processes of the rates in the float run), stays below
   * {@code most} relative effects; and that the largest weight does.
   *
   * @param most in relative effects, as the curve counts them
   * @param sigma standard deviations above the mean
   */
  public record Headroom(double most, double sigma) {}

  /** Who shares one register. */
  public enum Sharing {
    /** Every neuron has its own. */
    NEURON,
    /** All neurons of a core have one. */
    CORE,
    /** All neurons of a population's block have one. */
    BLOCK
  }

  /**
   * Delays.
   *
   * @param minTicks smallest, at least 1
   * @param maxTicks largest
   * @param fixedSeconds the one delay there is, where it cannot be configured
   * @param extension neurons that pass spikes on later, for longer delays
   */
  public record DelayModel(
      int minTicks, int maxTicks, OptionalDouble fixedSeconds, Optional<DelayExtension> extension) {

    /** Delays without extension. */
    public DelayModel(int minTicks, int maxTicks, OptionalDouble fixedSeconds) {
      this(minTicks, maxTicks, fixedSeconds, Optional.empty());
    }

    /** Largest delay, with the extension. */
    public int longestTicks() {
      return maxTicks + extension.map(e -> e.stepTicks() * e.stages()).orElse(0);
    }
  }

  /**
   * Longer delays by neurons that pass spikes on: one for each source with a delay above the
   * synapses' own.
   *
   * @param stepTicks ticks that a stage adds
   * @param stages stages of such a neuron
   */
  public record DelayExtension(int stepTicks, int stages) {}

  /**
   * How much there is.
   *
   * @param cores cores (chips) in the system
   * @param circuitsPerCore neuron circuits on each
   * @param fanInPerCircuit synapses that end on one circuit
   * @param merge numbers of circuits that can be joined to one neuron, ascending; the first is the
   *     normal one
   * @param sourcesTakeCircuits whether each source outside the chip takes a circuit, as where
   *     events from outside use the address of a neuron
   * @param rowsPerCore sources whose spikes a core can receive (its input axons); 0 when nothing
   *     limits them
   * @param axonsOutPerCore pairs of a neuron of a core and a core that receives its spikes (output
   *     axons); 0 when nothing limits them
   * @param synapseMemory the memory of synapses; empty when nothing limits them
   * @param copies whether a neuron sends to one core only, so that one that reaches several is
   *     there once for each of them; output axons then count neurons with their copies, also those
   *     that reach none
   */
  public record Limits(
      int cores,
      int circuitsPerCore,
      int fanInPerCircuit,
      List<Integer> merge,
      boolean sourcesTakeCircuits,
      int rowsPerCore,
      int axonsOutPerCore,
      Optional<SynapseMemory> synapseMemory,
      boolean copies) {
    public Limits {
      merge = List.copyOf(merge);
    }

    /** Limits of a chip whose cores receive the spikes of any number of sources. */
    public Limits(
        int cores,
        int circuitsPerCore,
        int fanInPerCircuit,
        List<Integer> merge,
        boolean sourcesTakeCircuits) {
      this(
          cores,
          circuitsPerCore,
          fanInPerCircuit,
          merge,
          sourcesTakeCircuits,
          0,
          0,
          Optional.empty(),
          false);
    }

    /** Limits of a chip whose sources take none of its circuits. */
    public Limits(int cores, int circuitsPerCore, int fanInPerCircuit, List<Integer> merge) {
      this(cores, circuitsPerCore, fanInPerCircuit, merge, false);
    }
  }

  /**
   * Digital event timing.
   *
   * @param resolutionSeconds step of the time stamps of external events, in model time; empty when
   *     it is the tick
   * @param rule how a chip that handles events instead of phases does so; empty for one with ticks
   */
  public record EventClock(OptionalDouble resolutionSeconds, Optional<EventRule> rule) {
    /** The time stamps of a chip with ticks. */
    public EventClock(OptionalDouble resolutionSeconds) {
      this(resolutionSeconds, Optional.empty());
    }
  }

  /**
   * What a host sends to a chip that handles events. SEMANTICS.md 9.
   *
   * @param schedule kinds of events and the queue of the chip's own spikes
   * @param sourceSpike kind, of scope row, that a spike from outside is
   * @param eachTick kinds, of scope all, that the host sends at the end of every tick, in order,
   *     with the value that goes with each
   */
  public record EventRule(EventSchedule schedule, String sourceSpike, Map<String, Long> eachTick) {
    public EventRule {
      eachTick = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(eachTick));
    }
  }

  /**
   * Learning.
   *
   * @param variant which of the rules' variants is in force
   * @param rules all rules
   */
  public record LearningModel(String variant, List<LearningMatch> rules) {
    /** No learning. */
    public static final LearningModel NONE = new LearningModel("", List.of());

    public LearningModel {
      rules = List.copyOf(rules);
    }
  }

  /**
   * How far a part can be trusted: {@code bit-true} names the test that shows it, {@code modelled},
   * or {@code absent}.
   */
  public record Claim(String part, Level level, String evidence) {
    /** Levels of trust. */
    public enum Level {
      BIT_TRUE,
      MODELLED,
      ABSENT
    }
  }
}
