package org.bitspike.reference;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.Definition;
import org.bitspike.ir.network.ComponentType.Slot;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Coupling;
import org.bitspike.ir.network.InputBinding;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.network.Projection;
import org.bitspike.reference.SimulationOptions.TraceRequest;

/** Builds the groups and axons of a network, ready to run. */
final class NetworkAssembly {

  /** Steps from which on event handlers are compiled. */
  private static final long WORTH_COMPILING = 1000;

  private static final int POPULATION_STREAM = 0x52000000;
  private static final int INPUT_STREAM = 0x53000000;
  private static final int PROJECTION_STREAM = 0x54000000;
  private static final int COUPLING_STREAM = 0x55000000;

  private final Network network;
  private final SimulationOptions options;
  private final double dt;
  private final long steps;
  private final Diagnostics diagnostics = new Diagnostics();
  private final Cables cables;
  private final GroupTree tree;
  private final Map<String, Group> populations = new LinkedHashMap<>();
  private final Map<String, Map<String, AttachmentPlan>> plans = new LinkedHashMap<>();
  private final Map<AttachmentPlan, Group> attachedGroups = new LinkedHashMap<>();
  private final List<Ends> ends = new ArrayList<>();
  private final List<FiringInput> firingInputs = new ArrayList<>();
  private final Map<String, ConnectionTable> tables = new LinkedHashMap<>();
  private final List<Axons> axons = new ArrayList<>();
  private final Set<Integer> usedStreams = new HashSet<>();
  private final RangeWatch ranges = new RangeWatch();
  private final Random sequential;
  private final Set<String> individually = new HashSet<>();

  /**
   * Prepares.
   *
   * @param traces variables to be sampled; synapses that these tell apart are not merged
   * @param cables populations that run elsewhere
   */
  NetworkAssembly(
      Network network,
      SimulationOptions options,
      Collection<TraceRequest> traces,
      Cables cables,
      double dt,
      long steps) {
    this.network = network;
    this.cables = cables;
    this.options = options;
    this.dt = dt;
    this.steps = steps;
    this.tree = new GroupTree(network, diagnostics);
    this.sequential = new Random(network.run().seed());
    for (TraceRequest r : traces) {
      TracePath.componentToldApart(r.variable())
          .ifPresent(c -> individually.add(r.population() + "\n" + c));
    }
  }

  /** Builds everything but traces; {@link #finish} compiles. */
  void build() {
    for (Population p : network.populations()) {
      Component component = tree.component(p.component());
      boolean wanted = !options.sourcesOnly() || tree.type(component).isAutonomousSource();
      if (wanted && !cables.has(p.id())) {
        populations.put(
            p.id(), tree.grow(p.id(), "", component, p.size(), null, null, false, false));
      }
    }
    if (!options.sourcesOnly()) {
      EventPorts.check(network, diagnostics);
      network.projections().forEach(this::planProjection);
      network.couplings().forEach(this::planCoupling);
      network.inputs().forEach(this::planInput);
      plans.forEach(
          (population, byComponent) ->
              byComponent.values().forEach(plan -> attach(population, plan)));
      ends.forEach(this::join);
    }
    diagnostics.throwIfErrors();
  }

  private Group population(String id) {
    Group group = populations.get(id);
    if (group == null) {
      throw new java.util.NoSuchElementException("population " + id);
    }
    return group;
  }

  // ------------------------------------------------------------------------------------------------ attachments

  private void planProjection(Projection projection) {
    if (cables.has(projection.post())) {
      return;
    }
    Group post = population(projection.post());
    ConnectionTable table =
        projection
            .connectivity()
            .expand(
                network.population(projection.pre()).size(),
                post.size,
                projection.pre().equals(projection.post()));
    tables.put(projection.id(), table);
    if (projection.synapse().isEmpty()) {
      return;
    }
    AttachmentPlan plan = plan(post, projection.synapse().get());
    warnWhereWeightsAreIgnored(projection, table);
    boolean random = drawsRandom(plan.component);
    int stream = random ? stream(PROJECTION_STREAM, projection.id()) : 0;
    plan.begin("projection " + projection.id());
    for (int c = 0; c < table.size(); c++) {
      if (random) {
        plan.addRandom(table.post(c), table.weight(c), stream, c);
      } else {
        plan.add(table.post(c), table.weight(c));
      }
    }
    plan.end("projection " + projection.id());
  }

