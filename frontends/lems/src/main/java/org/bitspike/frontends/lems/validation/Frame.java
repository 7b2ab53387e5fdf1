package org.bitspike.frontends.lems.validation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.jspecify.annotations.Nullable;

/** An element whose end tag is still to come, and how far its children follow the grammar. */
final class Frame {

  private final String name;
  private final @Nullable Shape shape;
  private final @Nullable Node node;
  private final @Nullable Frame parent;
  private final int ordinal;
  private final boolean opaque;
  private final @Nullable Found found;
  // Most elements, and all of a million rows, have no children: these are made when needed.
  private Map<String, int[]> counts = Map.of();
  private Set<String> told = Set.of();
  private List<String> missing = List.of();
  private int state;
  private String last = "";
  private boolean textTold;

  /**
   * Opens an element.
   *
   * @param shape what it must look like; null when nothing is known of it
   * @param node what is kept of it; null when nothing is
   */
  Frame(
      String name,
      @Nullable Shape shape,
      @Nullable Node node,
      @Nullable Frame parent,
      int ordinal,
      @Nullable Found found) {
    this(name, shape, node, parent, ordinal, found, isOpen(shape));
  }

  private Frame(
      String name,
      @Nullable Shape shape,
      @Nullable Node node,
      @Nullable Frame parent,
      int ordinal,
      @Nullable Found found,
      boolean opaque) {
    this.name = name;
    this.shape = shape;
    this.node = node;
    this.parent = parent;
    this.ordinal = ordinal;
    this.found = found;
    this.opaque = opaque;
  }

  /** An element of which nothing is asked, nor of anything in it. */
  static Frame opaque(String name, Frame parent) {
    return new Frame(name, null, null, parent, 0, null, true);
  }

  private static boolean isOpen(@Nullable Shape shape) {
    return shape != null && shape.inside() == Shape.Inside.ANYTHING;
  }

  String name() {
    return name;
  }

  @Nullable Shape shape() {
    return shape;
  }

  @Nullable Node node() {
    return node;
  }

  /** Whether anything may stand in it. */
  boolean opaque() {
    return opaque;
  }

  /** Where it stands, the root left out. */
  String path() {
    if (node != null) {
      return node.where().path();
    }
    if (parent == null) {
      return "";
    }
    String above = parent.path();
    String own = name + "[" + ordinal + "]";
    return above.isEmpty() ? own : above + "/" + own;
  }

  /** How many children of this name came before. */
  int count(String child) {
    if (counts.isEmpty()) {
      counts = new HashMap<>(4);
    }
    int[] count = counts.computeIfAbsent(child, c -> new int[1]);
    return count[0]++;
  }

  /** Takes a child, which has been counted; its shape, if it may stand here at all. */
  Optional<Shape> step(String child, Supplier<SourceRef> where) {
    Shape own = shape;
    Found findings = found;
    if (own == null || findings == null) {
      return Optional.empty();
    }
    Optional<Shape> known = Grammar.neuroml().child(own, child);
    if (known.isEmpty()) {
      if (tell(child)) {
        findings.error(Code.V_ELEMENT, where.get(), unknown(own, child));
      }
      return known;
    }
    int next = own.states().next(state, child);
    if (next == ContentStates.NONE) {
      outOfPlace(own, child, where, findings);
    } else {
      state = next;
      last = child;
    }
    return known;
  }

  /** Whether this is the first finding about a child of this name. */
  private boolean tell(String child) {
    if (told.isEmpty()) {
      told = new LinkedHashSet<>();
    }
    return told.add(child);
  }

  private void outOfPlace(Shape own, String child, Supplier<SourceRef> where, Found findings) {
    ContentStates states = own.states();
    Optional<List<String>> skipped = states.missing(state, Optional.of(child));
    if (skipped.isPresent()) {
      missing = new ArrayList<>(missing);
      missing.addAll(skipped.get());
      state = states.next(states.follow(state, skipped.get()), child);
      last = child;
      return;
    }
    if (!tell(child)) {
      return;
    }
    int[] count = counts.get(child);
    boolean repeated = count != null && count[0] > 1;
    if (repeated && !states.repeats(child)) {
      findings.error(
          Code.V_TOO_MANY, where.get(), name + " takes only one " + child + ", this is another");
    } else if (states.mayPrecede(child, last)) {
      findings.error(
          Code.V_ORDER,
          where.get(),
          child + " stands after " + last + ", but the schema has it before");
    } else {
      findings.error(
          Code.V_TOO_MANY,
          where.get(),
          child + " cannot stand beside " + last + ": " + name + " takes one or the other");
    }
  }

  private String unknown(Shape own, String child) {
    List<String> elsewhere = Grammar.neuroml().parentsOf(child);
    String takes = String.join(", ", own.childNames());
    return child
        + " may not stand in "
        + name
        + (elsewhere.isEmpty()
            ? "; NeuroML has no element of this name"
            : "; it may stand in " + String.join(", ", elsewhere))
        + (takes.isEmpty() || takes.length() > 200 ? "" : ". " + name + " takes " + takes);
  }

  /** Text stands here. */
  void text(boolean white) {
    Found findings = found;
    if (shape == null || findings == null || textTold) {
      return;
    }
    boolean wrong =
        switch (shape.inside()) {
          case EMPTY -> true;
          case CHILDREN -> !white;
          case TEXT -> false;
          case ANYTHING -> !white;
        };
    if (wrong) {
      textTold = true;
      findings.error(
          Code.V_TEXT,
          place(),
          white
              ? name + " must be empty, but has white space between its tags"
              : name + " has text between its tags");
    }
  }

  private SourceRef place() {
    Frame at = this;
    while (at.node == null && at.parent != null) {
      at = at.parent;
    }
    SourceRef where = at.node == null ? SourceRef.NONE : at.node.where();
    return new SourceRef(where.file(), where.line(), where.column(), path());
  }

  /** The end tag has come. */
  void end() {
    if (node != null) {
      node.rows().ifPresent(RowSummary::close);
    }
    Shape own = shape;
    Found findings = found;
    if (own == null || findings == null) {
      return;
    }
    List<String> lacking = new ArrayList<>(missing);
    List<String> atEnd = own.states().missing(state, Optional.empty()).orElse(List.of());
    lacking.addAll(atEnd);
    // One that stands in the wrong place has been told already.
    lacking.removeIf(told::contains);
    if (lacking.isEmpty()) {
      return;
    }
    String what =
        lacking.size() == 1 && atEnd.size() == 1
            ? String.join(" or ", alternatives(own.states()))
            : String.join(", ", new LinkedHashSet<>(lacking));
    findings.error(Code.V_MISSING_ELEMENT, place(), name + " lacks " + what);
  }

  private List<String> alternatives(ContentStates states) {
    List<String> ways = new ArrayList<>();
    for (String child : shape == null ? List.<String>of() : shape.childNames()) {
      int next = states.next(state, child);
      if (next != ContentStates.NONE && states.accepts(next)) {
        ways.add(child);
      }
    }
    return ways;
  }
}
