package org.bitspike.ir.wire;

import java.util.List;
import org.bitspike.ir.wire.proto.CommonWire.FileHeader;

/**
 * What made a file, as its first record names it.
 *
 * @param bitspikeVersion version of the tool that made the content
 * @param profile hardware profile; empty where none took part
 * @param profileDigest SHA-256 of the resolved profile, in hex; empty where none took part
 * @param seeds roots of all randomness
 * @param subject SHA-256, in hex, of what the content was made from; may be empty
 */
public record FileProvenance(
    String bitspikeVersion,
    String profile,
    String profileDigest,
    List<Long> seeds,
    String subject) {

  public FileProvenance {
    seeds = List.copyOf(seeds);
  }

  static FileProvenance of(FileHeader header) {
    return new FileProvenance(
        header.getBitspikeVersion(),
        header.getProfile(),
        header.getProfileDigest(),
        header.getSeedList(),
        header.getSubject());
  }
}
