package org.bitspike.frontends.lems;

import java.util.AbstractList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostics;

/** Which members of which populations the paths of a file mean. */
final class Members extends ElementReader {

  private final Populations populations;
  private final Map<String, List<Member>> lists = new HashMap<>();
  private final Set<String> around = new HashSet<>();
  private Optional<String> root = Optional.empty();

  Members(Populations populations, Definitions definitions, Diagnostics diagnostics) {
    super(definitions, diagnostics);
    this.populations = populations;
  }

  /** A list of instances under the id of the component that made them. */
  void list(String id, List<Member> members) {
    lists.put(id, members);
  }

  /** A component that stands around populations: paths may start with its id. */
  void around(String id) {
    around.add(id);
  }

  /** The component that is run: a path without a name means its own instances or variables. */
  void root(String id) {
    root = Optional.of(id);
  }

  /** A path's member, and what follows it. */
  record Found(Member member, String rest) {}

  /** Whether an id is that of a population or list. */
  boolean isKnown(String id) {
    return lists.containsKey(id) || populations.find(id).isPresent();
  }

  /** All members of a population or list, or empty and a finding. */
  Optional<List<Member>> all(String path, String what, SourceRef where) {
    String id = strip(path);
    List<Member> list = lists.get(id);
    if (list != null) {
      return Optional.of(list);
    }
    return populations.require(id, what, where).map(Members::every);
  }

  /** A view: a population may be large. */
  static List<Member> every(Populations.Entry cells) {
    return new AbstractList<>() {
      @Override
      public Member get(int index) {
        return new Member(cells, index, 0);
      }

      @Override
      public int size() {
        return cells.population().size();
      }
    };
  }

  /** The member of a population or list, by the number an instance has. */
  Optional<Member> member(String id, int index, String what, SourceRef where) {
    List<Member> list = lists.get(id);
    if (list == null) {
      return populations
          .require(id, what, where)
          .flatMap(
              cells ->
                  populations
                      .member(cells, index, id + "[" + index + "]", where)
                      .map(i -> new Member(cells, i, 0)));
    }
    if (index < 0 || index >= list.size()) {
      error(
          Code.N_INDEX,
          where,
          what + " '" + id + "[" + index + "]': there are " + list.size() + " instances");
      return Optional.empty();
    }
    return Optional.of(list.get(index));
  }

  /** Where a path such as {@code net/pop[3]/v} or {@code pop/3/cell/v} leads. */
  Optional<Found> find(String text, String what, SourceRef where) {
    String path = strip(text);
    if (path.startsWith("[") && root.isPresent()) {
      path = root.get() + path;
    }
    boolean ofRoot = root.isPresent() && isKnown(root.get());
    Optional<CellPath> parsed =
        CellPath.parse(path)
            .filter(p -> !p.population().isEmpty())
            .filter(p -> !ofRoot || isKnown(p.population()));
    if (parsed.isPresent()) {
      CellPath p = parsed.get();
      return member(p.population(), p.index(), what, where)
          .map(m -> found(m, p.below(m.cells().population().component())));
    }
    int slash = path.indexOf('/');
    String first = slash < 0 ? path : path.substring(0, slash);
    if (isKnown(first)) {
      String rest = slash < 0 ? "" : path.substring(slash + 1);
      return member(first, 0, what, where).map(m -> found(m, rest));
    }
    if (ofRoot) {
      String whole = path;
      return member(root.get(), 0, what, where).map(m -> found(m, whole));
    }
    error(
        Code.F_BAD_VALUE,
        where,
        "'" + text + "' is no path to " + what + ", such as population[0]");
    return Optional.empty();
  }

  /** A number alone after the member is a segment of it. */
  private static Found found(Member member, String rest) {
    Optional<Integer> segment = Site.segment(rest);
    return segment.isPresent()
        ? new Found(new Member(member.cells(), member.index(), segment.get()), "")
        : new Found(member, rest);
  }

  /** Without what only says where the path starts. */
  private String strip(String text) {
    String path = text.strip();
    while (true) {
      int slash = path.indexOf('/');
      String first = slash < 0 ? "" : path.substring(0, slash);
      boolean dots = first.equals("..") || first.equals(".");
      if (!dots && (slash < 0 || !around.contains(first) || isKnown(first))) {
        return path;
      }
      path = path.substring(slash + 1);
    }
  }
}
