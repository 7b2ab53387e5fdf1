package org.bitspike.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.bitspike.ir.diag.BitspikeBug;

/** The frame of a page that needs nothing else. */
final class Page {

  private Page() {}

  /**
   * A page without a script.
   *
   * @param policy its content security policy
   */
  static String of(String title, String policy, Html body) {
    return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        + "<meta name=\"color-scheme\" content=\"light dark\">\n"
        + "<meta http-equiv=\"Content-Security-Policy\" content=\""
        + policy
        + "\">\n<title>"
        + Html.escape(title)
        + "</title>\n<style>\n"
        + resource("report.css")
        + resource("plot.css")
        + "</style>\n</head>\n<body>\n"
        + body.finish()
        + "\n</body>\n</html>\n";
  }

  static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new BitspikeBug("the report's resource " + name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
