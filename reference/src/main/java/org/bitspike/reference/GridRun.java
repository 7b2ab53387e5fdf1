package org.bitspike.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.recording.Recording.LearningSeries;
import org.bitspike.ir.recording.Recording.WeightSeries;
import org.bitspike.reference.cable.CablePopulation;
import org.jspecify.annotations.Nullable;

/**
 * The loop over steps. Step {@code n} delivers the events due at its start, advances the
 * populations in the network's order, each member with what it encloses first, and hands a finished
 * slice of spikes to learning. {@code t} in expressions is the end of the step, summed up step by
 * step.
 */
final class GridRun {

  private static final int TICKS_PER_REPORT = 256;

  private final Cables cables;
  private final List<Group> populations;
  private final List<Axons> axons;
  private final Map<Integer, LearningAxons> learning;
  private final @Nullable LearningAxons[] learners;
  private final long[] knownAt;
  private final long[] knownDue;
  private final List<TraceProbe> probes;
  private final SimulationOptions options;
  private final double dt;
  private final long steps;
  private final List<SpikeLog> spikes = new ArrayList<>();
  private final EventRing ring;
  private final StepTimes times;
  private final boolean accumulated;
  private final boolean drawsInOrder;
  private final List<Pending> pending = new ArrayList<>();
  private boolean gathers;
  private long tick;
  private long sliceBase;

  GridRun(
      NetworkAssembly assembly,
      Cables cables,
      Map<Integer, LearningAxons> learning,
      Map<String, SpikeHistory> histories,
      List<TraceProbe> probes,
      SimulationOptions options,
      double dt,
      long steps) {
    this.cables = cables;
    this.populations = List.copyOf(assembly.populations().values());
    this.axons = List.copyOf(assembly.axons());
    this.learning = new LinkedHashMap<>(learning);
    this.learners = new LearningAxons[axons.size()];
    learning.forEach((a, learns) -> learners[a] = learns);
    this.knownAt = new long[axons.size()];
    Arrays.fill(knownAt, -1);
    this.knownDue = new long[axons.size()];
    this.probes = List.copyOf(probes);
    this.options = options;
    this.dt = dt;
    this.steps = steps;
    this.drawsInOrder = assembly.drawsInOrder();
    this.accumulated = options.eventTiming() == EventTiming.ACCUMULATED;
    // one more than the longest delay, for rounding of times
    this.ring = new EventRing(Math.addExact(longestDelay(), options.sliceTicks() + 1));
    this.times = new StepTimes(dt, longestDelay() + 1);
    Map<String, List<Integer>> outgoing = new HashMap<>();
    for (int a = 0; a < axons.size(); a++) {
      outgoing.computeIfAbsent(axons.get(a).projection().pre(), id -> new ArrayList<>()).add(a);
    }
    for (Group p : populations) {
      SpikeLog log = new SpikeLog(p.population, p.size);
      spikes.add(log);
      int[] out =
          outgoing.getOrDefault(p.population, List.of()).stream()
              .mapToInt(Integer::intValue)
              .toArray();
      GroupCode.Outlet inside = p.code().outlet();
      SpikeHistory history = histories.get(p.population);
      GroupCode.Outlet outside =
          i -> {
            log.add(tick, i);
            if (history != null) {
              history.add(i, tick);
            }
            for (int a : out) {
              emit(a, i);
            }
          };
      Pending waiting = new Pending(outside);
      pending.add(waiting);
      p.code()
          .sendTo(
              i -> {
                inside.emit(i);
                if (gathers) {
                  waiting.add(i);
                } else {
                  outside.emit(i);
                }
              });
    }
    for (CablePopulation p : cables.populations()) {
      SpikeLog log = new SpikeLog(p.id(), p.size());
      spikes.add(log);
      cables.onSpike(p.id(), m -> log.add(tick, m));
      for (int a : outgoing.getOrDefault(p.id(), List.of())) {
        cables.onSpike(axons.get(a), m -> emit(a, m));
      }
    }
    assembly.firingInputs().forEach(this::record);
  }

  private void record(NetworkAssembly.FiringInput input) {
    int[] targetOf = new int[input.group().size];
    Arrays.fill(targetOf, -1);
    for (int k = 0; k < input.instance().length; k++) {
      targetOf[input.instance()[k]] = k;
    }
    SpikeLog log = new SpikeLog(input.id(), input.instance().length);
    spikes.add(log);
    GroupCode code = input.group().code();
    GroupCode.Outlet inside = code.outlet();
    code.sendTo(
        i -> {
          inside.emit(i);
          if (targetOf[i] >= 0) {
            log.add(tick, targetOf[i]);
          }
        });
  }

  private int longestDelay() {
    return axons.stream().mapToInt(Axons::longestDelay).max().orElse(0);
  }

  /** Events that wait until all members have stepped. */
  private static final class Pending {
    private final GroupCode.Outlet outlet;
    private int[] member = new int[16];
    private int count;

    Pending(GroupCode.Outlet outlet) {
      this.outlet = outlet;
    }

    void add(int i) {
      if (count == member.length) {
        member = Arrays.copyOf(member, 2 * count);
      }
      member[count++] = i;
    }

    /** In the order of members, in which a single thread would have emitted. */
    void emit() {
      Arrays.sort(member, 0, count);
      for (int k = 0; k < count; k++) {
        outlet.emit(member[k]);
      }
      count = 0;
    }
  }

