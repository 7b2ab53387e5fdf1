package org.bitspike.ir.network;

import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Findings;
import org.bitspike.ir.network.ProceduralConnector.Draw;
import org.bitspike.ir.network.ProceduralConnector.Rule;

/**
 * Connections: indices in range, weights finite, delays neither negative nor undefined. Rules are
 * not expanded.
 */
final class ConnectivityVerifier {

  /** Columns are arrays. */
  private static final double MOST_CONNECTIONS = Integer.MAX_VALUE - 8;

  private final Findings findings;

  ConnectivityVerifier(Findings findings) {
    this.findings = findings;
  }

  void verify(Projection projection, Population pre, Population post) {
    switch (projection.connectivity()) {
      case ConnectionTable table ->
          verify(table, "projection " + projection.id(), projection.source(), pre, post);
      case ProceduralConnector connector -> connector(projection, connector, pre, post);
    }
  }

  /** The connections of {@code owner}, which stands at {@code source}. */
  void verify(
      ConnectionTable table, String owner, SourceRef source, Population pre, Population post) {
    for (int c = 0; c < table.size(); c++) {
      if (table.pre(c) < 0 || table.pre(c) >= pre.size()) {
        index(owner, source, table, c, "source", table.pre(c), pre);
      }
      if (table.post(c) < 0 || table.post(c) >= post.size()) {
        index(owner, source, table, c, "target", table.post(c), post);
      }
      if (!Double.isFinite(table.weight(c))) {
        connection(owner, source, table, c, Code.N_NOT_FINITE, "weight", table.weight(c));
      }
      double delay = table.delaySeconds(c);
      if (!Double.isFinite(delay)) {
        connection(owner, source, table, c, Code.N_NOT_FINITE, "delay", delay);
      } else if (delay < 0) {
        connection(owner, source, table, c, Code.N_NEGATIVE_DELAY, "delay", delay);
      }
    }
    for (String name : table.attributeNames()) {
      for (int c = 0; c < table.size(); c++) {
        double value = table.attribute(name, c, 0);
        if (!Double.isFinite(value)) {
          connection(owner, source, table, c, Code.N_NOT_FINITE, name, value);
        }
      }
    }
  }

  private void index(
      String owner,
      SourceRef source,
      ConnectionTable table,
      int c,
      String end,
      int index,
      Population population) {
    if (findings.keeps(Code.N_INDEX)) {
      findings.error(
          Code.N_INDEX,
          place(source, table, c),
          "connection "
              + c
              + " of "
              + owner
              + " has the "
              + end
              + " "
              + index
              + ", and population "
              + population.id()
              + " has the size "
              + population.size());
    } else {
      findings.count(Code.N_INDEX);
    }
  }

  private void connection(
      String owner,
      SourceRef source,
      ConnectionTable table,
      int c,
      Code code,
      String quantity,
      double value) {
    if (findings.keeps(code)) {
      String unit = quantity.equals("delay") ? " s" : "";
      findings.error(
          code,
          place(source, table, c),
          "connection " + c + " of " + owner + " has the " + quantity + " " + value + unit);
    } else {
      findings.count(code);
    }
  }

  /** The connection's own line where it is known. */
  private static SourceRef place(SourceRef source, ConnectionTable table, int c) {
    int line = table.line(c) > 0 ? table.line(c) : source.line();
    return new SourceRef(source.file(), line, 0, source.path() + "[" + c + "]");
  }

  private void connector(
      Projection projection, ProceduralConnector connector, Population pre, Population post) {
    double pairs = (double) pre.size() * post.size();
    double expected =
        switch (connector.rule()) {
          case Rule.AllToAll() -> pairs;
          case Rule.OneToOne() -> Math.min(pre.size(), post.size());
          case Rule.FixedProbability(double probability) -> {
            if (!(probability >= 0 && probability <= 1)) {
              rule(projection, "the probability is " + probability + ", and it lies in 0 to 1");
            }
            yield pairs * Math.clamp(probability, 0.0, 1.0);
          }
          case Rule.FixedNumberPre(int n, boolean repeats) -> {
            number(projection, n, "sources", repeats, connector, pre, post);
            yield (double) Math.max(0, n) * post.size();
          }
          case Rule.FixedNumberPost(int n, boolean repeats) -> {
            number(projection, n, "targets", repeats, connector, pre, post);
            yield (double) Math.max(0, n) * pre.size();
          }
          case Rule.FixedTotalNumber(int n) -> {
            number(projection, n, "connections", true, connector, pre, post);
            yield Math.max(0, n);
          }
        };
    if (expected > MOST_CONNECTIONS) {
      rule(
          projection,
          "it makes about "
              + expected
              + " connections, and a projection has at most "
              + MOST_CONNECTIONS);
    }
    draw(projection, "weight", connector.weight());
    draw(projection, "delay", connector.delaySeconds());
    if (smallest(connector.delaySeconds()) < 0) {
      findings.error(
          Code.N_NEGATIVE_DELAY,
          projection.source(),
          "the connector of projection "
              + projection.id()
              + " draws delays down to "
              + smallest(connector.delaySeconds())
              + " s");
    }
  }

  private void number(
      Projection projection,
      int n,
      String of,
      boolean repeats,
      ProceduralConnector connector,
      Population pre,
      Population post) {
    if (n < 0) {
      rule(projection, "the number of " + of + " is " + n);
    }
    boolean itself = pre.id().equals(post.id()) && pre.size() == 1;
    if (n > 0 && repeats && itself && !connector.allowSelfConnections()) {
      rule(projection, n + " " + of + " are asked for, and there is only the neuron itself");
    }
  }

  private void draw(Projection projection, String quantity, Draw draw) {
    boolean sane =
        switch (draw) {
          case Draw.Constant(double value) -> Double.isFinite(value);
          case Draw.Uniform(double low, double high) ->
              Double.isFinite(low) && Double.isFinite(high) && low <= high;
          case Draw.Normal(double mean, double deviation, double low, double high) ->
              Double.isFinite(mean) && Double.isFinite(deviation) && deviation >= 0 && low <= high;
          case Draw.TruncatedNormal(double mean, double deviation, double low, double high) ->
              Double.isFinite(mean)
                  && Double.isFinite(deviation)
                  && deviation >= 0
                  && low <= high
                  && new Sampler(draw).possible();
        };
    if (!sane) {
      rule(projection, "the " + quantity + " is drawn as " + draw);
    }
  }

  private static double smallest(Draw draw) {
    return switch (draw) {
      case Draw.Constant(double value) -> value;
      case Draw.Uniform(double low, double high) -> low;
      case Draw.Normal(double mean, double deviation, double low, double high) -> low;
      case Draw.TruncatedNormal d -> new Sampler(d).value(0);
    };
  }

  private void rule(Projection projection, String message) {
    findings.error(
        Code.N_BAD_RULE,
        projection.source(),
        "the connector of projection " + projection.id() + ": " + message);
  }
}
