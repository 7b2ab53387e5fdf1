package org.bitspike.hwprofiles;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.profile.ProfileVerifier;
import org.bitspike.ir.wire.Digests;

/**
 * The chips.
 *
 * <p>A profile is a YAML file, either one of those that bitspike comes with, known by its name, or
 * a user's own. It may {@code extend} others: their mappings are taken over key by key, from the
 * first to the last, and its own keys win; lists are replaced as a whole; {@code ~} takes a key
 * away. Any key can be set from outside, {@code limits.cores=4}.
 */
public final class Profiles {

  private static final int MAX_EXTENDS = 16;

  private final Diagnostics findings = new Diagnostics();

  private Profiles() {}

  /** Names of the profiles that bitspike comes with, ascending. */
  public static List<String> builtIn() {
    return ProfileFiles.builtIn();
  }

  /**
   * Loads a profile.
   *
   * @param nameOrPath a name of {@link #builtIn()}, or the path of a YAML file
   * @param overrides {@code key.path=value} each, laid over the profile in order
   * @throws BitspikeException with everything that is wrong with the profile or the overrides, each
   *     with its place
   */
  public static HardwareProfile load(String nameOrPath, List<String> overrides) {
    return new Profiles().resolve(nameOrPath, overrides);
  }

  /** Loads a profile as it is written. */
  public static HardwareProfile load(String nameOrPath) {
    return load(nameOrPath, List.of());
  }

  private HardwareProfile resolve(String nameOrPath, List<String> overrides) {
    ProfileFiles.Found found = find(nameOrPath);
    YamlNode root = Overrides.apply(expanded(found, new ArrayList<>()), overrides, findings);
    HardwareProfile profile = Section.read(root, findings, ProfileSchema::profile);
    findings.throwIfErrors();
    // What only the whole profile shows; the verifier knows keys, not lines.
    for (Diagnostic d : ProfileVerifier.verify(profile)) {
      SourceRef where = new SourceRef(found.label(), 0, 0, d.where().path());
      findings.add(new Diagnostic(d.code(), d.severity(), d.message(), where, d.remedy()));
    }
    findings.throwIfErrors();
    return Digests.seal(profile);
  }

  private static ProfileFiles.Found find(String nameOrPath) {
    Optional<ProfileFiles.Found> named =
        builtIn().contains(nameOrPath) ? ProfileFiles.resource(nameOrPath) : Optional.empty();
    return named
        .or(() -> ProfileFiles.file(nameOrPath))
        .orElseThrow(
            () ->
                new BitspikeException(
                    Diagnostic.error(
                        Code.H_UNKNOWN_PROFILE,
                        SourceRef.NONE,
                        "there is no profile and no file '"
                            + nameOrPath
                            + "'; profiles are "
                            + String.join(", ", builtIn())
                            + Nearest.hint(nameOrPath, builtIn()))));
  }

  /** The file with everything it extends laid below it. */
  private YamlNode expanded(ProfileFiles.Found found, List<String> chain) {
    YamlNode node = YamlText.read(found.label(), found.text());
    if (!(node instanceof YamlNode.Mapping mapping)) {
      return node;
    }
    Map<String, YamlNode.Entry> entries = new LinkedHashMap<>(mapping.entries());
    YamlNode.Entry parents = entries.remove("extends");
    YamlNode own = new YamlNode.Mapping(entries, mapping.where());
    if (parents == null) {
      return own;
    }
    List<String> deeper = new ArrayList<>(chain);
    deeper.add(identity(found));
    YamlNode below = new YamlNode.Mapping(Map.of(), mapping.where());
    for (YamlNode parent :
        parents.value() instanceof YamlNode.Sequence list
            ? list.items()
            : List.of(parents.value())) {
      below = YamlMerge.merge(below, parent(parent, found, deeper));
    }
    return YamlMerge.merge(below, own);
  }

  /** What one entry of {@code extends} brings, without its name: a variant is not its base. */
  private YamlNode parent(YamlNode reference, ProfileFiles.Found child, List<String> chain) {
    if (!(reference instanceof YamlNode.Scalar scalar) || scalar.isNull()) {
      throw fail(
          Code.H_BAD_VALUE,
          reference,
          "'extends' takes names of profiles or paths, found " + reference.kind());
    }
    ProfileFiles.Found found = base(scalar, child);
    if (chain.contains(identity(found))) {
      throw fail(
          Code.H_CYCLE, reference, String.join(" extends ", chain) + " extends " + identity(found));
    }
    if (chain.size() >= MAX_EXTENDS) {
      throw fail(
          Code.H_CYCLE, reference, "profiles extend each other more than " + MAX_EXTENDS + " deep");
    }
    YamlNode node = expanded(found, chain);
    if (!(node instanceof YamlNode.Mapping mapping)) {
      throw fail(Code.H_BAD_VALUE, node, "a profile is a mapping, found " + node.kind());
    }
    Map<String, YamlNode.Entry> entries = new LinkedHashMap<>(mapping.entries());
    entries.remove("profile");
    return new YamlNode.Mapping(entries, mapping.where());
  }

  /**
   * A name means a profile that bitspike comes with; a path must stay below the folder of the file
   * that gives it.
   */
  private static ProfileFiles.Found base(YamlNode.Scalar reference, ProfileFiles.Found child) {
    String name = reference.text().strip();
    Optional<ProfileFiles.Found> named = ProfileFiles.resource(name);
    if (named.isPresent()) {
      return named.get();
    }
    if (child.folder().isPresent() && name.endsWith(".yaml")) {
      Path folder = child.folder().get().normalize();
      Path file = folder.resolve(name).normalize();
      if (!file.startsWith(folder)) {
        throw fail(
            Code.H_UNKNOWN_PROFILE,
            reference,
            "'" + name + "' lies outside the folder of the profile that extends it");
      }
      Optional<ProfileFiles.Found> found = ProfileFiles.file(file.toString());
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw fail(
        Code.H_UNKNOWN_PROFILE,
        reference,
        "there is no profile and no file '"
            + name
            + "' to extend; profiles are "
            + String.join(", ", builtIn())
            + Nearest.hint(name, builtIn()));
  }

  private static String identity(ProfileFiles.Found found) {
    return found.folder().isPresent()
        ? Path.of(found.label()).toAbsolutePath().normalize().toString()
        : found.label();
  }

  private static BitspikeException fail(Code code, YamlNode place, String message) {
    return new BitspikeException(Diagnostic.error(code, place.where(), message));
  }
}