  private void warnWhereWeightsAreIgnored(Projection projection, ConnectionTable table) {
    ComponentType type = tree.type(tree.component(projection.synapse().orElseThrow()));
    if (type.properties().stream().anyMatch(p -> p.name().equals("weight"))) {
      return;
    }
    for (int c = 0; c < table.size(); c++) {
      if (table.weight(c) != 1) {
        options
            .warnings()
            .accept(
                Diagnostic.warning(
                    Code.R_UNSUPPORTED,
                    projection.source(),
                    "weights of projection "
                        + projection.id()
                        + " have no effect: synapse type "
                        + type.name()
                        + " has no property weight"));
        return;
      }
    }
  }

  /** The two ends of a coupling; neither shares instances with anything else. */
  private record Ends(Coupling coupling, AttachmentPlan pre, AttachmentPlan post) {}

  private void planCoupling(Coupling coupling) {
    if (cables.has(coupling.pre())) {
      return;
    }
    AttachmentPlan pre = endPlan(coupling, coupling.pre(), coupling.preComponent(), "pre");
    AttachmentPlan post = endPlan(coupling, coupling.post(), coupling.postComponent(), "post");
    ConnectionTable table = coupling.connections();
    planEnd(coupling, pre, "pre", table::pre);
    planEnd(coupling, post, "post", table::post);
    ends.add(new Ends(coupling, pre, post));
  }

  private AttachmentPlan endPlan(Coupling c, String host, String component, String end) {
    AttachmentPlan plan = new AttachmentPlan(component, false);
    plans
        .computeIfAbsent(population(host).population, id -> new LinkedHashMap<>())
        .put("coupling " + c.id() + " " + end, plan);
    return plan;
  }

  private void planEnd(Coupling c, AttachmentPlan plan, String end, IntUnaryOperator host) {
    ConnectionTable table = c.connections();
    boolean random = drawsRandom(plan.component);
    int stream = random ? stream(COUPLING_STREAM, c.id() + " " + end) : 0;
    plan.begin(end);
    for (int k = 0; k < table.size(); k++) {
      if (random) {
        plan.addRandom(host.applyAsInt(k), table.weight(k), stream, k);
      } else {
        plan.add(host.applyAsInt(k), table.weight(k));
      }
    }
    plan.end(end);
  }

  /** Lets the two components of each pair see each other. */
  private void join(Ends e) {
    Group pre = attachedGroups.get(e.pre);
    Group post = attachedGroups.get(e.post);
    if (pre == null || post == null) {
      return; // reported where they could not be attached
    }
    int[] atPre = e.pre.instancesOf("pre");
    int[] atPost = e.post.instancesOf("post");
    meet(pre, atPre, post, atPost);
    meet(post, atPost, pre, atPre);
  }

  private static void meet(Group from, int[] own, Group to, int[] other) {
    int[] peer = new int[from.size];
    for (int k = 0; k < own.length; k++) {
      peer[own[k]] = other[k];
    }
    from.type.slots().stream()
        .filter(s -> s.kind() == Slot.Kind.PEER)
        .findFirst()
        .ifPresent(s -> from.meet(new Group.Peer(s.name(), to, peer)));
  }

  private void planInput(InputBinding input) {
    if (cables.has(input.population())) {
      return;
    }
    Group target = population(input.population());
    AttachmentPlan plan = plan(target, input.component());
    boolean random = drawsRandom(plan.component);
    int stream = random ? stream(INPUT_STREAM, input.id()) : 0;
    plan.begin("input " + input.id());
    for (int k = 0; k < input.targets().length; k++) {
      if (random) {
        plan.addRandom(input.targets()[k], input.weights()[k], stream, k);
      } else {
        plan.add(input.targets()[k], input.weights()[k]);
      }
    }
    plan.end("input " + input.id());
  }

  private AttachmentPlan plan(Group host, String componentId) {
    return plans
        .computeIfAbsent(host.population, id -> new LinkedHashMap<>())
        .computeIfAbsent(componentId, id -> new AttachmentPlan(id, mergeable(host, id)));
  }

  private boolean mergeable(Group host, String componentId) {
    Component component = tree.component(componentId);
    ComponentType type = tree.type(component);
    if (type.eventPorts().stream().noneMatch(p -> p.in())) {
      return false;
    }
    Set<String> read = new HashSet<>();
    Optional<Slot> slot = attachmentSlot(host, type);
    for (var d : host.type.dynamics().derivedVariables()) {
      if (d.definition() instanceof Definition.Select select
          && slot.isPresent()
          && select.path().startsWith(slot.get().name() + "[")) {
        read.add(select.path().substring(select.path().lastIndexOf('/') + 1));
      }
    }
    boolean toldApart = individually.contains(host.population + "\n" + componentId);
    boolean fromProjections =
        !toldApart
            && network.inputs().stream()
                .noneMatch(
                    i ->
                        i.component().equals(componentId)
                            && i.population().equals(host.population));
    return fromProjections
        && MergeAnalysis.mergeable(
            type, tree.constants(component, type), tree.typesBelow(component), read);
  }

