package org.bitspike.report;

import java.util.List;
import java.util.Locale;
import org.bitspike.ir.profile.HardwareProfile;

/** What made this report, and how far the profile can be trusted. */
final class ProvenanceSection {

  private ProvenanceSection() {}

  static void write(Html html, ReportInput in) {
    html.open("section", "id", "provenance").element("h2", "Provenance");
    html.open("dl", "class", "facts");
    in.provenance().forEach((key, value) -> fact(html, key, value));
    fact(html, "bitspike", in.program().info().bitspikeVersion());
    fact(
        html,
        "network",
        in.network().name() + (in.network().source().isNone() ? "" : ", " + in.network().source()));
    fact(html, "network digest", in.program().info().networkDigest());
    fact(html, "profile", in.profile().name());
    fact(html, "profile digest", in.program().info().profileDigest());
    fact(html, "seed", Long.toString(in.program().info().seed()));
    fact(
        html,
        "reference run",
        in.reference().info().engine() + ", step " + Figures.si(in.reference().tickSeconds(), "s"));
    fact(
        html,
        "emulated run",
        in.emulated().info().engine() + ", tick " + Figures.si(in.emulated().tickSeconds(), "s"));
    html.close();
    claims(html, in.profile());
    html.close();
  }

  private static void fact(Html html, String key, String value) {
    if (!value.isEmpty()) {
      html.open("div").element("dt", key).open("dd").element("code", value).close().close();
    }
  }

  private static void claims(Html html, HardwareProfile profile) {
    if (!profile.claims().isEmpty()) {
      html.element("h3", "How far the profile can be trusted");
      html.table("Claims of the profile", List.of("Part", "Claim", "Evidence"));
      for (HardwareProfile.Claim claim : profile.claims()) {
        String tone =
            switch (claim.level()) {
              case BIT_TRUE -> "good";
              case MODELLED -> "fair";
              case ABSENT -> "unknown";
            };
        html.open("tr").cell(claim.part()).open("td");
        html.element(
                "span",
                claim.level().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                "class",
                "pill " + tone)
            .close();
        html.cell(claim.evidence()).close();
      }
      html.endTable();
    }
    if (!profile.sources().isEmpty()) {
      html.element("h3", "Sources of the profile's numbers");
      html.open("ul", "class", "sources");
      profile
          .sources()
          .forEach(s -> html.open("li").element("code", s.id()).text(" " + s.citation()).close());
      html.close();
    }
  }
}
