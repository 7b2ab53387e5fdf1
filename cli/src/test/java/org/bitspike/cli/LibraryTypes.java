package org.bitspike.cli;

import java.util.List;
import java.util.Optional;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.profile.NeuronModel;

/** What the built-in chips take of the library's component types. */
final class LibraryTypes {

  private static final int COLUMNS = 100;

  private LibraryTypes() {}

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