  private static Optional<Slot> attachmentSlot(Group host, ComponentType attached) {
    List<Slot> slots =
        host.type.slots().stream().filter(s -> s.kind() == Slot.Kind.ATTACHMENTS).toList();
    return slots.stream()
        .filter(s -> attached.isA(s.type()))
        .findFirst()
        .or(() -> slots.stream().findFirst());
  }

  private void attach(String populationId, AttachmentPlan plan) {
    Group host = population(populationId);
    Component component = tree.component(plan.component);
    Optional<Slot> slot = attachmentSlot(host, tree.type(component));
    if (slot.isEmpty()) {
      diagnostics.add(
          Diagnostic.error(
              Code.R_UNSUPPORTED,
              component.source(),
              "component "
                  + component.id()
                  + " cannot be attached to population "
                  + populationId
                  + ": type "
                  + host.type.name()
                  + " has no place for attachments"));
      return;
    }
    plan.number(host.size, !options.recordRanges());
    Group group =
        tree.grow(
            populationId,
            component.id(),
            component,
            plan.size(),
            host,
            plan.host(),
            true,
            plan.merged);
    attachedGroups.put(plan, group);
    boolean onePerHost = plan.merged || plan.size() == 0 || distinct(plan.host());
    Optional<SumRangeLog> sums = Optional.empty();
    if (options.recordRanges() && !onePerHost) {
      sums = Optional.of(ranges.sum(group));
    }
    host.attachments.add(new Group.Attachment(slot.get().name(), group, plan.offsets(), sums));
  }

  /**
   * An input that fires, such as a Poisson source with a synapse of its own.
   *
   * @param instance instance in the group of each of the input's targets
   */
  record FiringInput(String id, Group group, int[] instance) {}

  /** The inputs whose spikes are recorded under their id, as those of a population of sources. */
  List<FiringInput> firingInputs() {
    return firingInputs;
  }

  private void collectFiringInputs() {
    for (InputBinding input : options.sourcesOnly() ? List.<InputBinding>of() : network.inputs()) {
      if (cables.has(input.population())) {
        continue;
      }
      AttachmentPlan plan = plan(population(input.population()), input.component());
      Group group = attachedGroups.get(plan);
      if (group != null && group.type.emitsEvents() && !populations.containsKey(input.id())) {
        firingInputs.add(
            new FiringInput(input.id(), group, plan.instancesOf("input " + input.id())));
      }
    }
  }

  private static boolean distinct(int[] ascending) {
    for (int k = 1; k < ascending.length; k++) {
      if (ascending[k] == ascending[k - 1]) {
        return false;
      }
    }
    return true;
  }

  private boolean drawsRandom(String componentId) {
    Component component = tree.component(componentId);
    return Expressions.drawsRandom(tree.type(component))
        || tree.typesBelow(component).stream().anyMatch(Expressions::drawsRandom);
  }

  /**
   * The stream follows from the name, so that it does not change when something else is added to
   * the network.
   */
  private int stream(int base, String id) {
    int stream = base | (id.hashCode() & 0xFFFFFF);
    while (!usedStreams.add(stream)) {
      stream = base | ((stream + 1) & 0xFFFFFF);
    }
    return stream;
  }

  // ------------------------------------------------------------------------------------------------ completion

  /** Compiles all groups, sets initial rows and makes the axons. */
  void finish() {
    List<Group> all = new ArrayList<>();
    for (Group p : populations.values()) {
      all.addAll(p.withAllBelow());
      p.attachments.forEach(a -> all.addAll(a.group().withAllBelow()));
    }
    List<GroupCompiler> compilers =
        all.stream().map(g -> new GroupCompiler(g, diagnostics)).toList();
    compilers.forEach(GroupCompiler::resolve);
    all.forEach(g -> g.run(new KineticSchemeResolver(g, diagnostics).resolve(dt)));
    Map<Group, Draws> draws = draws();
    for (int g = 0; g < all.size(); g++) {
      compilers.get(g).compile(dt, steps, draws.getOrDefault(all.get(g), Draws.NONE));
    }
    diagnostics.throwIfErrors();
    all.forEach(Group::startTimers);
    all.forEach(g -> g.pools.forEach(NetworkAssembly::fillPool));
    for (Group g : all) {
      g.type.properties().forEach(p -> fill(g, g.propertyColumn(p.name()), p.defaultValue()));
    }
    attachedGroups.forEach(
        (plan, g) -> {
          int column = g.propertyColumn("weight");
          if (column >= 0 && !plan.merged) {
            plan.writeWeights(g.code().columns[column]);
          }
        });
    if (options.recordRanges()) {
      all.stream().filter(g -> !inSummedUnit(g) && !g.isPool()).forEach(ranges::watch);
    }
    if (!options.sourcesOnly()) {
      network.projections().forEach(this::makeAxons);
    }
    collectFiringInputs();
    plans.clear();
    all.forEach(Relay::connect);
    populations.values().forEach(p -> p.stepTogether(steps));
    if (steps >= WORTH_COMPILING) {
      axons.stream()
          .flatMap(a -> a.target().stream())
          .distinct()
          .forEach(g -> EventCompiler.compile(g).ifPresent(g.code()::deliverBy));
    }
  }

