package org.bitspike.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bitspike.ir.loss.Loss;
import org.bitspike.ir.loss.LossReport.FormatChoice;

/** Fixed-point formats, and parameters as registers hold them. */
final class NumbersSection {

  private static final int MAX_ROWS = 200;

  private NumbersSection() {}

  static void write(Html html, ReportInput in) {
    html.open("section", "id", "numbers").element("h2", "Numbers");
    parameters(html, in);
    formats(html, in);
    html.close();
  }

  private static void parameters(Html html, ReportInput in) {
    html.element("h3", "Parameters");
    Map<String, List<Loss>> byRow = new LinkedHashMap<>();
    for (Loss loss : in.losses().losses()) {
      if (loss instanceof Loss.ParameterRounded || loss instanceof Loss.RangeClamped) {
        byRow.computeIfAbsent(row(loss).toString(), k -> new ArrayList<>()).add(loss);
      }
    }
    if (byRow.isEmpty()) {
      html.element("p", "Every parameter is held as it was meant.", "class", "soft");
      return;
    }
    html.element("p", "All values are in SI units.", "class", "soft");
    html.table(
        "Parameters as meant and as held",
        List.of("Parameter", "Meant#", "Held#", "Error#", "Register or range", "Where"));
    int rows = 0;
    for (List<Loss> same : byRow.values()) {
      if (rows++ == MAX_ROWS) {
        break;
      }
      Row row = row(same.getFirst());
      html.open("tr")
          .code(row.name())
          .number(Figures.shortest(row.meant()))
          .number(Figures.shortest(row.effective()));
      html.number(
          row.meant() == 0
              ? Figures.shortest(row.effective())
              : Figures.percent(Math.abs(row.effective() - row.meant()), Math.abs(row.meant())));
      html.open("td");
      if (row.clamped()) {
        html.element("span", "clamped", "class", "pill fair").text(" ");
      }
      html.element("code", row.holder()).close();
      html.open("td").element("code", same.getFirst().where().toString());
      if (same.size() > 1) {
        html.text(" and " + (same.size() - 1) + " more");
      }
      html.close().close();
    }
    html.endTable();
    if (byRow.size() > MAX_ROWS) {
      html.element(
          "p",
          MAX_ROWS + " of " + byRow.size() + " rows are shown; the download of losses has all.",
          "class",
          "soft note");
    }
  }

  private record Row(String name, double meant, double effective, String holder, boolean clamped) {}

  private static Row row(Loss loss) {
    return switch (loss) {
      case Loss.ParameterRounded p ->
          new Row(p.element() + "." + p.parameter(), p.meant(), p.effective(), p.register(), false);
      case Loss.RangeClamped r ->
          new Row(
              r.element() + "." + r.parameter(),
              r.meant(),
              r.effective(),
              Figures.shortest(r.low()) + " to " + Figures.shortest(r.high()),
              true);
      default -> throw new IllegalArgumentException("not a parameter: " + loss.code());
    };
  }

  private static void formats(Html html, ReportInput in) {
    html.element("h3", "Fixed-point formats");
    if (in.losses().formats().isEmpty()) {
      html.element("p", "The mapping chose no formats.", "class", "soft");
      return;
    }
    html.table(
        "Fixed-point formats",
        List.of(
            "Block",
            "Variable",
            "Format",
            "Largest magnitude#",
            "Step#",
            "Headroom#",
            "How the bound was got"));
    int rows = 0;
    for (FormatChoice f : in.losses().formats()) {
      if (rows++ == MAX_ROWS) {
        break;
      }
      html.open("tr")
          .code(f.block())
          .code(f.variable())
          .code(f.format())
          .number(Figures.shortest(f.bound()));
      html.number(Figures.shortest(f.resolution()));
      html.number(
              Double.isNaN(f.headroomBits())
                  ? "-"
                  : Figures.shortest(Math.rint(f.headroomBits() * 10) / 10) + " bit")
          .cell(f.derivation())
          .close();
    }
    html.endTable();
    if (in.losses().formats().size() > MAX_ROWS) {
      html.element(
          "p",
          MAX_ROWS + " of " + in.losses().formats().size() + " formats are shown.",
          "class",
          "soft note");
    }
  }
}
