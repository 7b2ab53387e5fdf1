package org.bitspike.frontends.lems;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.network.OutputRequest;

/** Reads what a simulation asks to be recorded. */
final class OutputImport extends ElementReader {

  private static final Set<String> IGNORED = Set.of("notes", "annotation", "property");

  private final TypeTable types;
  private final Members members;
  private final QuantityPaths paths;
  private final Drawing drawing;

  OutputImport(
      TypeTable types,
      Members members,
      QuantityPaths paths,
      Definitions definitions,
      Diagnostics diagnostics) {
    super(definitions, diagnostics);
    this.types = types;
    this.members = members;
    this.paths = paths;
    this.drawing = new Drawing(definitions, diagnostics);
  }

  /**
   * Names of the attributes that a writer, or a record of it, is read from.
   *
   * @param column element of one record; empty for any whose type says it records
   */
  private record Names(String path, String file, String column) {}

  /** All requests of a simulation. */
  List<OutputRequest> outputs(Element simulation) {
    List<OutputRequest> requests = new ArrayList<>();
    for (Element e : simulation.children()) {
      switch (e.name()) {
        case "OutputFile" ->
            requests.add(
                request(
                    e, OutputRequest.Kind.TRACES, new Names("path", "fileName", "OutputColumn")));
        case "EventOutputFile" ->
            requests.add(
                request(
                    e, OutputRequest.Kind.SPIKES, new Names("path", "fileName", "EventSelection")));
        case "Display" ->
            requests.add(request(e, OutputRequest.Kind.DISPLAY, new Names("", "", "Line")));
        case "Meta" -> meta(e);
        default -> {
          if (!IGNORED.contains(e.name())) {
            own(e, simulation, requests);
          }
        }
      }
    }
    return requests;
  }

  /** An element of a type of the user's own that says it writes or shows. */
  private void own(Element e, Element simulation, List<OutputRequest> requests) {
    Optional<Element> says = simulationOf(e);
    Optional<Element> writer = part(says, "DataWriter");
    Optional<Element> events = part(says, "EventWriter");
    Optional<Element> either = writer.or(() -> events);
    if (either.isPresent()) {
      requests.add(
          request(
              e,
              writer.isPresent() ? OutputRequest.Kind.TRACES : OutputRequest.Kind.SPIKES,
              new Names(
                  either.get().attribute("path").orElse("path"),
                  either.get().attribute("fileName").orElse("fileName"),
                  "")));
    } else if (part(says, "DataDisplay").isPresent()) {
      requests.add(request(e, OutputRequest.Kind.DISPLAY, new Names("", "", "")));
    } else if (!types.isKnown(typeName(e))) {
      unknown(e, simulation.name());
    }
  }

  private String typeName(Element e) {
    return e.attribute("type").filter(types::isKnown).orElse(e.name());
  }

  private Optional<Element> simulationOf(Element e) {
    return types.find(typeName(e)).flatMap(t -> t.simulation);
  }

  private static Optional<Element> part(Optional<Element> simulation, String name) {
    return simulation.flatMap(s -> s.children(name).stream().findFirst());
  }

  /**
   * Hints to other engines mean nothing here; a method of integration for LEMS itself is worth a
   * word.
   */
  private void meta(Element e) {
    Optional<String> method = e.attribute("method");
    boolean forLems =
        e.attribute("for")
            .map(f -> f.equalsIgnoreCase("jlems") || f.equalsIgnoreCase("lems"))
            .orElse(true);
    if (forLems && method.isPresent() && !method.get().toLowerCase(Locale.ROOT).contains("euler")) {
      warn(
          Code.F_UNSUPPORTED,
          e.where(),
          "method='"
              + method.get()
              + "' is not taken; the grid is integrated by forward Euler steps");
    }
  }

  private OutputRequest request(Element e, OutputRequest.Kind kind, Names names) {
    boolean spikes = kind == OutputRequest.Kind.SPIKES;
    List<OutputRequest.Column> columns = new ArrayList<>();
    for (Element c : e.children()) {
      Optional<Element> says = part(simulationOf(c), spikes ? "EventRecord" : "Record");
      boolean standard = c.name().equals(names.column());
      if (!standard && says.isEmpty()) {
        if (!IGNORED.contains(c.name())) {
          unknown(c, e.name());
        }
        continue;
      }
      String quantity =
          says.flatMap(r -> r.attribute("quantity")).orElse(spikes ? "select" : "quantity");
      String port = says.flatMap(r -> r.attribute("eventPort")).orElse("eventPort");
      required(c, quantity).flatMap(q -> column(c, q, spikes, port)).ifPresent(columns::add);
    }
    String fileName =
        kind == OutputRequest.Kind.DISPLAY
            ? ""
            : inFolder(e.attribute(names.path()).orElse("")) + required(e, names.file()).orElse("");
    return new OutputRequest(
        e.label(),
        fileName,
        kind,
        spikes ? format(e) : "",
        columns,
        kind == OutputRequest.Kind.DISPLAY ? drawing.axes(e) : Optional.empty(),
        e.where());
  }

  /** A path names a folder, whether it ends so or not. */
  private static String inFolder(String path) {
    return path.isEmpty() || path.endsWith("/") ? path : path + "/";
  }

  private String format(Element e) {
    String format = e.attribute("format").orElse("TIME_ID");
    if (!format.equals("TIME_ID") && !format.equals("ID_TIME")) {
      error(Code.F_BAD_VALUE, e.where(), "format='" + format + "' is neither ID_TIME nor TIME_ID");
    }
    return format;
  }

  private Optional<OutputRequest.Column> column(
      Element c, String text, boolean spikes, String portAttribute) {
    Optional<Members.Found> found = members.find(text, "a quantity", c.where());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Member member = found.get().member();
    Optional<String> variable =
        spikes
            ? port(c, text, member, c.attribute(portAttribute).orElse("spike"))
            : paths.resolve(member, found.get().rest(), text, c.where());
    return variable.map(
        v ->
            new OutputRequest.Column(
                c.label(), member.population(), member.index(), v, drawing.line(c)));
  }

  private Optional<String> port(Element c, String text, Member member, String port) {
    TypeModel type = member.cells().type();
    if (!type.eventPorts.containsKey(port) || type.eventPorts.get(port).in()) {
      error(
          Code.F_UNRESOLVED,
          c.where(),
          "'"
              + text
              + "': a "
              + type.name
              + " has no event port '"
              + port
              + "' with direction out");
      return Optional.empty();
    }
    return Optional.of(port);
  }
}
