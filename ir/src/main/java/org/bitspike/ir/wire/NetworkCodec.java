package org.bitspike.ir.wire;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.NetworkVerifier;
import org.bitspike.ir.network.OutputRequest;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.wire.proto.CommonWire.FileHeader;
import org.bitspike.ir.wire.proto.NetworkWire;
import org.bitspike.ir.wire.proto.NetworkWire.NetworkHead;

/** {@code .bspn}. */
final class NetworkCodec implements Codec<Network, NetworkWire.Network> {

  @Override
  public Noun noun() {
    return Noun.NETWORK;
  }

  @Override
  public Parser<NetworkWire.Network> parser() {
    return NetworkWire.Network.parser();
  }

  @Override
  public Message.Builder newBuilder() {
    return NetworkWire.Network.newBuilder();
  }

  @Override
  public FileHeader header(Network network) {
    return FileHeader.newBuilder()
        .setBitspikeVersion(BitspikeVersion.current())
        .addSeed(network.run().seed())
        .build();
  }

  @Override
  public List<Diagnostic> verify(Network network) {
    return NetworkVerifier.verify(network);
  }

  @Override
  public void encode(Network network, Consumer<NetworkWire.Network> parts) {
    parts.accept(part().setHead(head(network)).build());
    network.types().forEach(t -> parts.accept(part().addType(TypeCodec.write(t)).build()));
    network
        .components()
        .forEach(c -> ComponentCodec.write(c, w -> parts.accept(part().addComponent(w).build())));
    network.populations().forEach(p -> parts.accept(part().addPopulation(write(p)).build()));
    for (int k = 0; k < network.projections().size(); k++) {
      ProjectionCodec.write(k, network.projections().get(k), parts);
    }
    for (int k = 0; k < network.couplings().size(); k++) {
      CouplingCodec.write(k, network.couplings().get(k), parts);
    }
    for (int k = 0; k < network.inputs().size(); k++) {
      InputCodec.write(k, network.inputs().get(k), parts);
    }
    network.outputs().forEach(o -> parts.accept(part().addOutput(write(o)).build()));
  }

  static NetworkWire.Network.Builder part() {
    return NetworkWire.Network.newBuilder();
  }

  private static NetworkHead head(Network network) {
    return NetworkHead.newBuilder()
        .setName(network.name())
        .setStepSeconds(network.run().stepSeconds())
        .setDurationSeconds(network.run().durationSeconds())
        .setSeed(network.run().seed())
        .setSource(Pieces.write(network.source()))
        .build();
  }

  private static NetworkWire.Population write(Population population) {
    return NetworkWire.Population.newBuilder()
        .setId(population.id())
        .setComponent(population.component())
        .setSize(population.size())
        .setSource(Pieces.write(population.source()))
        .build();
  }

  private static NetworkWire.OutputRequest write(OutputRequest output) {
    NetworkWire.OutputRequest.Builder wire =
        NetworkWire.OutputRequest.newBuilder()
            .setId(output.id())
            .setFileName(output.fileName())
            .setKind(Pieces.write(NetworkWire.OutputKind.class, output.kind()))
            .setFormat(output.format())
            .setSource(Pieces.write(output.source()));
    output.axes().ifPresent(a -> wire.setAxes(write(a)));
    for (OutputRequest.Column column : output.columns()) {
      NetworkWire.OutputColumn.Builder one =
          NetworkWire.OutputColumn.newBuilder()
              .setId(column.id())
              .setPopulation(column.population())
              .setIndex(column.index())
              .setVariable(column.variable());
      column
          .line()
          .ifPresent(
              l ->
                  one.setLine(
                      NetworkWire.DisplayLine.newBuilder()
                          .setScale(l.scale())
                          .setUnit(l.unit())
                          .setColor(l.color())));
      wire.addColumn(one);
    }
    return wire.build();
  }

  private static NetworkWire.DisplayAxes write(OutputRequest.Axes axes) {
    return NetworkWire.DisplayAxes.newBuilder()
        .setTitle(axes.title())
        .setTimeScale(axes.timeScale())
        .setXmin(axes.xmin())
        .setXmax(axes.xmax())
        .setYmin(axes.ymin())
        .setYmax(axes.ymax())
        .build();
  }

  @Override
  public Decoder<Network, NetworkWire.Network> decoder() {
    return new Reading();
  }

  private static final class Reading implements Decoder<Network, NetworkWire.Network> {
    private Optional<NetworkHead> head = Optional.empty();
    private final List<ComponentType> types = new ArrayList<>();
    private final ComponentCodec.Reading components = new ComponentCodec.Reading();
    private final List<Population> populations = new ArrayList<>();
    private final ProjectionCodec.Reading projections = new ProjectionCodec.Reading();
    private final CouplingCodec.Reading couplings = new CouplingCodec.Reading();
    private final InputCodec.Reading inputs = new InputCodec.Reading();
    private final List<OutputRequest> outputs = new ArrayList<>();

    @Override
    public void accept(NetworkWire.Network part) {
      if (part.hasHead()) {
        if (head.isPresent()) {
          throw new ContentException("the network has two heads");
        }
        head = Optional.of(part.getHead());
      }
      part.getTypeList().forEach(t -> types.add(TypeCodec.read(t)));
      part.getComponentList().forEach(components::accept);
      part.getPopulationList()
          .forEach(
              p ->
                  populations.add(
                      new Population(
                          p.getId(), p.getComponent(), p.getSize(), Pieces.read(p.getSource()))));
      projections.accept(part);
      couplings.accept(part);
      inputs.accept(part);
      part.getOutputList().forEach(o -> outputs.add(read(o)));
    }

    @Override
    public Network finish() {
      NetworkHead found = head.orElseThrow(() -> new ContentException("the network has no head"));
      return new Network(
          found.getName(),
          types,
          components.finish(),
          populations,
          projections.finish(),
          couplings.finish(),
          inputs.finish(),
          outputs,
          new Network.Run(found.getStepSeconds(), found.getDurationSeconds(), found.getSeed()),
          Pieces.read(found.getSource()));
    }

    private static OutputRequest read(NetworkWire.OutputRequest wire) {
      return new OutputRequest(
          wire.getId(),
          wire.getFileName(),
          Pieces.read(OutputRequest.Kind.class, wire.getKind()),
          wire.getFormat(),
          wire.getColumnList().stream().map(Reading::read).toList(),
          wire.hasAxes() ? Optional.of(read(wire.getAxes())) : Optional.empty(),
          Pieces.read(wire.getSource()));
    }

    private static OutputRequest.Column read(NetworkWire.OutputColumn wire) {
      NetworkWire.DisplayLine line = wire.getLine();
      return new OutputRequest.Column(
          wire.getId(),
          wire.getPopulation(),
          wire.getIndex(),
          wire.getVariable(),
          wire.hasLine()
              ? Optional.of(
                  new OutputRequest.Line(line.getScale(), line.getUnit(), line.getColor()))
              : Optional.empty());
    }

    private static OutputRequest.Axes read(NetworkWire.DisplayAxes wire) {
      return new OutputRequest.Axes(
          wire.getTitle(),
          wire.getTimeScale(),
          wire.getXmin(),
          wire.getXmax(),
          wire.getYmin(),
          wire.getYmax());
    }
  }
}
