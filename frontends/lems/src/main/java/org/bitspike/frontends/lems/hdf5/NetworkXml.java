package org.bitspike.frontends.lems.hdf5;

import io.jhdf.api.Group;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.bitspike.ir.diag.Code;

/**
 * A network's groups as an XML document, piece by piece: populations first, each element's rows
 * some thousands at a time.
 */
final class NetworkXml implements Iterator<String> {

  private static final int ROWS_AT_ONCE = 2000;

  private final Hdf5Reader file;
  private final Faults faults;
  private final Iterator<Member> members;
  private final Set<String> listed = new HashSet<>();
  private String start;
  private boolean ended;

  private Table table = Table.EMPTY;
  private RowXml rowXml = RowXml.NONE;
  private String end = "";
  private int row;

  /** A group and what it is. */
  private record Member(Kind kind, Group group) {}

  NetworkXml(Hdf5Reader file, Faults faults, Group root, Group network) {
    this.file = file;
    this.faults = faults;
    List<Member> all = new ArrayList<>();
    for (Group group : file.groups(network)) {
      all.add(new Member(kind(group), group));
    }
    all.sort((a, b) -> Boolean.compare(a.kind != Kind.POPULATION, b.kind != Kind.POPULATION));
    this.members = all.iterator();
    StringBuilder text = new StringBuilder("<neuroml");
    file.attribute(root, "id").ifPresent(id -> attribute(text, "id", id));
    text.append("><network");
    attribute(text, "id", required(network, "id"));
    file.attribute(network, "temperature")
        .ifPresent(
            t -> {
              attribute(text, "type", "networkWithTemperature");
              attribute(text, "temperature", t);
            });
    this.start = text.append(">\n").toString();
  }

  @Override
  public boolean hasNext() {
    return !ended;
  }

  @Override
  public String next() {
    if (ended) {
      throw new NoSuchElementException();
    }
    if (!start.isEmpty()) {
      String first = start;
      start = "";
      return first;
    }
    if (row < table.rows()) {
      return rows();
    }
    if (!end.isEmpty()) {
      String last = end;
      end = "";
      table = Table.EMPTY;
      row = 0;
      return last;
    }
    if (members.hasNext()) {
      return open(members.next());
    }
    ended = true;
    return "</network></neuroml>\n";
  }

  private String rows() {
    StringBuilder text = new StringBuilder(ROWS_AT_ONCE * 96);
    int until = Math.min(table.rows(), row + ROWS_AT_ONCE);
    for (; row < until; row++) {
      rowXml.append(text, table, row);
    }
    return text.toString();
  }

  private Kind kind(Group group) {
    String name = group.getName();
    if (name.startsWith(Kind.POPULATION.prefix())) {
      return Kind.POPULATION;
    }
    if (name.startsWith(Kind.INPUT_LIST.prefix())) {
      return Kind.INPUT_LIST;
    }
    if (name.startsWith(Kind.PROJECTION.prefix())) {
      String type = file.attribute(group, "type").orElse(Kind.PROJECTION.element());
      Optional<Kind> kind =
          Kind.ofElement(type.isEmpty() ? Kind.PROJECTION.element() : type)
              .filter(Kind::isProjection);
      if (kind.isPresent()) {
        return kind.get();
      }
      throw faults.error(
          Code.F_BAD_VALUE, group.getPath(), "type='" + type + "' is no kind of projection");
    }
    throw faults.error(
        Code.F_UNKNOWN_ELEMENT,
        group.getPath(),
        "'"
            + name
            + "' is no group of a network; their names start with population_, projection_ or"
            + " input_list_");
  }

  private String open(Member member) {
    Kind kind = member.kind;
    table = file.table(member.group, kind);
    StringBuilder text = new StringBuilder("<").append(kind.element());
    for (String name : kind.required()) {
      String value = required(member.group, name);
      if (!kind.repeated().contains(name)) {
        attribute(text, name, value);
      }
    }
    for (String name : kind.optional()) {
      file.attribute(member.group, name).ifPresent(value -> attribute(text, name, value));
    }
    end = "</" + kind.element() + ">\n";
    if (kind == Kind.POPULATION && table.rows() > 0) {
      listed.add(required(member.group, "id"));
    }
    rowXml = RowXml.of(kind, table, name -> path(member.group, name), extras(member), faults);
    return text.append(">\n").toString();
  }

  /** What the rows of couplings repeat in XML and the group says once. */
  private String extras(Member member) {
    StringBuilder text = new StringBuilder();
    member.kind.repeated().forEach(name -> attribute(text, name, required(member.group, name)));
    return text.toString();
  }

  /** What stands before a member's index in a path to it. */
  private RowXml.Path path(Group group, String attribute) {
    String population = escape(required(group, attribute));
    return listed.contains(required(group, attribute))
        ? new RowXml.Path("../" + population + "/", "/cell")
        : new RowXml.Path("../" + population + "[", "]");
  }

  private String required(Group group, String name) {
    // the page of the layout and its code spell this one in two ways
    Optional<String> value =
        file.attribute(group, name)
            .or(
                () ->
                    name.equals("postsynapticPopulation")
                        ? file.attribute(group, "postSynapticPopulation")
                        : Optional.empty())
            .filter(v -> !v.isEmpty());
    return value.orElseThrow(
        () ->
            faults.error(
                Code.F_MISSING_ATTRIBUTE,
                group.getPath(),
                "the group lacks the attribute '" + name + "'"));
  }

  private static void attribute(StringBuilder text, String name, String value) {
    text.append(' ').append(name).append("=\"").append(escape(value)).append('"');
  }

  private static String escape(String value) {
    StringBuilder text = new StringBuilder(value.length());
    value
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> text.append("&lt;");
                case '&' -> text.append("&amp;");
                case '"' -> text.append("&quot;");
                default -> text.appendCodePoint(allowed(c) ? c : 0xFFFD);
              }
            });
    return text.toString();
  }

  private static boolean allowed(int c) {
    return c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
  }
}
