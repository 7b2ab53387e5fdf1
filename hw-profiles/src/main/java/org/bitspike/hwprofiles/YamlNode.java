package org.bitspike.hwprofiles;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bitspike.ir.SourceRef;

/** A piece of YAML that knows where it stands. Immutable; keys keep their order. */
sealed interface YamlNode {

  /** Where the node begins, without a path. */
  SourceRef where();

  /** What the node is, in a message. */
  String kind();

  /** A mapping from texts to entries. */
  record Mapping(Map<String, Entry> entries, SourceRef where) implements YamlNode {
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    @Override
    public String kind() {
      return "a mapping";
    }
  }

  /** A value and the place of its key. */
  record Entry(SourceRef key, YamlNode value) {}

  /** A list. */
  record Sequence(List<YamlNode> items, SourceRef where) implements YamlNode {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /**
   * A text, which may stand for a number.
   *
   * @param text without quotes and indentation
   * @param plain whether it stands without quotes, so that it may mean "nothing"
   * @param origin where its first character stands
   * @param lines whether every line of the text is a line of the file, so that places inside it can
   *     be given
   */
  record Scalar(String text, boolean plain, SourceRef where, SourceRef origin, boolean lines)
      implements YamlNode {

    /** Whether this is YAML's null: nothing at all, {@code ~} or {@code null}. */
    boolean isNull() {
      return plain && (text.isEmpty() || text.equals("~") || text.equals("null"));
    }

    /** The place of a character of the text; line and column count from 1. */
    SourceRef at(int line, int column) {
      if (origin.line() == 0 || (!lines && line > 1)) {
        return origin;
      }
      return new SourceRef(
          origin.file(), origin.line() + line - 1, origin.column() + column - 1, origin.path());
    }

    @Override
    public String kind() {
      return isNull()
          ? "nothing"
          : "'" + (text.length() > 40 ? text.substring(0, 40) + "..." : text).strip() + "'";
    }
  }
}
