package org.bitspike.frontends.lems.validation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Severity;

/**
 * The findings about some files. Of each code the first {@value #PER_CODE} of a file are kept, the
 * rest as a count, since one cause may show a million times; a finding made twice is kept once.
 */
final class Found {

  /** Findings of one code and file that are kept. */
  static final int PER_CODE = 100;

  /** What may repeat too often. */
  private record Sort(String file, Code code, Severity severity) {}

  private final Set<Diagnostic> kept = new LinkedHashSet<>();
  private final Map<Sort, Integer> counts = new LinkedHashMap<>();

  void add(Diagnostic diagnostic) {
    if (kept.contains(diagnostic)) {
      return;
    }
    Sort sort = new Sort(diagnostic.where().file(), diagnostic.code(), diagnostic.severity());
    if (counts.merge(sort, 1, Integer::sum) <= PER_CODE) {
      kept.add(diagnostic);
    }
  }

  /** Takes a finding of the loader, unless the same place is found wrong already. */
  void addUnlessTold(Diagnostic diagnostic) {
    SourceRef where = diagnostic.where();
    boolean told =
        where.line() > 0
            && kept.stream()
                .anyMatch(
                    d ->
                        d.where().line() == where.line()
                            && d.where().file().equals(where.file())
                            && d.severity() == diagnostic.severity()
                            && d.code().id().startsWith("BS-V"));
    if (!told) {
      add(diagnostic);
    }
  }

  void error(Code code, SourceRef where, String message) {
    add(Diagnostic.error(code, where, message));
  }

  void warning(Code code, SourceRef where, String message) {
    add(Diagnostic.warning(code, where, message));
  }

  /** All findings, by file in the order of {@code files}, then by place. */
  List<Diagnostic> all(List<String> files) {
    List<Diagnostic> all = new ArrayList<>(kept);
    counts.forEach(
        (sort, count) -> {
          if (count > PER_CODE) {
            all.add(
                new Diagnostic(
                    sort.code,
                    sort.severity,
                    (count - PER_CODE) + " more of the kind: " + sort.code.title(),
                    new SourceRef(sort.file, Integer.MAX_VALUE, 0, ""),
                    sort.code.remedy()));
          }
        });
    Map<String, Integer> order = new LinkedHashMap<>();
    files.forEach(f -> order.putIfAbsent(f, order.size()));
    all.sort(
        Comparator.<Diagnostic>comparingInt(
                d -> order.getOrDefault(d.where().file(), Integer.MAX_VALUE))
            .thenComparing(d -> d.where().file())
            .thenComparingInt(d -> d.where().line())
            .thenComparingInt(d -> d.where().column()));
    return all.stream().map(Found::withoutEnd).toList();
  }

  private static Diagnostic withoutEnd(Diagnostic d) {
    return d.where().line() < Integer.MAX_VALUE
        ? d
        : new Diagnostic(
            d.code(),
            d.severity(),
            d.message(),
            new SourceRef(d.where().file(), 0, 0, ""),
            d.remedy());
  }
}
