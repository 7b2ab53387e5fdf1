package org.bitspike.ir.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bitspike.ir.network.InputBinding;
import org.bitspike.ir.wire.proto.NetworkWire;
import org.bitspike.ir.wire.proto.NetworkWire.InputSites;
import org.bitspike.ir.wire.proto.NetworkWire.InputTargets;

/** Inputs: their heads, and their targets and places in pieces. */
final class InputCodec {

  private InputCodec() {}

  static void write(int position, InputBinding input, Consumer<NetworkWire.Network> parts) {
    parts.accept(
        NetworkCodec.part()
            .addInput(
                NetworkWire.InputBinding.newBuilder()
                    .setId(input.id())
                    .setComponent(input.component())
                    .setPopulation(input.population())
                    .setSource(Pieces.write(input.source())))
            .build());
    Chunks.each(
        input.targets().length,
        (from, to) -> {
          InputTargets.Builder piece = InputTargets.newBuilder().setInput(position);
          for (int k = from; k < to; k++) {
            piece.addTarget(input.targets()[k]).addWeight(input.weights()[k]);
          }
          parts.accept(NetworkCodec.part().addTargets(piece).build());
        });
    input
        .sites()
        .ifPresent(
            sites ->
                Chunks.eachOrEmpty(
                    sites.segments().length,
                    (from, to) -> {
                      InputSites.Builder piece = InputSites.newBuilder().setInput(position);
                      for (int k = from; k < to; k++) {
                        piece.addSegment(sites.segments()[k]).addFraction(sites.fractions()[k]);
                      }
                      parts.accept(NetworkCodec.part().addSites(piece).build());
                    }));
  }

  /** Puts inputs together. */
  static final class Reading {
    private final List<Partial> inputs = new ArrayList<>();

    void accept(NetworkWire.Network part) {
      part.getInputList().forEach(i -> inputs.add(new Partial(i)));
      part.getTargetsList().forEach(t -> Pieces.at(inputs, t.getInput(), "input").accept(t));
      part.getSitesList().forEach(s -> Pieces.at(inputs, s.getInput(), "input").accept(s));
    }

    List<InputBinding> finish() {
      return inputs.stream().map(Partial::finish).toList();
    }
  }

  private static final class Partial {
    private final NetworkWire.InputBinding wire;
    private final Ints targets = new Ints();
    private final Doubles weights = new Doubles();
    private final Ints segments = new Ints();
    private final Doubles fractions = new Doubles();
    private boolean placed;

    Partial(NetworkWire.InputBinding wire) {
      this.wire = wire;
    }

    void accept(InputTargets piece) {
      Pieces.sameCount("input " + wire.getId(), piece.getTargetCount(), piece.getWeightCount());
      targets.add(piece.getTargetCount(), piece::getTarget);
      weights.add(piece.getWeightCount(), piece::getWeight);
    }

    void accept(InputSites piece) {
      placed = true;
      Pieces.sameCount("input " + wire.getId(), piece.getSegmentCount(), piece.getFractionCount());
      segments.add(piece.getSegmentCount(), piece::getSegment);
      fractions.add(piece.getFractionCount(), piece::getFraction);
    }

    InputBinding finish() {
      return new InputBinding(
          wire.getId(),
          wire.getComponent(),
          wire.getPopulation(),
          targets.toArray(),
          weights.toArray(),
          placed
              ? Optional.of(new InputBinding.Sites(segments.toArray(), fractions.toArray()))
              : Optional.empty(),
          Pieces.read(wire.getSource()));
    }
  }
}
