package org.bitspike.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/** Runs benchmarks with JMH's own options and prints the median of the iterations of each. */
final class Run {

  private Run() {}

  /** Takes JMH's arguments, such as a pattern of names. */
  public static void main(String[] args) throws RunnerException, CommandLineOptionException {
    print(new Runner(new CommandLineOptions(args)).run(), System.out);
  }

  private static void print(Collection<RunResult> results, PrintStream out) {
    out.printf(Locale.ROOT, "%n%-70s %12s %25s%n", "benchmark", "median", "smallest .. largest");
    for (RunResult result : results) {
      List<Double> scores = new ArrayList<>();
      result
          .getBenchmarkResults()
          .forEach(
              fork -> {
                for (IterationResult iteration : fork.getIterationResults()) {
                  scores.add(iteration.getPrimaryResult().getScore());
                }
              });
      double[] sorted = scores.stream().mapToDouble(Double::doubleValue).sorted().toArray();
      out.printf(
          Locale.ROOT,
          "%-70s %12.4g %12.4g .. %-10.4g %s%n",
          name(result.getParams()),
          median(sorted),
          sorted[0],
          sorted[sorted.length - 1],
          result.getPrimaryResult().getScoreUnit());
    }
  }

  private static String name(BenchmarkParams params) {
    StringBuilder name =
        new StringBuilder(params.getBenchmark().replaceAll(".*\\.(\\w+\\.\\w+)$", "$1"));
    for (String key : params.getParamsKeys()) {
      name.append(' ').append(key).append('=').append(params.getParam(key));
    }
    return name.toString();
  }

  /** Of sorted values, at least one. */
  static double median(double... sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
