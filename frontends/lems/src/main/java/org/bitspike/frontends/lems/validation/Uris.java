package org.bitspike.frontends.lems.validation;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** References in attributes, where characters that a URI lacks count as escaped. */
final class Uris {

  private static final String TO_ESCAPE = " <>\"{}|\\^`";

  private Uris() {}

  static boolean isReference(String text) {
    StringBuilder escaped = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      int c = b & 0xff;
      if (c <= 0x20 || c >= 0x7f || TO_ESCAPE.indexOf(c) >= 0) {
        escaped.append(String.format(Locale.ROOT, "%%%02X", c));
      } else {
        escaped.append((char) c);
      }
    }
    try {
      new URI(escaped.toString());
      return true;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
