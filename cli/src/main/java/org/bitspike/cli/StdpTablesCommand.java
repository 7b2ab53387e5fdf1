package org.bitspike.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.bitspike.compiler.tables.StdpTables;
import org.bitspike.compiler.tables.WeightDependence;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Derives look-up tables of STDP from a rule in real numbers. */
@Command(
    name = "stdp-tables",
    description = "Derive the look-up tables of STDP on a chip from a rule in real numbers.",
    mixinStandardHelpOptions = true)
final class StdpTablesCommand implements Callable<Integer> {

  private final Bitspike root;

  /** Names of {@link WeightDependence}. */
  enum Dependence {
    ADDITIVE,
    MULTIPLICATIVE,
    GUETIG,
    POWER_LAW;

    WeightDependence with(double mu) {
      return switch (this) {
        case ADDITIVE -> new WeightDependence.Additive();
        case MULTIPLICATIVE -> new WeightDependence.Multiplicative();
        case GUETIG -> new WeightDependence.Guetig(mu);
        case POWER_LAW -> new WeightDependence.PowerLaw(mu);
      };
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  @Option(
      names = "--rule",
      paramLabel = "RULE",
      description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}")
  private Dependence rule = Dependence.GUETIG;

  @Option(
      names = "--mu",
      description = "exponent of guetig and power-law; default ${DEFAULT-VALUE}")
  private double mu = 0.4;

  @Option(names = "--lambda", description = "learning rate; default ${DEFAULT-VALUE}")
  private double lambda = 0.005;

  @Option(
      names = "--alpha",
      description = "ratio of depression to potentiation; default ${DEFAULT-VALUE}")
  private double alpha = 1.05;

  @Option(
      names = "--tau",
      paramLabel = "TIME",
      description = "time constant of pairs; default ${DEFAULT-VALUE}")
  private String tau = "20ms";

  @Option(
      names = "--interval",
      paramLabel = "TIME",
      description = "interval of a standard pair; default ${DEFAULT-VALUE}")
  private String interval = "10ms";

  @Option(
      names = "--pairs",
      paramLabel = "N",
      description = "standard pairs that one use stands for; default ${DEFAULT-VALUE}")
  private int pairs = 36;

  @Option(
      names = "--bits",
      paramLabel = "N",
      description = "bits of a weight, 2 to 16; default ${DEFAULT-VALUE}")
  private int bits = 4;

  StdpTablesCommand(Bitspike root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    StdpTables.Rule meant =
        new StdpTables.Rule(
            rule.with(mu),
            lambda,
            alpha,
            Durations.seconds("--tau", tau).orElseThrow() * 1e3,
            Durations.seconds("--interval", interval).orElseThrow() * 1e3,
            pairs,
            bits);
    StdpTables tables = StdpTables.derive(meant);
    if (root.json()) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("charge", meant.charge());
      result.put("causal", tables.causal());
      result.put("acausal", tables.acausal());
      result.put("combined", tables.combined());
      root.terminal().out().println(Json.print(result));
      return ExitCode.FINE;
    }
    root.terminal()
        .out()
        .printf(
            Locale.ROOT,
            "lutCausal=\"%s\"%nlutAcausal=\"%s\"%nlutCombined=\"%s\"%n",
            StdpTables.text(tables.causal()),
            StdpTables.text(tables.acausal()),
            StdpTables.text(tables.combined()));
    return ExitCode.FINE;
  }
}
