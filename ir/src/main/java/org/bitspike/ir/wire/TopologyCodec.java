package org.bitspike.ir.wire;

import java.util.Optional;
import org.bitspike.ir.profile.Topology;
import org.bitspike.ir.profile.Topology.GroupFamily;
import org.bitspike.ir.profile.Topology.Member;
import org.bitspike.ir.profile.Topology.NodeFamily;
import org.bitspike.ir.profile.Topology.SwitchFamily;
import org.bitspike.ir.wire.proto.ProfileWire;

/** Lines and switches in a profile. */
final class TopologyCodec {

  private TopologyCodec() {}

  static ProfileWire.Topology write(Topology topology) {
    ProfileWire.Topology.Builder wire = ProfileWire.Topology.newBuilder();
    for (NodeFamily family : topology.nodes()) {
      wire.addNode(
          ProfileWire.NodeFamily.newBuilder()
              .setName(family.name())
              .addAllOver(Pieces.write(family.over()))
              .setCapacity(Pieces.write(family.capacity())));
    }
    for (GroupFamily family : topology.groups()) {
      wire.addGroup(
          ProfileWire.GroupFamily.newBuilder()
              .setName(family.name())
              .addAllOver(Pieces.write(family.over()))
              .setClosed(Pieces.write(family.closed())));
    }
    for (SwitchFamily family : topology.switches()) {
      ProfileWire.SwitchFamily.Builder one =
          ProfileWire.SwitchFamily.newBuilder()
              .setName(family.name())
              .addAllOver(Pieces.write(family.over()))
              .setFrom(write(family.from()))
              .setTo(write(family.to()))
              .setBothWays(family.bothWays());
      family.when().ifPresent(when -> one.setWhen(Pieces.write(when)));
      family.inGroups().forEach(group -> one.addInGroup(write(group)));
      wire.addSwitchFamily(one);
    }
    for (Topology.Defect defect : topology.defects()) {
      ProfileWire.Defect.Builder one =
          ProfileWire.Defect.newBuilder()
              .setName(defect.name())
              .setCore(defect.core())
              .addAllCircuit(defect.circuits());
      defect.node().ifPresent(n -> one.setNode(write(n)));
      defect.group().ifPresent(g -> one.setGroup(write(g)));
      wire.addDefect(one);
    }
    topology.delivery().ifPresent(d -> wire.setDelivery(DeliveryCodec.write(d)));
    return wire.build();
  }

  static ProfileWire.FamilyMember write(Member member) {
    return ProfileWire.FamilyMember.newBuilder()
        .setFamily(member.family())
        .addAllAt(Pieces.write(member.at()))
        .build();
  }

  static Topology read(ProfileWire.Topology wire) {
    return new Topology(
        wire.getNodeList().stream()
            .map(
                n ->
                    new NodeFamily(
                        n.getName(), Pieces.read(n.getOverList()), Pieces.expr(n.getCapacity())))
            .toList(),
        wire.getGroupList().stream()
            .map(
                g ->
                    new GroupFamily(
                        g.getName(), Pieces.read(g.getOverList()), Pieces.expr(g.getClosed())))
            .toList(),
        wire.getSwitchFamilyList().stream().map(TopologyCodec::read).toList(),
        wire.hasDelivery() ? Optional.of(DeliveryCodec.read(wire.getDelivery())) : Optional.empty(),
        wire.getDefectList().stream()
            .map(
                d ->
                    new Topology.Defect(
                        d.getName(),
                        d.hasNode() ? Optional.of(read(d.getNode())) : Optional.empty(),
                        d.hasGroup() ? Optional.of(read(d.getGroup())) : Optional.empty(),
                        d.getCore(),
                        d.getCircuitList()))
            .toList());
  }

  private static SwitchFamily read(ProfileWire.SwitchFamily wire) {
    return new SwitchFamily(
        wire.getName(),
        Pieces.read(wire.getOverList()),
        wire.hasWhen() ? Optional.of(Pieces.expr(wire.getWhen())) : Optional.empty(),
        read(wire.getFrom()),
        read(wire.getTo()),
        wire.getBothWays(),
        wire.getInGroupList().stream().map(TopologyCodec::read).toList());
  }

  static Member read(ProfileWire.FamilyMember wire) {
    return new Member(wire.getFamily(), Pieces.read(wire.getAtList()));
  }
}
