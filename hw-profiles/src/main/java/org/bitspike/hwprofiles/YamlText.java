package org.bitspike.hwprofiles;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads one YAML document into {@link YamlNode}s.
 *
 * <p>The input is not trusted. Nodes are built from the parser's events, not by its recursive
 * composer, so that depth is bounded before the stack is; an alias counts as many nodes as it
 * stands for, so that a few lines cannot become billions.
 */
final class YamlText {

  /** Characters of a document at most. */
  static final int MAX_CHARS = 1 << 20;

  private static final int MAX_DEPTH = 32;
  private static final int MAX_NODES = 100_000;

  private final String file;
  private final String[] lines;
  private final Iterator<Event> events;
  private final Map<String, Anchored> anchors = new HashMap<>();
  private int nodes;
  private int depth;

  private record Anchored(YamlNode node, int size) {}

  private YamlText(String file, String text) {
    this.file = file;
    lines = text.split("\n", -1);
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(file)
            .setUseMarks(true)
            .setCodePointLimit(MAX_CHARS)
            .build();
    events = new Parse(settings).parseString(text).iterator();
  }

  /**
   * Reads a document.
   *
   * @param file how messages call it
   * @throws BitspikeException when it is not one well-formed YAML document within the limits
   */
  static YamlNode read(String file, String text) {
    try {
      return new YamlText(file, text).document();
    } catch (MarkedYamlEngineException e) {
      String problem = Optional.ofNullable(e.getProblem()).orElse("not YAML");
      SourceRef where =
          e.getProblemMark().map(m -> ref(file, m)).orElse(new SourceRef(file, 0, 0, ""));
      throw notYaml(where, problem);
    } catch (YamlEngineException e) {
      throw notYaml(new SourceRef(file, 0, 0, ""), String.valueOf(e.getMessage()));
    }
  }

  private YamlNode document() {
    next(Event.ID.StreamStart);
    Event first = events.next();
    if (first.getEventId() == Event.ID.StreamEnd) {
      throw notYaml(new SourceRef(file, 1, 1, ""), "the file is empty");
    }
    YamlNode root = node(events.next());
    next(Event.ID.DocumentEnd);
    Event after = events.next();
    if (after.getEventId() != Event.ID.StreamEnd) {
      throw notYaml(ref(after), "a second document begins here; a profile is one document");
    }
    return root;
  }

  private void next(Event.ID expected) {
    Event event = events.next();
    if (event.getEventId() != expected) {
      throw notYaml(ref(event), "expected " + expected + ", found " + event.getEventId());
    }
  }

  private YamlNode node(Event event) {
    int before = nodes;
    count(1, event);
    YamlNode node =
        switch (event) {
          case ScalarEvent scalar -> scalar(scalar);
          case AliasEvent alias -> alias(alias);
          case SequenceStartEvent start -> sequence(start);
          case MappingStartEvent start -> mapping(start);
          default -> throw notYaml(ref(event), "unexpected " + event.getEventId());
        };
    if (event instanceof NodeEvent named && !(event instanceof AliasEvent)) {
      named
          .getAnchor()
          .ifPresent(a -> anchors.put(a.getValue(), new Anchored(node, nodes - before)));
    }
    return node;
  }

  /** An anchor is known only after its node has ended, so that no node can contain itself. */
  private YamlNode alias(AliasEvent event) {
    String name = event.getAlias().getValue();
    Anchored target = anchors.get(name);
    if (target == null) {
      throw notYaml(ref(event), "there is no anchor '" + name + "' before this place");
    }
    count(target.size, event);
    return target.node;
  }

  private YamlNode sequence(Event start) {
    deeper(start);
    List<YamlNode> items = new ArrayList<>();
    for (Event event = events.next();
        event.getEventId() != Event.ID.SequenceEnd;
        event = events.next()) {
      items.add(node(event));
    }
    depth--;
    return new YamlNode.Sequence(items, ref(start));
  }

  private YamlNode mapping(Event start) {
    deeper(start);
    Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
    for (Event event = events.next();
        event.getEventId() != Event.ID.MappingEnd;
        event = events.next()) {
      SourceRef place = ref(event);
      if (!(node(event) instanceof YamlNode.Scalar key)) {
        throw notYaml(place, "a key must be a word");
      }
      YamlNode.Entry former =
          entries.put(key.text(), new YamlNode.Entry(place, node(events.next())));
      if (former != null) {
        throw notYaml(
            place, "the key '" + key.text() + "' stands already in line " + former.key().line());
      }
    }
    depth--;
    return new YamlNode.Mapping(entries, ref(start));
  }

  private YamlNode scalar(ScalarEvent event) {
    SourceRef where = ref(event);
    return switch (event.getScalarStyle()) {
      case LITERAL -> {
        int indent = indentAfter(where.line());
        SourceRef origin = new SourceRef(file, where.line() + 1, indent + 1, "");
        yield new YamlNode.Scalar(event.getValue(), false, where, origin, true);
      }
      case FOLDED -> new YamlNode.Scalar(event.getValue(), false, where, where, false);
      default -> {
        boolean plain = event.getScalarStyle() == ScalarStyle.PLAIN;
        SourceRef origin =
            plain ? where : new SourceRef(file, where.line(), where.column() + 1, "");
        yield new YamlNode.Scalar(event.getValue(), plain, where, origin, false);
      }
    };
  }

  /** Indentation of a block that begins after a line; line counts from 1. */
  private int indentAfter(int line) {
    for (int i = line; i < lines.length; i++) {
      String stripped = lines[i].stripLeading();
      if (!stripped.isEmpty()) {
        return lines[i].length() - stripped.length();
      }
    }
    return 0;
  }

  private void deeper(Event event) {
    if (++depth > MAX_DEPTH) {
      throw notYaml(ref(event), "nested deeper than " + MAX_DEPTH);
    }
  }

  private void count(int more, Event event) {
    nodes += more;
    if (nodes > MAX_NODES) {
      throw notYaml(ref(event), "more than " + MAX_NODES + " nodes, aliases counted in full");
    }
  }

  private SourceRef ref(Event event) {
    return event.getStartMark().map(m -> ref(file, m)).orElse(new SourceRef(file, 0, 0, ""));
  }

  private static SourceRef ref(String file, Mark mark) {
    return new SourceRef(file, mark.getLine() + 1, mark.getColumn() + 1, "");
  }

  private static BitspikeException notYaml(SourceRef where, String problem) {
    return new BitspikeException(Diagnostic.error(Code.H_NOT_YAML, where, problem));
  }
}
