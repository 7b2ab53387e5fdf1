package org.bitspike.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.DerivedVariable;
import org.bitspike.ir.network.ComponentType.EventPort;
import org.bitspike.ir.network.ComponentType.StateVariable;
import org.jspecify.annotations.Nullable;

/**
 * All instances of one component at one place of the network: the members of a population, a child
 * component of each of them, or the synapses of one kind attached to them.
 *
 * <p>A child group has one instance per instance of its parent, at the same index. An attached
 * group has any number per instance of its parent, ascending in parent index. Values lie in
 * columns, one place per instance: the state variables, the properties, and whatever other groups
 * asked to see ({@link #exposed}).
 */
final class Group {

  /** Steps of all members together from which on a loop over them is compiled. */
  private static final long WORTH_COMPILING = 100_000;

  /** Where a value of a group stands: a column, or a constant when {@code column} is negative. */
  record Ref(Group group, int column, double constant) {
    boolean isConstant() {
      return column < 0;
    }
  }

  /**
   * Instances attached to each instance of the parent: those of instance {@code i} begin at {@code
   * offsets[i]}.
   */
  record Attachment(String slot, Group group, int[] offsets, Optional<SumRangeLog> sums) {}

  /**
   * The group at the other ends of a coupling.
   *
   * @param slot name by which paths reach it
   * @param instance of that group, for each instance of this one
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Peer(String slot, Group group, int[] instance) {}

  /** Timers that every instance of the parent encloses: equal ones, {@code wake.length} each. */
  record Pool(
      Group group, double[] wake, TimerAnalysis.Timer timer, Map<String, double[]> constants) {}

  final String population;
  final String path;
  final Component component;
  final ComponentType type;
  final int size;
  final @Nullable Group parent;

  /** Index in the parent, for attached groups and their children; null when indices are equal. */
  final int @Nullable [] host;

  /** Whether this group hangs at its parent by attachment, not as a child. */
  final boolean attached;

  /**
   * Whether one instance stands for many connections, which give it their weight with each event.
   */
  final boolean merged;

  final Map<String, List<Group>> slots = new LinkedHashMap<>();
  final List<Group> children = new ArrayList<>();
  final List<Attachment> attachments = new ArrayList<>();
  final List<Pool> pools = new ArrayList<>();
  private List<KineticSchemeCode> schemes = List.of();
  private @Nullable Peer peer;
  private TimerQueue[] timers = new TimerQueue[0];
  final Map<String, Double> constants;

  private final Map<String, Integer> columns = new LinkedHashMap<>();
  private final int ownColumns;
  private @Nullable GroupCode code;
  private @Nullable ColumnRun together;

  Group(
      String population,
      String path,
      Component component,
      ComponentType type,
      int size,
      @Nullable Group parent,
      int @Nullable [] host,
      boolean attached,
      boolean merged,
      Map<String, Double> constants,
      Set<String> constantColumns) {
    this.population = population;
    this.path = path;
    this.component = component;
    this.type = type;
    this.size = size;
    this.parent = parent;
    this.host = host;
    this.attached = attached;
    this.merged = merged;
    this.constants = constants;
    for (StateVariable s : type.dynamics().stateVariables()) {
      columns.put(s.name(), columns.size());
    }
    type.properties().forEach(p -> columns.put(p.name(), columns.size()));
    constantColumns.forEach(c -> columns.put(c, columns.size()));
    ownColumns = columns.size();
  }

  /** Joins this group to the one at the other ends of a coupling. */
  void meet(Peer other) {
    peer = other;
  }

  Optional<Peer> peer() {
    return Optional.ofNullable(peer);
  }

  void run(List<KineticSchemeCode> newSchemes) {
    schemes = List.copyOf(newSchemes);
  }

  GroupCode code() {
    if (code == null) {
      throw new org.bitspike.ir.diag.BitspikeBug("group " + path + " is not compiled");
    }
    return code;
  }

  void compiled(GroupCode newCode) {
    code = newCode;
  }

  /** Columns that hold state variables, in the type's order: 0 to this, exclusive. */
  int stateCount() {
    return type.dynamics().stateVariables().size();
  }

  int columnOfState(String name) {
    Integer column = columns.get(name);
    if (column == null) {
      throw new org.bitspike.ir.diag.BitspikeBug("no state " + name);
    }
    return column;
  }

  /** Names of the own columns, in order. */
  List<String> ownColumnNames() {
    return columns.keySet().stream().limit(ownColumns).toList();
  }

  /** Puts pools to work, once they are compiled. */
  void startTimers() {
    timers =
        pools.stream()
            .map(p -> new TimerQueue(p.group, size, p.wake, p.timer.once()))
            .toArray(TimerQueue[]::new);
  }

  /**
   * Columns of state variables, properties and, in a pool, of what differs among its members: 0 to
   * this, exclusive.
   */
  int ownColumns() {
    return ownColumns;
  }

  int columnCount() {
    return columns.size();
  }

  int propertyColumn(String name) {
    Integer column = columns.get(name);
    return column == null || column < stateCount() || column >= ownColumns ? -1 : column;
  }

  /**
   * Columns beyond the own ones, by key: {@code =name} for a value at the end of the plain
   * dynamics.
   */
  Map<String, Integer> published() {
    Map<String, Integer> result = new LinkedHashMap<>();
    columns.forEach(
        (key, column) -> {
          if (column >= ownColumns) {
            result.put(key.substring(1), column);
          }
        });
    return result;
  }

  /** A column that keeps a variable as it was at the end of the plain dynamics of the last step. */
  int publish(String name) {
    return columns.computeIfAbsent("=" + name, key -> columns.size());
  }

