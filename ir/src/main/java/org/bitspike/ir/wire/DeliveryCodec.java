package org.bitspike.ir.wire;

import java.util.Optional;
import org.bitspike.ir.profile.Delivery;
import org.bitspike.ir.profile.Delivery.Addresses;
import org.bitspike.ir.profile.Delivery.Buses;
import org.bitspike.ir.profile.Delivery.Cores;
import org.bitspike.ir.profile.Delivery.Drivers;
import org.bitspike.ir.profile.Delivery.Merge;
import org.bitspike.ir.wire.proto.ProfileWire;

/** Buses, addresses and drivers in a profile. */
final class DeliveryCodec {

  private DeliveryCodec() {}

  static ProfileWire.Delivery write(Delivery delivery) {
    Cores cores = delivery.cores();
    ProfileWire.CoreGrid.Builder grid =
        ProfileWire.CoreGrid.newBuilder().addAllGrid(Pieces.write(cores.grid()));
    cores.when().ifPresent(e -> grid.setWhen(Pieces.write(e)));
    cores.fill().ifPresent(e -> grid.setFill(Pieces.write(e)));
    Buses buses = delivery.buses();
    ProfileWire.BusRule.Builder bus =
        ProfileWire.BusRule.newBuilder()
            .addAllOver(Pieces.write(buses.over()))
            .setNode(TopologyCodec.write(buses.node()))
            .setBlockCircuits(buses.blockCircuits());
    for (Merge merge : buses.merges()) {
      bus.addMerge(
          ProfileWire.MergeRule.newBuilder()
              .setName(merge.name())
              .setBlocks(merge.blocks())
              .setOnto(Pieces.write(merge.onto())));
    }
    Addresses address = delivery.address();
    Drivers drivers = delivery.drivers();
    return ProfileWire.Delivery.newBuilder()
        .setCores(grid)
        .setAddress(
            ProfileWire.AddressRule.newBuilder()
                .setBits(address.bits())
                .setRowBits(address.rowBits())
                .setUsable(Pieces.write(address.usable())))
        .setBuses(bus)
        .setDrivers(
            ProfileWire.DriverRule.newBuilder()
                .setFamily(drivers.family())
                .addAllCore(Pieces.write(drivers.core()))
                .setZone(Pieces.write(drivers.zone()))
                .setCircuitZone(Pieces.write(drivers.circuitZone()))
                .setRows(drivers.rows())
                .setLanes(drivers.lanes())
                .setLane(Pieces.write(drivers.lane())))
        .build();
  }

  static Delivery read(ProfileWire.Delivery wire) {
    ProfileWire.CoreGrid cores = wire.getCores();
    ProfileWire.AddressRule address = wire.getAddress();
    ProfileWire.BusRule buses = wire.getBuses();
    ProfileWire.DriverRule drivers = wire.getDrivers();
    return new Delivery(
        new Cores(
            Pieces.read(cores.getGridList()),
            cores.hasWhen() ? Optional.of(Pieces.expr(cores.getWhen())) : Optional.empty(),
            cores.hasFill() ? Optional.of(Pieces.expr(cores.getFill())) : Optional.empty()),
        new Addresses(address.getBits(), address.getRowBits(), Pieces.expr(address.getUsable())),
        new Buses(
            Pieces.read(buses.getOverList()),
            TopologyCodec.read(buses.getNode()),
            buses.getBlockCircuits(),
            buses.getMergeList().stream()
                .map(m -> new Merge(m.getName(), m.getBlocks(), Pieces.expr(m.getOnto())))
                .toList()),
        new Drivers(
            drivers.getFamily(),
            Pieces.read(drivers.getCoreList()),
            Pieces.expr(drivers.getZone()),
            Pieces.expr(drivers.getCircuitZone()),
            drivers.getRows(),
            drivers.getLanes(),
            Pieces.expr(drivers.getLane())));
  }
}
