package org.bitspike.ir.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.bitspike.ir.diag.BitspikeBug;

/** Which bitspike this is. */
public final class BitspikeVersion {

  private static final String CURRENT = load();

  private BitspikeVersion() {}

  /** The version of this build, such as {@code 0.1.0-SNAPSHOT}. */
  public static String current() {
    return CURRENT;
  }

  private static String load() {
    try (InputStream in = BitspikeVersion.class.getResourceAsStream("version.properties")) {
      if (in == null) {
        throw new BitspikeBug("version.properties is missing");
      }
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version", "unknown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
