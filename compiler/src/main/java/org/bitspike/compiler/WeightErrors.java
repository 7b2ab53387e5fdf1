package org.bitspike.compiler;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.loss.Loss;

/** Gathers what rounding did to the weights of one link. */
final class WeightErrors {

  private final Link link;
  private final WeightCodes codes;
  private final int[] connection;
  private final double[] meant;
  private final double[] effective;
  private int size;
  private long clipped;
  private long zeroed;
  private long signFlips;
  private long wrongSign;

  WeightErrors(Link link, WeightCodes codes) {
    this.link = link;
    this.codes = codes;
    int kept = link.drawn().map(DrawnErrors::count).orElse((int) link.keptCount());
    connection = new int[kept];
    meant = new double[kept];
    effective = new double[kept];
  }

  void add(int c, double meantWeight, double effectiveWeight, double effect, double scale) {
    double relative = scale == 0 ? 0 : effect / scale;
    double slack = 1e-9 * Math.max(1, Math.abs(relative));
    wrongSign += effect < 0 && codes.smallest() >= 0 ? 1 : 0;
    addCode(
        c,
        meantWeight,
        effectiveWeight,
        relative > codes.largest() + slack || relative < codes.smallest() - slack);
  }

  void addCode(int c, double meantWeight, double effectiveWeight, boolean isClipped) {
    connection[size] = c;
    meant[size] = meantWeight;
    effective[size] = effectiveWeight;
    size++;
    clipped += isClipped ? 1 : 0;
    zeroed += meantWeight != 0 && effectiveWeight == 0 ? 1 : 0;
    signFlips += meantWeight * effectiveWeight < 0 ? 1 : 0;
  }

  /** How many of all weights a number of those looked at stands for. */
  private long ofAll(long count, long all) {
    return size == all ? count : Math.round((double) count / size * all);
  }

  /** The loss; nothing when every weight is kept to double precision. */
  Optional<Loss> loss() {
    double squares = 0;
    double largestError = 0;
    double largestWeight = 0;
    for (int i = 0; i < size; i++) {
      double error = effective[i] - meant[i];
      squares += error * error;
      largestError = Math.max(largestError, Math.abs(error));
      largestWeight = Math.max(largestWeight, Math.abs(meant[i]));
    }
    if (largestError <= 1e-12 * largestWeight) {
      return Optional.empty();
    }
    double rms = Math.sqrt(squares / size);
    long all = link.keptCount();
    boolean spread = link.drawn().filter(d -> !DrawnErrors.all(d)).isPresent();
    String message =
        String.format(
            Locale.ROOT,
            "weights of %s take codes %d to %d%s: error %.3g rms, %.3g at most, largest weight %.3g;"
                + " %d of %d clipped, %d became 0",
            link.projection(),
            codes.minCode(),
            codes.maxCode(),
            exponents(),
            rms,
            largestError,
            largestWeight,
            ofAll(clipped, all),
            all,
            ofAll(zeroed, all));
    if (spread) {
      message += "; told from the distribution that the weights are drawn from";
    }
    if (wrongSign > 0) {
      message +=
          ", " + ofAll(wrongSign, all) + " of these because they have a sign that no code has";
    }
    Code code =
        wrongSign > 0
            ? Code.C_WEIGHT_SIGN
            : clipped > 0 ? Code.C_WEIGHT_RANGE : Code.C_WEIGHT_RESOLUTION;
    String remedy =
        wrongSign > 0
            ? Code.C_WEIGHT_SIGN.remedy()
            : clipped > 0
                ? "scale weights down, or use a target with a wider range of weights"
                : "use a target with more weight bits, or weights that are multiples of one step";
    return Optional.of(
        new Loss.WeightError(
            code,
            "quantise-weights",
            message,
            remedy,
            link.source(),
            link.projection(),
            spread ? new int[0] : connection,
            spread ? new double[0] : meant,
            spread ? new double[0] : effective,
            ofAll(clipped, all),
            ofAll(zeroed, all),
            ofAll(signFlips, all),
            rms,
            largestError));
  }

  /** The powers of two that the link's codes are multiplied with, where there are any. */
  private String exponents() {
    String all =
        Arrays.stream(link.fate().exponent())
            .distinct()
            .filter(e -> e != 0)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(", "));
    return all.isEmpty() ? "" : " with exponent " + all;
  }
}
