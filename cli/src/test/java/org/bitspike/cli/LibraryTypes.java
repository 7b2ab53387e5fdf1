package org.bitspike.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.profile.NeuronModel;

/**
 * Which component types the LEMS library has, and what the built-in chips with a given neuron take
 * of them.
 */
final class LibraryTypes {

  private static final Pattern TYPE = Pattern.compile("<ComponentType\\s+name=\"(\\w+)\"");
  private static final int COLUMNS = 100;

  private LibraryTypes() {}

  /** One paragraph per file of the library. */
  static String list(Path root) throws IOException {
    Path library =
        root.resolve("frontends/lems/src/main/resources/org/bitspike/frontends/lems/library");
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.list(library).sorted()) {
      for (Path file : files.toList()) {
        TreeSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Matcher type = TYPE.matcher(Files.readString(file));
        while (type.find()) {
          names.add(type.group(1));
        }
        if (!names.isEmpty()) {
          text.append(file.getFileName()).append(":\n");
          text.append(wrapped(names)).append('\n');
        }
      }
    }
    return text.toString();
  }

  /** What each built-in chip takes, one paragraph per chip. */
  static String chips() {
    StringBuilder text = new StringBuilder();
    for (String name : Profiles.builtIn()) {
      HardwareProfile profile = Profiles.load(name, List.of());
      text.append(name).append(":\n");
      switch (profile.neuron()) {
        case NeuronModel.Programmable programmable ->
            text.append("  cells and synapses: any that can be lowered, ")
                .append(programmable.receptors())
                .append(" receptors\n");
        case NeuronModel.Fixed fixed -> {
          text.append("  cells:\n")
              .append(
                  wrapped(
                      fixed.cells().stream().map(c -> mark(c.type(), c.approximates())).toList()));
          text.append("  synapses:\n")
              .append(
                  wrapped(
                      fixed.synapses().stream()
                          .map(s -> mark(s.type(), s.approximates()))
                          .toList()));
          text.append("  currents: ")
              .append(fixed.currents().isPresent() ? "yes" : "no")
              .append('\n');
        }
      }
      profile
          .learning()
          .rules()
          .forEach(
              rule ->
                  text.append("  learning: ")
                      .append(rule.type())
                      .append(", variant ")
                      .append(rule.variant())
                      .append('\n'));
      text.append('\n');
    }
    return text.toString();
  }

  private static String mark(String type, Optional<String> approximates) {
    return approximates.isPresent() ? type + "*" : type;
  }

  private static String wrapped(Iterable<String> words) {
    StringBuilder text = new StringBuilder();
    StringBuilder line = new StringBuilder(" ");
    for (String word : words) {
      if (line.length() + 1 + word.length() > COLUMNS) {
        text.append(line).append('\n');
        line = new StringBuilder(" ");
      }
      line.append(' ').append(word);
    }
    return text.append(line).append('\n').toString();
  }
}