  /**
   * Threads that can share the steps: one where members act on each other within a step, where the
   * order of draws matters, or where there is too little to do.
   */
  private int threads() {
    boolean independent =
        populations.stream().allMatch(Group::stepsTogether)
            && cables.populations().isEmpty()
            && learning.isEmpty()
            && !drawsInOrder
            && axons.stream().noneMatch(Axons::actsAtOnce);
    int members = populations.stream().mapToInt(p -> p.size).sum();
    if (!independent) {
      return 1;
    }
    return options.threads() > 0
        ? options.threads()
        : Math.clamp(
            members / ParallelSteps.FEWEST_MEMBERS, 1, Runtime.getRuntime().availableProcessors());
  }

  private void step(double t, @Nullable ParallelSteps parallel) {
    if (parallel == null) {
      for (Group p : populations) {
        p.advanceAll(t);
      }
      return;
    }
    gathers = true;
    parallel.advance(t);
    gathers = false;
    pending.forEach(Pending::emit);
  }

  void run() {
    int threads = threads();
    if (threads == 1) {
      run(null);
      return;
    }
    try (ParallelSteps parallel = new ParallelSteps(populations, threads)) {
      run(parallel);
    }
  }

  private void run(@Nullable ParallelSteps parallel) {
    start();
    probes.forEach(TraceProbe::start);
    learning.values().forEach(l -> l.sampleWeights(-1));
    for (tick = 0; tick < steps; tick++) {
      times.moveTo(tick);
      double t = times.at(tick);
      ring.deliver(tick, this::deliver);
      cables.advance(t);
      step(t, parallel);
      cables.detectSpikes();
      endTick();
    }
    if (!learning.isEmpty()) {
      tick = steps - 1;
      endSlice();
      if (options.weightsEveryTicks() == 0 || steps % options.weightsEveryTicks() != 0) {
        learning.values().forEach(l -> l.sampleWeights(steps - 1));
      }
    }
    options.progress().accept(steps);
  }

  /**
   * Sets all instances up. LEMS's own interpreter sets up what a component encloses twice, the
   * network's populations and their members included; this can only be told where start actions
   * draw from one sequence of random numbers, so only then it is done.
   */
  private void start() {
    cables.start();
    int passes = drawsInOrder ? 2 : 1;
    for (int pass = 0; pass < passes; pass++) {
      for (Group p : populations) {
        for (int again = 0; again < passes; again++) {
          for (int i = 0; i < p.size; i++) {
            p.start(i);
          }
        }
      }
    }
  }

  private void endTick() {
    if (tick % options.sliceTicks() == 0) {
      endSlice();
    }
    for (SpikeLog log : spikes) {
      log.endTick();
    }
    for (TraceProbe probe : probes) {
      probe.endTick(tick);
    }
    if (options.weightsEveryTicks() > 0 && (tick + 1) % options.weightsEveryTicks() == 0) {
      learning.values().forEach(l -> l.sampleWeights(tick));
    }
    if (tick % TICKS_PER_REPORT == 0) {
      options.progress().accept(tick + 1);
    }
  }

  // ------------------------------------------------------------------------------------------------ events

  private void emit(int a, int source) {
    Axons x = axons.get(a);
    LearningAxons learns = learners[a];
    if (learns != null) {
      learns.presynaptic(source, tick, sliceBase);
      return;
    }
    if (x.target().isEmpty() && !cables.receives(x.projection())) {
      return;
    }
    int end = x.start()[source + 1];
    int from = x.start()[source];
    while (from < end) {
      long due = x.isUniform() ? uniformDue(a, x) : due(x, from);
      int to = x.isUniform() ? end : from + 1;
      while (to < end && due(x, to) == due) {
        to++;
      }
      if (due == tick) {
        deliver(a, from, to);
      } else {
        ring.send(due, a, from, to);
      }
      from = to;
    }
  }

  /** Where all delays are the same, the tick is found once for all events of a step. */
  private long uniformDue(int a, Axons x) {
    if (knownAt[a] != tick) {
      knownAt[a] = tick;
      knownDue[a] = due(x, 0);
    }
    return knownDue[a];
  }

  /**
   * The tick at whose start an event that is sent now arrives; the present one for an event without
   * delay.
   */
  private long due(Axons x, int k) {
    int delay = x.delay()[k];
    long due = tick + delay;
    boolean late = accumulated && delay > 0 && times.at(due) < times.at(tick) + x.delaySeconds()[k];
    return late ? due + 1 : due;
  }

  private void endSlice() {
    learning.forEach(
        (a, learns) ->
            learns.endSlice(
                sliceBase,
                // a weight is known only when its slice has ended, so the event of the last tick
                // acts one step later at the earliest
                (spikeTick, k) ->
                    ring.send(
                        Math.max(tick + 1, spikeTick + learns.axons.delay()[k]), a, k, k + 1)));
    sliceBase = tick + 1;
  }

  private void deliver(int a, int from, int to) {
    Axons x = axons.get(a);
    if (x.target().isPresent()) {
      x.target().get().code().receive(x.instance(), x.weight(), from, to);
    } else {
      cables.deliver(x, from, to);
    }
  }

  // ------------------------------------------------------------------------------------------------ results

  Recording recording(Recording.Info info, NetworkAssembly assembly) {
    List<WeightSeries> weights = new ArrayList<>();
    List<LearningSeries> words = new ArrayList<>();
    for (LearningAxons l : learning.values()) {
      weights.addAll(l.weightSeries());
      l.learningSeries().ifPresent(words::add);
    }
    return new Recording(
        info,
        dt,
        steps,
        spikes.stream().map(SpikeLog::series).toList(),
        probes.stream().map(TraceProbe::trace).toList(),
        weights,
        words,
        assembly.ranges().ranges());
  }
}
