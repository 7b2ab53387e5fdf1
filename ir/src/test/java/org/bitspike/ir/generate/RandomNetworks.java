package org.bitspike.ir.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Connectivity;
import org.bitspike.ir.network.Coupling;
import org.bitspike.ir.network.InputBinding;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.OutputRequest;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.network.ProceduralConnector;
import org.bitspike.ir.network.ProceduralConnector.Draw;
import org.bitspike.ir.network.ProceduralConnector.Rule;
import org.bitspike.ir.network.Projection;

/** Random networks that verify. They make no sense to simulate. */
public final class RandomNetworks {

  private final Dice dice;

  private RandomNetworks(long seed) {
    dice = new Dice(seed);
  }

  /** The network of a seed. */
  public static Network network(long seed) {
    return new RandomNetworks(seed).network();
  }

  private Network network() {
    List<ComponentType> types = new ArrayList<>();
    int typeCount = dice.between(1, 4);
    for (int k = 0; k < typeCount; k++) {
      types.add(RandomTypes.type(dice, "type" + k));
    }
    List<Component> components = new ArrayList<>();
    int componentCount = dice.between(1, 5);
    for (int k = 0; k < componentCount; k++) {
      components.add(component("c" + k + dice.text(), types, 3));
    }
    List<Component> plain = List.copyOf(components);
    List<Population> populations = new ArrayList<>();
    int populationCount = dice.between(1, 4);
    for (int k = 0; k < populationCount; k++) {
      populations.add(
          new Population("p" + k, dice.one(components).id(), dice.between(1, 20), dice.place()));
    }
    List<Component> couplers = new ArrayList<>();
    if (dice.flip()) {
      types.addAll(RandomCouplers.types(dice));
      couplers.addAll(RandomCouplers.couplers(dice));
      components.addAll(couplers);
      components.add(RandomCouplers.gate(dice));
    }
    double step = dice.one(1e-4, 1e-3, 5e-5);
    return new Network(
        dice.text(),
        types,
        components,
        populations,
        dice.some(4, k -> projection("proj" + k, plain, populations)),
        couplers.isEmpty()
            ? List.of()
            : dice.some(3, k -> coupling("cpl" + k, couplers, populations)),
        dice.some(3, k -> input("in" + k, plain, dice.one(populations))),
        dice.some(3, k -> output("out" + k, populations)),
        new Network.Run(step, step * dice.between(1, 10000), dice.anyLong()),
        dice.place());
  }

  private Component component(String id, List<ComponentType> types, int depth) {
    ComponentType type = dice.one(types);
    Map<String, Double> parameters = new LinkedHashMap<>();
    type.parameters().forEach(p -> parameters.put(p.name(), dice.real()));
    Map<String, String> texts = new LinkedHashMap<>();
    type.texts().forEach(t -> texts.put(t, dice.text()));
    Map<String, List<Component>> children = new LinkedHashMap<>();
    for (ComponentType.Slot slot : type.slots()) {
      boolean one =
          slot.kind() == ComponentType.Slot.Kind.CHILD
              || slot.kind() == ComponentType.Slot.Kind.REFERENCE;
      if (depth > 0 && dice.flip()) {
        children.put(
            slot.name(), dice.some(one ? 1 : 4, k -> component("child" + k, types, depth - 1)));
      }
    }
    return new Component(id, type.name(), parameters, texts, children, dice.place());
  }

  private Projection projection(
      String id, List<Component> components, List<Population> populations) {
    Population pre = dice.one(populations);
    Population post = dice.one(populations);
    return new Projection(
        id,
        pre.id(),
        post.id(),
        dice.maybe(() -> dice.one(components).id()),
        dice.maybe(() -> dice.one(components).id()),
        connectivity(pre.size(), post.size()),
        dice.maybe(() -> "out"),
        dice.maybe(() -> "in"),
        dice.place());
  }

