package org.bitspike.backends.neuroml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.bitspike.backends.mapped.MappedNetwork;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.SourceBlock;
import org.bitspike.ir.program.Stimulus;
import org.bitspike.ir.program.SynapseBlock;

/**
 * Populations whose members are equal: those of the network, split where the hardware gave members
 * different numbers, and sources split by their trains.
 */
final class Parts {

  /**
   * Equal members.
   *
   * @param id of the part
   * @param component what each is
   * @param size how many
   * @param changes quantities that the hardware changed
   */
  record Part(String id, Component component, int size, Map<String, Double> changes) {}

  /** Where a member of a population of the network is. */
  record Member(String part, int index) {}

  private final MappedNetwork mapped;
  private final String name;
  private final Set<String> ids = new HashSet<>();
  private final Map<String, Part> parts = new LinkedHashMap<>();
  private final Map<String, Member[]> members = new HashMap<>();

  Parts(MappedNetwork mapped) {
    this.mapped = mapped;
    this.name = plain(mapped.network().name());
    ids.add(name);
    for (Population population : mapped.network().populations()) {
      if (mapped.network().typeOf(population.component()).isAutonomousSource()) {
        sources(population);
      } else {
        neurons(population);
      }
    }
  }

  MappedNetwork mapped() {
    return mapped;
  }

  /** Name of the network. */
  String name() {
    return name;
  }

  /** Every part, in the order of populations. */
  List<Part> all() {
    return List.copyOf(parts.values());
  }

  Part part(String id) {
    return Objects.requireNonNull(parts.get(id), id);
  }

  Member member(String population, int index) {
    return Objects.requireNonNull(members.get(population), population)[index];
  }

  private static String plain(String wanted) {
    String name = wanted.replaceAll("[^A-Za-z0-9_]", "_");
    return name.isEmpty() || Character.isDigit(name.charAt(0)) ? "_" + name : name;
  }

  /** An id not given before, of letters, digits and underscores. */
  String fresh(String wanted) {
    String first = plain(wanted);
    String id = first;
    for (int n = 2; !ids.add(id); n++) {
      id = first + "_" + n;
    }
    return id;
  }

  private interface Maker<K> {
    Part make(String id, int size, K kind);
  }

  private <K> void split(Population population, List<K> kinds, Maker<K> maker) {
    Map<K, List<Integer>> groups = new LinkedHashMap<>();
    for (int n = 0; n < kinds.size(); n++) {
      groups.computeIfAbsent(kinds.get(n), k -> new ArrayList<>()).add(n);
    }
    Member[] where = new Member[kinds.size()];
    int number = 0;
    for (Map.Entry<K, List<Integer>> group : groups.entrySet()) {
      String id = fresh(groups.size() == 1 ? population.id() : population.id() + "_" + number++);
      parts.put(id, maker.make(id, group.getValue().size(), group.getKey()));
      for (int k = 0; k < group.getValue().size(); k++) {
        where[group.getValue().get(k)] = new Member(id, k);
      }
    }
    members.put(population.id(), where);
  }

  private void neurons(Population population) {
    List<Map<String, Double>> changes = new ArrayList<>();
    for (int n = 0; n < population.size(); n++) {
      changes.add(Map.of());
    }
    for (NeuronBlock block : mapped.program().neurons()) {
      if (block.population().equals(population.id())) {
        for (int n = 0; n < block.size(); n++) {
          changes.set(block.populationIndex()[n], mapped.changes(block, n));
        }
      }
    }
    Component cell = mapped.network().component(population.component());
    split(
        population,
        changes,
        (id, size, change) ->
            new Part(id, EffectiveCells.cell(cell, fresh(id + "_cell"), change), size, change));
  }

  private void sources(Population population) {
    List<List<Long>> trains = new ArrayList<>();
    for (int n = 0; n < population.size(); n++) {
      trains.add(new ArrayList<>());
    }
    for (Stimulus.SpikeTrain train : mapped.program().stimulus().spikes()) {
      Optional<SourceBlock> block =
          mapped.program().sources().stream()
              .filter(b -> b.name().equals(train.block()))
              .filter(b -> b.population().equals(population.id()))
              .findFirst();
      for (int k = 0; block.isPresent() && k < train.tick().length; k++) {
        trains.get(block.get().populationIndex()[train.source()[k]]).add(train.tick()[k]);
      }
    }
    split(
        population,
        trains,
        (id, size, train) ->
            new Part(id, spikeArray(fresh(id + "_spikes"), train), size, Map.of()));
  }

  /** A spike in the middle of its tick: the grid's next point is the tick's end. */
  private Component spikeArray(String id, List<Long> ticks) {
    List<Component> spikes = new ArrayList<>();
    for (long tick : ticks) {
      double time = (tick + 0.5) * mapped.program().tick().femtoseconds() / 1e15;
      spikes.add(Component.of(String.valueOf(spikes.size()), "spike", Map.of("time", time)));
    }
    return new Component(
        id, "spikeArray", Map.of(), Map.of(), Map.of("spikes", spikes), mapped.network().source());
  }

  /** Quantities of the receptor that a block of synapses uses on a part, without its name. */
  Map<String, Double> receptorChanges(SynapseBlock synapses, Part target) {
    Map<String, Double> found = new LinkedHashMap<>();
    for (NeuronBlock block : mapped.program().neurons()) {
      for (int n = 0; block.name().equals(synapses.target()) && n < block.size(); n++) {
        if (member(block.population(), block.populationIndex()[n]).part().equals(target.id())) {
          for (String quantity : List.of("tau", "e_rev")) {
            mapped
                .receptorChange(block, n, synapses, quantity)
                .ifPresent(v -> found.put(quantity, v));
          }
          return found;
        }
      }
    }
    return found;
  }
}
