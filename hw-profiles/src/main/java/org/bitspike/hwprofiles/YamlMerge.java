package org.bitspike.hwprofiles;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lays a variant over what it extends: mappings are merged key by key, everything else is replaced,
 * nothing removes.
 */
final class YamlMerge {

  private YamlMerge() {}

  /**
   * The base with the variant over it. A key whose value in the variant is nothing ({@code ~}) is
   * removed.
   */
  static YamlNode merge(YamlNode base, YamlNode variant) {
    if (!(base instanceof YamlNode.Mapping below) || !(variant instanceof YamlNode.Mapping above)) {
      return variant;
    }
    Map<String, YamlNode.Entry> merged = new LinkedHashMap<>(below.entries());
    above
        .entries()
        .forEach(
            (key, entry) -> {
              YamlNode.Entry former = merged.get(key);
              if (former == null) {
                merged.put(key, entry);
              } else if (entry.value() instanceof YamlNode.Scalar scalar && scalar.isNull()) {
                merged.remove(key);
              } else {
                merged.put(
                    key, new YamlNode.Entry(entry.key(), merge(former.value(), entry.value())));
              }
            });
    return new YamlNode.Mapping(merged, above.where());
  }
}
