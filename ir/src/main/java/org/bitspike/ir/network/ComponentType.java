package org.bitspike.ir.network;

import java.util.List;
import java.util.Optional;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.unit.Dimension;

/**
 * What components of one kind have and do, in LEMS's sense, with everything inherited already in
 * place.
 *
 * <pre>
 *   ComponentType = name ancestors*  Parameter* Property* Constant* DerivedParameter* Requirement* EventPort* Slot* text* Dynamics
 *   Dynamics      = StateVariable* DerivedVariable* TimeDerivative* onStart:Action* OnCondition* OnEvent* Regime* KineticScheme*
 * </pre>
 *
 * @param name unique name
 * @param ancestors names of the types it extends, nearest first
 * @param parameters values given by each component
 * @param properties values that differ per instance, such as the weight of a connection
 * @param constants values fixed by the type
 * @param derivedParameters values computed once from parameters and constants, in order of
 *     dependence
 * @param requirements variables taken from the enclosing component at run time, such as {@code v}
 * @param eventPorts ports for events
 * @param slots places for child components, attachments and references
 * @param texts names of textual attributes
 * @param dynamics what it does in time; {@link Dynamics#NONE} when nothing
 * @param source where it is defined
 */
public record ComponentType(
    String name,
    List<String> ancestors,
    List<Parameter> parameters,
    List<Property> properties,
    List<Constant> constants,
    List<DerivedParameter> derivedParameters,
    List<Requirement> requirements,
    List<EventPort> eventPorts,
    List<Slot> slots,
    List<String> texts,
    Dynamics dynamics,
    SourceRef source) {

  public ComponentType {
    ancestors = List.copyOf(ancestors);
    parameters = List.copyOf(parameters);
    properties = List.copyOf(properties);
    constants = List.copyOf(constants);
    derivedParameters = List.copyOf(derivedParameters);
    requirements = List.copyOf(requirements);
    eventPorts = List.copyOf(eventPorts);
    slots = List.copyOf(slots);
    texts = List.copyOf(texts);
  }

  /** Whether this is the named type or extends it. */
  public boolean isA(String typeName) {
    return name.equals(typeName) || ancestors.contains(typeName);
  }

  /** Whether any port of it emits events. */
  public boolean emitsEvents() {
    return eventPorts.stream().anyMatch(p -> !p.in());
  }

  /**
   * Whether it makes events from nothing but its own parameters, children and time: it emits,
   * requires nothing of an enclosing component, has no attachments and no membrane. Its train can
   * be known before the network runs. A port for incoming events does not matter: synapses arrive
   * as attachments, and what is left are events of its own children, such as the spikes of a {@code
   * spikeArray}. A membrane is a state exposed as {@code v} or {@code V}; it tells a cell that
   * takes no input, such as an {@code iafTauCell}, which is what a chip's neuron stands for.
   */
  public boolean isAutonomousSource() {
    return emitsEvents()
        && requirements.isEmpty()
        && slots.stream().noneMatch(s -> s.kind() == Slot.Kind.ATTACHMENTS)
        && dynamics.stateVariables().stream()
            .noneMatch(s -> s.exposure().filter(e -> e.equals("v") || e.equals("V")).isPresent());
  }

  /** A value each component gives. */
  public record Parameter(String name, Dimension dimension) {}

  /** A value each instance may give. */
  public record Property(String name, Dimension dimension, double defaultValue) {}

  /** A value the type fixes, SI. */
  public record Constant(String name, Dimension dimension, double value) {}

  /** A value computed from parameters and constants. */
  public record DerivedParameter(String name, Dimension dimension, Expr value) {}

  /** A variable taken from the enclosing component. */
  public record Requirement(String name, Dimension dimension) {}

  /** A port for events; {@code in} tells the direction. */
  public record EventPort(String name, boolean in) {}

  /** A place for other components. {@code type} is the least specific type that may stand there. */
  public record Slot(String name, String type, Kind kind) {

    /** LEMS's most general type: a slot for it takes anything, as does one without a type. */
    private static final String ANY = "Component";

    /** Whether a component of the type may stand here. */
    public boolean takes(ComponentType other) {
      return type.isEmpty() || type.equals(ANY) || other.isA(type);
    }

    /** How components come to stand in a slot. */
    public enum Kind {
      /** Exactly one, written inside the component. */
      CHILD,
      /** Any number, written inside the component. */
      CHILDREN,
      /** Any number, attached by connections and inputs when the network is built. */
      ATTACHMENTS,
      /** Exactly one, written elsewhere and named by an attribute. */
      REFERENCE,
      /**
       * The component at the other end of the {@link Coupling} that this one stands at an end of:
       * LEMS's instance requirement, met by a tunnel. Never written inside a component.
       */
      PEER
    }
  }

  /**
   * What a component does in time.
   *
   * @param stateVariables variables that keep their value between steps
   * @param derivedVariables variables computed anew at every step, in order of dependence
   * @param timeDerivatives rates of change that hold in every regime
   * @param onStart done once before the first step
   * @param onConditions tested after every step, in order
   * @param onEvents done when an event arrives
   * @param regimes alternative sets of rates and conditions, of which one is active; may be empty
   * @param kineticSchemes transitions of occupancy between the states that child components stand
   *     for
   */
  public record Dynamics(
      List<StateVariable> stateVariables,
      List<DerivedVariable> derivedVariables,
      List<TimeDerivative> timeDerivatives,
      List<Action> onStart,
      List<OnCondition> onConditions,
      List<OnEvent> onEvents,
      List<Regime> regimes,
      List<KineticScheme> kineticSchemes) {

    /** Nothing ever changes. */
    public static final Dynamics NONE =
        new Dynamics(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    /** Dynamics without kinetic schemes. */
    public Dynamics(
        List<StateVariable> stateVariables,
        List<DerivedVariable> derivedVariables,
        List<TimeDerivative> timeDerivatives,
        List<Action> onStart,
        List<OnCondition> onConditions,
        List<OnEvent> onEvents,
        List<Regime> regimes) {
      this(
          stateVariables,
          derivedVariables,
          timeDerivatives,
          onStart,
          onConditions,
          onEvents,
          regimes,
          List.of());
    }

    public Dynamics {
      stateVariables = List.copyOf(stateVariables);
      derivedVariables = List.copyOf(derivedVariables);
      timeDerivatives = List.copyOf(timeDerivatives);
      onStart = List.copyOf(onStart);
      onConditions = List.copyOf(onConditions);
      onEvents = List.copyOf(onEvents);
      regimes = List.copyOf(regimes);
      kineticSchemes = List.copyOf(kineticSchemes);
    }
  }

  /**
   * A Markov scheme over child components: the rate of change of each node's state variable is what
   * its edges bring in less what they take away, {@code dx_k/dt = sum over edges i->k of (forward *
   * x_i - reverse * x_k) + sum over edges k->j of (reverse * x_j - forward * x_k)}, and occupancies
   * sum to one.
   *
   * @param name unique in the type
   * @param nodes slot of the children that are the states
   * @param stateVariable state variable of each node that holds its occupancy
   * @param edges slot of the children that are the transitions
   * @param edgeSource textual attribute of an edge that names the node it leaves
   * @param edgeTarget textual attribute of an edge that names the node it enters
   * @param forwardRate exposure of an edge: rate from source to target, per second
   * @param reverseRate exposure of an edge: rate from target to source, per second
   */
  public record KineticScheme(
      String name,
      String nodes,
      String stateVariable,
      String edges,
      String edgeSource,
      String edgeTarget,
      String forwardRate,
      String reverseRate) {}

  /** A variable that keeps its value; {@code exposure} is the name others see it by, if any. */
  public record StateVariable(String name, Dimension dimension, Optional<String> exposure) {}

  /** A variable computed anew at every step. */
  public record DerivedVariable(
      String name, Dimension dimension, Optional<String> exposure, Definition definition) {}

  /** How a derived variable gets its value. */
  public sealed interface Definition {
    /** By an expression. */
    record Value(Expr value) implements Definition {}

    /** By the first case whose condition holds; a case without condition always holds. */
    record Conditional(List<Case> cases) implements Definition {
      public Conditional {
        cases = List.copyOf(cases);
      }
    }

    /**
     * From other components: {@code path} such as {@code synapses[*]/i} or {@code
     * block/blockFactor}.
     *
     * @param path child path; {@code name[*]} ranges over all components of a slot
     * @param reduce how several values become one; empty when the path names one value
     * @param required when false, nothing at the path gives 0 for a sum and 1 for a product
     */
    record Select(String path, Optional<Reduce> reduce, boolean required) implements Definition {}

    /** One alternative of a conditional definition. */
    record Case(Optional<Expr> condition, Expr value) {}

    /** How several values become one. */
    enum Reduce {
      ADD,
      MULTIPLY
    }
  }

  /** The rate of change of a state variable, per second. */
  public record TimeDerivative(String variable, Expr rate) {}

  /** Actions taken, in order, whenever the test holds at the end of a step. */
  public record OnCondition(Expr test, List<Action> actions) {
    public OnCondition {
      actions = List.copyOf(actions);
    }
  }

  /** Actions taken, in order, when an event arrives at a port. */
  public record OnEvent(String port, List<Action> actions) {
    public OnEvent {
      actions = List.copyOf(actions);
    }
  }

  /** One mode of a component. */
  public record Regime(
      String name,
      boolean initial,
      List<Action> onEntry,
      List<TimeDerivative> timeDerivatives,
      List<OnCondition> onConditions,
      List<OnEvent> onEvents) {
    public Regime {
      onEntry = List.copyOf(onEntry);
      timeDerivatives = List.copyOf(timeDerivatives);
      onConditions = List.copyOf(onConditions);
      onEvents = List.copyOf(onEvents);
    }
  }

  /** Something done at once. */
  public sealed interface Action {
    /** Sets a state variable. */
    record Assign(String variable, Expr value) implements Action {}

    /**
     * Emits an event at a port for outgoing events. Projections carry it to other cells. Inside one
     * component it also travels between parent and child: emitted by a component in a {@code CHILD}
     * or {@code CHILDREN} slot it arrives at the port {@code in} of its parent, if there is one
     * (the spikes of a {@code spikeArray}); emitted by any component it arrives at the port {@code
     * in} of every component in its own {@code CHILD}, {@code CHILDREN} and {@code REFERENCE} slots
     * that has one (the {@code relay} of a plastic synapse). It never reaches attachments.
     */
    record Emit(String port) implements Action {}

    /** Makes another regime the active one. */
    record Transition(String regime) implements Action {}
  }
}
