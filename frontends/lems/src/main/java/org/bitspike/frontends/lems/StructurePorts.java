package org.bitspike.frontends.lems;

import java.util.List;
import java.util.Optional;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.network.ComponentType.EventPort;

/** Which ports events leave and reach, where a Structure names them and where it does not. */
final class StructurePorts extends ElementReader {

  /** The port that events reach where nothing else is said. */
  private static final String IN = "in";

  StructurePorts(Definitions definitions, Diagnostics diagnostics) {
    super(definitions, diagnostics);
  }

  /** The port events leave by: empty text for the one that needs no name. */
  Optional<String> source(Optional<String> named, Member from, SourceRef where) {
    TypeModel type = from.cells().type();
    List<String> out =
        type.eventPorts.values().stream().filter(p -> !p.in()).map(EventPort::name).toList();
    if (named.isPresent()) {
      return known(named.get(), out, type, "out", where);
    }
    if (out.isEmpty()) {
      error(
          Code.N_TYPE_MISMATCH,
          where,
          "population '" + from.population() + "' is of " + type.name + ", which emits no events");
      return Optional.empty();
    }
    return out.size() == 1 || out.contains("spike")
        ? Optional.of("")
        : ambiguous(type, "out", where);
  }

  /** The port events arrive at: empty text for a synapse's {@code in}. */
  Optional<String> target(
      Optional<String> named, Optional<ComponentTable.Built> receiver, Member to, SourceRef where) {
    TypeModel type = receiver.map(ComponentTable.Built::type).orElse(to.cells().type());
    List<String> in =
        type.eventPorts.values().stream().filter(EventPort::in).map(EventPort::name).toList();
    if (named.isPresent()) {
      return known(named.get(), in, type, IN, where);
    }
    if (in.isEmpty()) {
      error(Code.N_TYPE_MISMATCH, where, "a " + type.name + " has no port for incoming events");
      return Optional.empty();
    }
    if (in.contains(IN)) {
      return Optional.of(receiver.isPresent() ? "" : IN);
    }
    return in.size() == 1 ? Optional.of(in.get(0)) : ambiguous(type, IN, where);
  }

  private Optional<String> known(
      String port, List<String> ports, TypeModel type, String direction, SourceRef where) {
    if (ports.contains(port)) {
      return Optional.of(port);
    }
    error(
        Code.F_UNRESOLVED,
        where,
        type.name + " has no event port '" + port + "' with direction " + direction);
    return Optional.empty();
  }

  private Optional<String> ambiguous(TypeModel type, String direction, SourceRef where) {
    error(
        Code.F_MISSING_ATTRIBUTE,
        where,
        type.name + " has several event ports with direction " + direction + "; name one");
    return Optional.empty();
  }
}
