package org.bitspike.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * YAML as values that know their place. Scalars stay text: what they mean is the reader's to say.
 */
public final class CaseYaml {

  private static final Pattern TIME = Pattern.compile("([0-9.eE+-]+)\\s*(s|ms|us)");

  private CaseYaml() {}

  /** Told of a mistake; lines and columns count from 1, 0 when unknown. */
  @FunctionalInterface
  public interface Mistakes {
    /** One mistake. */
    void add(int line, int column, String message);
  }

  /** One value; exactly one of the three forms is there. */
  public record Item(
      int line,
      int column,
      Optional<String> scalar,
      Optional<List<Item>> sequence,
      Optional<Map<String, Item>> mapping) {}

  /** The one document of a text; empty when there is none, which has been told. */
  public static Optional<Item> parse(String text, Mistakes mistakes) {
    LoadSettings settings =
        LoadSettings.builder()
            .setAllowDuplicateKeys(false)
            .setMaxAliasesForCollections(16)
            .setUseMarks(true)
            .build();
    try {
      Optional<Node> root = new Compose(settings).composeString(text);
      if (root.isEmpty()) {
        mistakes.add(0, 0, "the file is empty");
      }
      return root.map(node -> item(node, mistakes));
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(m -> m.getLine() + 1).orElse(0);
      int column = e.getProblemMark().map(m -> m.getColumn() + 1).orElse(0);
      mistakes.add(line, column, "the file is not YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      mistakes.add(0, 0, "the file is not YAML: " + e.getMessage());
    }
    return Optional.empty();
  }

  private static Item item(Node node, Mistakes mistakes) {
    int line = node.getStartMark().map(m -> m.getLine() + 1).orElse(0);
    int column = node.getStartMark().map(m -> m.getColumn() + 1).orElse(0);
    return switch (node) {
      case ScalarNode scalar ->
          new Item(
              line, column, Optional.of(scalar.getValue()), Optional.empty(), Optional.empty());
      case SequenceNode sequence -> {
        List<Item> items = new ArrayList<>();
        sequence.getValue().forEach(child -> items.add(item(child, mistakes)));
        yield new Item(line, column, Optional.empty(), Optional.of(items), Optional.empty());
      }
      case MappingNode mapping -> {
        Map<String, Item> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
          Item value = item(tuple.getValueNode(), mistakes);
          if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            mistakes.add(line, column, "a key must be a single word");
          } else if (entries.put(key.getValue(), value) != null) {
            mistakes.add(
                value.line(), value.column(), "the key '" + key.getValue() + "' stands twice");
          }
        }
        yield new Item(line, column, Optional.empty(), Optional.empty(), Optional.of(entries));
      }
      default -> {
        mistakes.add(line, column, "an alias cannot stand here");
        yield new Item(line, column, Optional.of(""), Optional.empty(), Optional.empty());
      }
    };
  }

  /** A time above 0 in seconds; empty when the text is none. */
  static OptionalDouble seconds(String text) {
    Matcher time = TIME.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!time.matches()) {
      return OptionalDouble.empty();
    }
    try {
      double scale =
          switch (time.group(2)) {
            case "s" -> 1;
            case "ms" -> 1e3;
            default -> 1e6;
          };
      // dividing by a power of ten rounds as the decimal point's shift is meant: 0.1 ms is 1e-4 s
      double seconds = Double.parseDouble(time.group(1)) / scale;
      return seconds > 0 && seconds < Double.POSITIVE_INFINITY
          ? OptionalDouble.of(seconds)
          : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }
}
