package org.bitspike.ir.wire;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.bitspike.ir.diag.BitspikeBug;
import org.bitspike.ir.loss.LossReport;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.verdict.Verdict;

/**
 * SHA-256, in hex, over a noun's canonical bytes: the concatenation of all its parts, each
 * serialised in field order. The bytes do not depend on how a file packs parts into records, nor on
 * the version of bitspike that wrote it.
 */
public final class Digests {

  private Digests() {}

  /** Digest of a network, the places in the user's files included. */
  public static String sha256(Network network) {
    return of(new NetworkCodec(), network);
  }

  /** Digest of a profile as resolved; the profile's own digest counts as empty. */
  public static String sha256(HardwareProfile profile) {
    return of(new ProfileCodec(), withDigest(profile, ""));
  }

  /** Digest of a program. */
  public static String sha256(Program program) {
    return of(new ProgramCodec(), program);
  }

  /** Digest of a loss report. */
  public static String sha256(LossReport report) {
    return of(new LossReportCodec(), report);
  }

  /** Digest of a recording. */
  public static String sha256(Recording recording) {
    return of(new RecordingCodec(), recording);
  }

  /** Digest of a verdict. */
  public static String sha256(Verdict verdict) {
    return of(new VerdictCodec(), verdict);
  }

  /** The same profile, carrying its digest. */
  public static HardwareProfile seal(HardwareProfile profile) {
    return withDigest(profile, sha256(profile));
  }

  private static HardwareProfile withDigest(HardwareProfile p, String digest) {
    return new HardwareProfile(
        p.name(),
        p.title(),
        digest,
        p.sources(),
        p.constants(),
        p.tick(),
        p.neuron(),
        p.synapse(),
        p.limits(),
        p.events(),
        p.learning(),
        p.claims(),
        p.topology());
  }

  private static <T, M extends Message> String of(Codec<T, M> codec, T value) {
    MessageDigest digest = sha256();
    codec.encode(value, part -> digest.update(bytes(part)));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static byte[] bytes(Message part) {
    byte[] bytes = new byte[part.getSerializedSize()];
    CodedOutputStream coded = CodedOutputStream.newInstance(bytes);
    coded.useDeterministicSerialization();
    try {
      part.writeTo(coded);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new BitspikeBug("every Java platform has SHA-256", e);
    }
  }
}