  private Connectivity connectivity(int pre, int post) {
    if (dice.flip()) {
      boolean self = dice.flip();
      return new ProceduralConnector(
          dice.one(
              new Rule.AllToAll(),
              new Rule.OneToOne(),
              new Rule.FixedProbability(0.25),
              new Rule.FixedNumberPre(dice.below(5)),
              new Rule.FixedNumberPre(dice.below(5), self),
              new Rule.FixedNumberPost(dice.below(5), self),
              new Rule.FixedTotalNumber(self ? dice.below(5) : 0)),
          self,
          dice.one(
              new Draw.Constant(dice.real()),
              new Draw.Uniform(-1, 2),
              new Draw.Normal(0, 1, Double.NEGATIVE_INFINITY, 3),
              new Draw.TruncatedNormal(0, 1, -3, Double.POSITIVE_INFINITY)),
          dice.one(
              new Draw.Constant(dice.notNegative()),
              new Draw.Uniform(0, 1e-3),
              new Draw.Normal(1e-3, 1e-4, 0, 1)),
          dice.anyLong());
    }
    ConnectionTable.Builder table = ConnectionTable.builder();
    int size = dice.below(30);
    for (int c = 0; c < size; c++) {
      table.add(
          dice.below(pre), dice.below(post), dice.real(), dice.notNegative(), dice.below(1000));
    }
    if (dice.flip()) {
      places(table);
    }
    if (dice.flip()) {
      table.attribute("threshold", dice.reals(size)).attribute("u", dice.reals(size));
    }
    return table.build();
  }

  private void places(ConnectionTable.Builder table) {
    table
        .attribute(ConnectionTable.PRE_SEGMENT, whole(table.size()))
        .attribute(ConnectionTable.POST_SEGMENT, whole(table.size()))
        .attribute(ConnectionTable.PRE_FRACTION, fractions(table.size()))
        .attribute(ConnectionTable.POST_FRACTION, fractions(table.size()));
  }

  private double[] whole(int size) {
    return Arrays.stream(dice.column(size, 50)).asDoubleStream().toArray();
  }

  private double[] fractions(int size) {
    return Arrays.stream(dice.column(size, 9)).mapToDouble(f -> f / 8.0).toArray();
  }

  private Coupling coupling(String id, List<Component> couplers, List<Population> populations) {
    Population pre = dice.one(populations);
    Population post = dice.one(populations);
    ConnectionTable.Builder table = ConnectionTable.builder();
    int size = dice.below(20);
    for (int c = 0; c < size; c++) {
      table.add(dice.below(pre.size()), dice.below(post.size()), dice.real(), 0, dice.below(1000));
    }
    if (dice.flip()) {
      places(table);
    }
    return new Coupling(
        id,
        pre.id(),
        post.id(),
        dice.one(couplers).id(),
        dice.one(couplers).id(),
        table.build(),
        dice.place());
  }

  private InputBinding input(String id, List<Component> components, Population population) {
    int size = dice.below(10);
    return new InputBinding(
        id,
        dice.one(components).id(),
        population.id(),
        dice.column(size, population.size()),
        dice.reals(size),
        dice.maybe(() -> new InputBinding.Sites(dice.column(size, 50), fractions(size))),
        dice.place());
  }

  private OutputRequest output(String id, List<Population> populations) {
    return new OutputRequest(
        id,
        dice.text(),
        dice.one(OutputRequest.Kind.values()),
        dice.one("", "ID_TIME", "TIME_ID"),
        dice.some(
            4,
            k -> {
              Population population = dice.one(populations);
              return new OutputRequest.Column(
                  "col" + k,
                  population.id(),
                  dice.below(population.size()),
                  dice.text(),
                  dice.maybe(
                      () -> new OutputRequest.Line(1 + dice.below(9), dice.text(), "#ff0000")));
            }),
        dice.maybe(() -> new OutputRequest.Axes(dice.text(), 1e-3, 0, dice.below(99), -80, 40)),
        dice.place());
  }
}
