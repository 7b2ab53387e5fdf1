package org.bitspike.hwprofiles;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.bitspike.ir.diag.BitspikeBug;
import org.bitspike.ir.profile.HardwareProfile;

/** Puts a profile's digest into it. */
final class ProfileDigest {

  private ProfileDigest() {}

  /**
   * The same profile with its digest: SHA-256 of its records' own printing, in which every number has its shortest exact form and
   * every collection its declared order.
   */
  static HardwareProfile seal(HardwareProfile p) {
    try {
      byte[] printed = p.toString().getBytes(StandardCharsets.UTF_8);
      String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(printed));
      return new HardwareProfile(
          p.name(), p.title(), digest, p.sources(), p.constants(), p.tick(), p.neuron(), p.synapse(), p.limits(), p.events(),
          p.learning(), p.claims());
    } catch (NoSuchAlgorithmException e) {
      throw new BitspikeBug("every JDK has SHA-256", e);
    }
  }
}
