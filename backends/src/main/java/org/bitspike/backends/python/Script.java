package org.bitspike.backends.python;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bitspike.ir.diag.BitspikeBug;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.spi.Backend.Artefact;

/** A script that is the same for every network but for a description, and its columns. */
public final class Script {

  private static final String DESCRIPTION = "NETWORK = {}";
  private static final String DOCUMENTATION = "@ABOUT@";

  private Script() {}

  /**
   * The script and its columns: {@code <name>.py} and {@code <name>.npz}.
   *
   * @param owner class beside which the text lies
   * @param resource file name of the text; its line {@code NETWORK = {}} takes the description
   * @param name name of both files, without an ending
   * @param about lines for the script's own documentation
   */
  public static List<Artefact> files(
      Class<?> owner,
      String resource,
      String name,
      List<String> about,
      Map<String, Object> description,
      Npz columns) {
    String text = read(owner, resource);
    int at = text.indexOf("\n" + DESCRIPTION + "\n");
    if (at < 0 || !text.contains(DOCUMENTATION)) {
      throw new BitspikeBug(resource + " has no place for the network");
    }
    String filled =
        text.substring(0, at + 1)
            + "NETWORK = "
            + PythonText.literal(description)
            + text.substring(at + 1 + DESCRIPTION.length());
    String script = filled.replaceFirst(DOCUMENTATION, quoted(String.join("\n", about)));
    return List.of(
        new Artefact(name + ".py", script.getBytes(StandardCharsets.UTF_8)),
        new Artefact(name + ".npz", columns.bytes()));
  }

  /** Lines that say where a script comes from. */
  public static String origin(Program program) {
    Program.Info info = program.info();
    return "Made by bitspike "
        + info.bitspikeVersion()
        + " from network "
        + info.name()
        + ", profile "
        + info.profile()
        + " ("
        + info.profileDigest()
        + "), seed "
        + info.seed()
        + ".";
  }

  /** A network's name as a file name that Python can import. */
  public static String fileName(String network) {
    String plain = network.replaceAll("[^A-Za-z0-9_]", "_").toLowerCase(Locale.ROOT);
    return plain.isEmpty() || Character.isDigit(plain.charAt(0)) ? "net_" + plain : plain;
  }

  /** Text that neither ends a documentation string nor means something to a replacement. */
  private static String quoted(String text) {
    return java.util.regex.Matcher.quoteReplacement(
        text.replace("\\", "/").replace("\"\"\"", "'''").replaceAll("[^\\x20-\\x7e\\n]", "?"));
  }

  private static String read(Class<?> owner, String resource) {
    try (InputStream in = owner.getResourceAsStream(resource)) {
      if (in == null) {
        throw new BitspikeBug("no resource " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
