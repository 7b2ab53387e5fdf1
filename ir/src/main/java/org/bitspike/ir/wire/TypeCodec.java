package org.bitspike.ir.wire;

import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.Constant;
import org.bitspike.ir.network.ComponentType.DerivedParameter;
import org.bitspike.ir.network.ComponentType.EventPort;
import org.bitspike.ir.network.ComponentType.Parameter;
import org.bitspike.ir.network.ComponentType.Property;
import org.bitspike.ir.network.ComponentType.Requirement;
import org.bitspike.ir.network.ComponentType.Slot;
import org.bitspike.ir.unit.Dimension;
import org.bitspike.ir.wire.proto.NetworkWire;
import org.bitspike.ir.wire.proto.NetworkWire.Quantity;

/** Component types, all but what they do in time. */
final class TypeCodec {

  private TypeCodec() {}

  static NetworkWire.ComponentType write(ComponentType type) {
    NetworkWire.ComponentType.Builder wire =
        NetworkWire.ComponentType.newBuilder()
            .setName(type.name())
            .addAllAncestor(type.ancestors())
            .addAllText(type.texts())
            .setDynamics(DynamicsCodec.write(type.dynamics()))
            .setSource(Pieces.write(type.source()));
    type.parameters().forEach(p -> wire.addParameter(quantity(p.name(), p.dimension())));
    type.properties()
        .forEach(
            p -> wire.addProperty(quantity(p.name(), p.dimension()).setValue(p.defaultValue())));
    type.constants()
        .forEach(c -> wire.addConstant(quantity(c.name(), c.dimension()).setValue(c.value())));
    type.derivedParameters()
        .forEach(
            d ->
                wire.addDerivedParameter(
                    quantity(d.name(), d.dimension()).setExpr(Pieces.write(d.value()))));
    type.requirements().forEach(r -> wire.addRequirement(quantity(r.name(), r.dimension())));
    type.eventPorts()
        .forEach(
            p ->
                wire.addEventPort(
                    NetworkWire.EventPort.newBuilder().setName(p.name()).setIn(p.in())));
    for (Slot slot : type.slots()) {
      wire.addSlot(
          NetworkWire.Slot.newBuilder()
              .setName(slot.name())
              .setType(slot.type())
              .setKind(Pieces.write(NetworkWire.SlotKind.class, slot.kind())));
    }
    return wire.build();
  }

  static ComponentType read(NetworkWire.ComponentType wire) {
    return new ComponentType(
        wire.getName(),
        wire.getAncestorList(),
        wire.getParameterList().stream()
            .map(q -> new Parameter(q.getName(), read(q.getDimension())))
            .toList(),
        wire.getPropertyList().stream()
            .map(q -> new Property(q.getName(), read(q.getDimension()), q.getValue()))
            .toList(),
        wire.getConstantList().stream()
            .map(q -> new Constant(q.getName(), read(q.getDimension()), q.getValue()))
            .toList(),
        wire.getDerivedParameterList().stream()
            .map(
                q ->
                    new DerivedParameter(
                        q.getName(), read(q.getDimension()), Pieces.expr(q.getExpr())))
            .toList(),
        wire.getRequirementList().stream()
            .map(q -> new Requirement(q.getName(), read(q.getDimension())))
            .toList(),
        wire.getEventPortList().stream().map(p -> new EventPort(p.getName(), p.getIn())).toList(),
        wire.getSlotList().stream()
            .map(s -> new Slot(s.getName(), s.getType(), Pieces.read(Slot.Kind.class, s.getKind())))
            .toList(),
        wire.getTextList(),
        DynamicsCodec.read(wire.getDynamics()),
        Pieces.read(wire.getSource()));
  }

  private static Quantity.Builder quantity(String name, Dimension dimension) {
    return Quantity.newBuilder().setName(name).setDimension(write(dimension));
  }

  static NetworkWire.Dimension write(Dimension dimension) {
    return NetworkWire.Dimension.newBuilder()
        .setName(dimension.name())
        .setM(dimension.m())
        .setL(dimension.l())
        .setT(dimension.t())
        .setI(dimension.i())
        .setK(dimension.k())
        .setN(dimension.n())
        .setJ(dimension.j())
        .build();
  }

  static Dimension read(NetworkWire.Dimension wire) {
    return new Dimension(
        wire.getName(),
        wire.getM(),
        wire.getL(),
        wire.getT(),
        wire.getI(),
        wire.getK(),
        wire.getN(),
        wire.getJ());
  }
}