  /**
   * What others see under a name: an exposure first, then any variable of that name. An exposure is
   * copied at the end of the plain dynamics, before the active regime acts; so others see what a
   * regime did only one step later, as LEMS's own interpreter has it.
   */
  Optional<Ref> exposed(String name) {
    for (StateVariable s : type.dynamics().stateVariables()) {
      if (s.exposure().filter(name::equals).isPresent()) {
        return Optional.of(
            new Ref(
                this,
                changesOutsidePlainDynamics(s.name()) ? publish(s.name()) : columns.get(s.name()),
                0));
      }
    }
    for (DerivedVariable d : type.dynamics().derivedVariables()) {
      if (d.exposure().filter(name::equals).isPresent()) {
        return Optional.of(new Ref(this, publish(d.name()), 0));
      }
    }
    return variable(name);
  }

  /** A variable or constant of this group by its own name. */
  Optional<Ref> variable(String name) {
    Integer own = columns.get(name);
    if (own != null) {
      return Optional.of(new Ref(this, own, 0));
    }
    boolean computed =
        type.dynamics().derivedVariables().stream().anyMatch(d -> d.name().equals(name))
            || type.requirements().stream().anyMatch(r -> r.name().equals(name));
    if (computed) {
      return Optional.of(new Ref(this, publish(name), 0));
    }
    return Optional.ofNullable(constants.get(name)).map(value -> new Ref(this, -1, value));
  }

  private boolean changesOutsidePlainDynamics(String state) {
    return !type.dynamics().regimes().isEmpty()
        || isOccupancy(state)
        || type.dynamics().onEvents().stream()
            .flatMap(e -> e.actions().stream())
            .anyMatch(
                a ->
                    a instanceof ComponentType.Action.Assign(String variable, var value)
                        && variable.equals(state));
  }

  /** Whether a kinetic scheme of the parent moves the state, after this group has stepped. */
  private boolean isOccupancy(String state) {
    Group around = parent;
    return around != null
        && around.type.dynamics().kineticSchemes().stream()
            .anyMatch(
                s ->
                    s.stateVariable().equals(state)
                        && around.slots.getOrDefault(s.nodes(), List.of()).contains(this));
  }

  /** What is attached in a slot. */
  List<Attachment> attachmentsIn(String slot) {
    return attachments.stream().filter(a -> a.slot.equals(slot)).toList();
  }

  /**
   * The port whose events reach other components: {@code spike} where there is one, else the first
   * that emits.
   */
  Optional<String> outPort() {
    List<String> out =
        type.eventPorts().stream().filter(p -> !p.in()).map(EventPort::name).toList();
    return out.contains("spike") ? Optional.of("spike") : out.stream().findFirst();
  }

  /** The port at which events of other components arrive. */
  Optional<String> inPort() {
    return type.eventPorts().stream().filter(EventPort::in).map(EventPort::name).findFirst();
  }

  /** Whether this group is a pool of timers: many instances to one of the parent's. */
  boolean isPool() {
    return parent != null && parent.pools.stream().anyMatch(p -> p.group == this);
  }

  /** This group, its pools, and the same of all its children; not what is attached. */
  List<Group> withAllBelow() {
    List<Group> all = new ArrayList<>();
    all.add(this);
    pools.forEach(p -> all.add(p.group));
    children.forEach(c -> all.addAll(c.withAllBelow()));
    return all;
  }

  /**
   * The group whose members this group's instances belong to: a population, or the attached group
   * at the top of a synapse.
   */
  Group unit() {
    return attached || parent == null ? this : parent.unit();
  }

  /**
   * Compiles a loop over all members, where their dynamics allow one and the run is long enough.
   */
  void stepTogether(long steps) {
    if (size * steps >= WORTH_COMPILING) {
      LanePlan.of(this)
          .ifPresent(plan -> together = new ColumnRun(plan, this, VectorCode.length()));
    }
  }

  /** Advances all members of a population, in order. */
  void advanceAll(double t) {
    ColumnRun columns = together;
    if (columns != null) {
      columns.advance(t);
      return;
    }
    for (int i = 0; i < size; i++) {
      advance(i, t);
    }
  }

  /** Whether members are stepped by a compiled loop. */
  boolean stepsTogether() {
    return together != null;
  }

  /** Advances some of the members, while other threads may advance others. */
  void advanceRange(double t, int from, int to, Object general) {
    java.util.Objects.requireNonNull(together).advance(t, from, to, general);
  }

  /** Advances instance {@code i}: what it encloses first, then itself. */
  void advance(int i, double t) {
    for (Group child : children) {
      child.advance(i, t);
    }
    for (TimerQueue q : timers) {
      q.advance(i, t);
    }
    for (Attachment a : attachments) {
      int from = a.offsets[i];
      int to = a.offsets[i + 1];
      if (a.sums.isPresent()) {
        a.sums.get().see(from, to);
      }
      for (int k = from; k < to; k++) {
        a.group.advance(k, t);
      }
    }
    for (KineticSchemeCode scheme : schemes) {
      scheme.advance(i);
    }
    code().step(i, t);
  }

  /**
   * Sets instance {@code i} up before the first step: itself and what it encloses in turn, three
   * times, so that start actions that need values of each other find them.
   */
  void start(int i) {
    for (Pool pool : pools) {
      for (int k = i * pool.wake.length; k < (i + 1) * pool.wake.length; k++) {
        pool.group.start(k);
      }
    }
    for (KineticSchemeCode scheme : schemes) {
      scheme.start(i);
    }
    code().start(i, false);
    for (int pass = 0; pass < 2; pass++) {
      children.forEach(child -> child.start(i));
      for (Attachment a : attachments) {
        for (int k = a.offsets[i]; k < a.offsets[i + 1]; k++) {
          a.group.start(k);
        }
      }
      code().start(i, true);
    }
  }
}