  private static boolean inSummedUnit(Group group) {
    Group unit = group.unit();
    return unit.parent != null
        && unit.parent.attachments.stream()
            .anyMatch(a -> a.group() == unit && a.sums().isPresent());
  }

  private static void fill(Group g, int column, double value) {
    java.util.Arrays.fill(g.code().columns[column], value);
  }

  private static void fillPool(Group.Pool pool) {
    GroupCode code = pool.group().code();
    int n = pool.wake().length;
    pool.constants()
        .forEach(
            (name, values) -> {
              double[] column = code.columns[pool.group().columnOfState(name)];
              java.util.Arrays.setAll(column, i -> values[i % n]);
            });
  }

  /** Whether it matters in which order members act, since they draw from one sequence. */
  boolean drawsInOrder() {
    return options.randomMode() == RandomMode.SEQUENTIAL
        && network.components().stream().anyMatch(c -> Expressions.drawsRandom(tree.type(c)));
  }

  private Map<Group, Draws> draws() {
    Map<Group, Draws> result = new HashMap<>();
    for (Group p : populations.values()) {
      int[] streams = new int[p.size];
      long[] indices = new long[p.size];
      if (drawsRandom(p.component.id())) {
        java.util.Arrays.fill(streams, stream(POPULATION_STREAM, p.population));
        java.util.Arrays.setAll(indices, i -> i);
      }
      giveDraws(p, streams, indices, result);
    }
    attachedGroups.forEach((plan, g) -> giveDraws(g, plan.streams(), plan.indices(), result));
    return result;
  }

  /** Child components draw from the same stream at indices of their own. */
  private void giveDraws(Group unit, int[] streams, long[] indices, Map<Group, Draws> result) {
    List<Group> groups = unit.withAllBelow();
    for (int c = 0; c < groups.size(); c++) {
      Group g = groups.get(c);
      if (!Expressions.drawsRandom(g.type)) {
        continue;
      }
      long[] own = indices.clone();
      for (int i = 0; i < own.length; i++) {
        own[i] |= (long) c << 32;
      }
      result.put(
          g,
          options.randomMode() == RandomMode.SEQUENTIAL
              ? new SharedDraws(sequential)
              : new CounterDraws(network.run().seed(), streams, own));
    }
  }

  private void makeAxons(Projection projection) {
    Optional<Group> target = Optional.empty();
    int[] instances = new int[0];
    if (projection.synapse().isPresent() && !cables.has(projection.post())) {
      AttachmentPlan plan = plan(population(projection.post()), projection.synapse().get());
      target = Optional.ofNullable(attachedGroups.get(plan));
      instances = plan.instancesOf("projection " + projection.id());
    } else if (projection.targetPort().isPresent() && !cables.has(projection.post())) {
      target = Optional.of(population(projection.post())); // events go to the cells themselves
      ConnectionTable table = table(projection);
      instances = new int[table.size()];
      java.util.Arrays.setAll(instances, table::post);
    }
    long never = Math.min(steps + 1, Integer.MAX_VALUE - 8);
    if (cables.has(projection.pre()) || cables.has(projection.post())) {
      axons.addAll(cables.axons(projection, target, instances, dt, never));
      return;
    }
    axons.add(
        Axons.of(
            projection,
            table(projection),
            population(projection.pre()).size,
            target,
            instances,
            dt,
            never));
    if (projection.plasticity().isEmpty()) {
      tables.remove(projection.id());
    }
  }

  ConnectionTable table(Projection projection) {
    return java.util.Objects.requireNonNull(tables.get(projection.id()));
  }

  Map<String, Group> populations() {
    return populations;
  }

  List<Axons> axons() {
    return axons;
  }

  RangeWatch ranges() {
    return ranges;
  }
}
