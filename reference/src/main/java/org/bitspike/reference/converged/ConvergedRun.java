package org.bitspike.reference.converged;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.recording.Recording;

/**
 * The loop over events. At equal times spikes arrive first, in the order they were sent; then units
 * go on in the order of their populations.
 */
final class ConvergedRun implements Unit.Listener {

  /** Things that may happen at one instant, for each unit: beyond, time has stopped. */
  private static final int MOST_AT_ONCE = 10_000;

  private final Wiring wiring;
  private final ConvergedOptions options;
  private final UnitFactory factory;
  private final List<SpikeLog> logs = new ArrayList<>();
  private final List<Axons> axons = new ArrayList<>();
  private final Map<String, List<Integer>> outgoing = new LinkedHashMap<>();
  private final Arrivals arrivals = new Arrivals();
  private int[][] sourceLog = new int[0][];
  private int[][] sourceMember = new int[0][];
  private List<List<Integer>> axonsOfLog = List.of();
  private final double end;

  ConvergedRun(Wiring wiring, ConvergedOptions options) {
    this.wiring = wiring;
    this.options = options;
    this.factory = new UnitFactory(wiring, options, this);
    this.end = options.ticks() * options.gridSeconds();
  }

  void run() {
    factory.make();
    connect();
    List<Unit> units = factory.units;
    UnitQueue queue = new UnitQueue(units.size());
    for (int u = 0; u < units.size(); u++) {
      units.get(u).start(factory.restarts.get(u));
      queue.update(units.get(u));
    }
    long reported = 0;
    double instant = -1;
    long atOnce = 0;
    boolean sent = false;
    while (true) {
      double next = queue.isEmpty() ? Double.POSITIVE_INFINITY : queue.first().horizon;
      double arrival = arrivals.next();
      double now = Math.min(next, arrival);
      if (!(now <= end)) {
        break;
      }
      sent = now <= instant && sent;
      atOnce = now > instant ? 0 : atOnce + 1;
      instant = Math.max(instant, now);
      if (atOnce > (long) MOST_AT_ONCE * (units.size() + 1)) {
        throw sent ? timeStops(instant) : queue.first().neverRests();
      }
      if (arrival <= next) {
        sent = true;
        deliver(arrival, queue);
        continue;
      }
      Unit unit = queue.first();
      boolean eventful = unit.eventful();
      unit.commit(next);
      if (eventful) {
        unit.act();
      }
      if (next >= end && !unit.eventful()) {
        queue.remove(unit);
      } else if (next >= end) {
        unit.horizon = Double.POSITIVE_INFINITY;
        queue.remove(unit);
      } else {
        unit.plan();
        queue.update(unit);
      }
      long tick = (long) (now / options.gridSeconds());
      if (tick >= reported + 256) {
        reported = tick;
        options.progress().accept(tick);
      }
    }
    units.forEach(Unit::finish);
    options.progress().accept(options.ticks());
  }

  private static BitspikeException timeStops(double t) {
    return new BitspikeException(
        Diagnostic.error(
            Code.R_NO_LIMIT,
            org.bitspike.ir.SourceRef.NONE,
            "events without delay call forth each other without end at t = " + t + " s",
            "give connections of a loop a delay, or cells a refractory time"));
  }

  // --------------------------------------------------------------------------------------------
  // events

  private void deliver(double at, UnitQueue queue) {
    Axons x = axons.get(arrivals.axons());
    int from = arrivals.from();
    int to = arrivals.to();
    arrivals.removeFirst();
    for (int k = from; k < to; k++) {
      Unit unit = factory.units.get(x.unit()[k]);
      unit.commit(at);
      if (x.weightSlot()[k] >= 0) {
        unit.base[x.weightSlot()[k]] = x.weight()[k];
      }
      unit.receive(x.part()[k]);
      unit.horizon = at;
      queue.update(unit);
    }
  }

  @Override
  public void emitted(Unit unit, int part, double time) {
    int log = sourceLog[unit.index][part];
    if (log < 0) {
      return;
    }
    int member = sourceMember[unit.index][part];
    logs.get(log).add(member, time);
    for (int a : axonsOfLog.get(log)) {
      Axons x = axons.get(a);
      int last = x.start()[member + 1];
      int from = x.start()[member];
      while (from < last) {
        double delay = x.delay()[from];
        int to = from + 1;
        while (to < last && x.delay()[to] == delay) {
          to++;
        }
        arrivals.send(time + delay, a, from, to);
        from = to;
      }
    }
  }

  // --------------------------------------------------------------------------------------------
  // wiring

  private void connect() {
    List<Unit> units = factory.units;
    sourceLog = new int[units.size()][];
    sourceMember = new int[units.size()][];
    for (int u = 0; u < units.size(); u++) {
      int parts = units.get(u).shape.system.parts().size();
      sourceLog[u] = new int[parts];
      sourceMember[u] = new int[parts];
      Arrays.fill(sourceLog[u], -1);
    }
    for (Wiring.Wired w : wiring.wired) {
      outgoing.computeIfAbsent(w.projection().pre(), id -> new ArrayList<>()).add(axons.size());
      axons.add(axons(w));
    }
    List<List<Integer>> all = new ArrayList<>();
    for (Population p : wiring.network.populations()) {
      int first = wiring.firstCell.getOrDefault(p.id(), 0);
      for (int i = 0; i < p.size(); i++) {
        UnitFactory.Home home = factory.homes.get(first + i);
        sourceLog[home.unit()][home.root()] = logs.size();
        sourceMember[home.unit()][home.root()] = i;
      }
      all.add(outgoing.getOrDefault(p.id(), List.of()));
      logs.add(new SpikeLog(p.id(), p.size()));
    }
    for (Wiring.Firing f : wiring.firing) {
      for (int k = 0; k < f.cell().length; k++) {
        UnitFactory.Home home = factory.homes.get(f.cell()[k]);
        int part = home.places()[f.place()[k]];
        sourceLog[home.unit()][part] = logs.size();
        sourceMember[home.unit()][part] = k;
      }
      all.add(List.of());
      logs.add(new SpikeLog(f.input().id(), f.cell().length));
    }
    axonsOfLog = all;
  }

  private Axons axons(Wiring.Wired w) {
    int n = w.table().size();
    int[] unit = new int[n];
    int[] part = new int[n];
    int[] weightSlot = new int[n];
    for (int c = 0; c < n; c++) {
      UnitFactory.Home home = factory.homes.get(w.cell()[c]);
      unit[c] = home.unit();
      if (w.place()[c] == Wiring.CELL_ITSELF) {
        part[c] = home.root();
        weightSlot[c] = -1;
        continue;
      }
      part[c] = home.places()[w.place()[c]];
      boolean merged = wiring.cells.get(w.cell()[c]).attached.get(w.place()[c]).merged();
      weightSlot[c] = merged ? UnitFactory.weightSlot(factory.units.get(unit[c]), part[c]) : -1;
    }
    int sources = wiring.network.population(w.projection().pre()).size();
    return Axons.of(w.table(), sources, unit, part, weightSlot);
  }

  Recording recording(Recording.Info info) {
    return new Recording(
        info,
        options.gridSeconds(),
        options.ticks(),
        logs.stream().map(l -> l.series(options.gridSeconds())).toList(),
        factory.probes.stream().map(Probe::trace).toList(),
        List.of(),
        List.of(),
        List.of());
  }
}
