package org.bitspike.compiler;

import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bitspike.compiler.routing.Chip;
import org.bitspike.ir.profile.HardwareProfile;

/** Chips that were written out, by their profiles' digests; many compilations want the same. */
final class Chips {

  private static final Map<String, SoftReference<Chip>> KNOWN = new ConcurrentHashMap<>();

  private Chips() {}

  /** The profile's chip. */
  static Chip of(HardwareProfile profile) {
    SoftReference<Chip> known = KNOWN.get(profile.digest());
    Chip chip = known == null || profile.digest().isEmpty() ? null : known.get();
    if (chip == null) {
      chip = Chip.of(profile);
      KNOWN.put(profile.digest(), new SoftReference<>(chip));
    }
    return chip;
  }
}
