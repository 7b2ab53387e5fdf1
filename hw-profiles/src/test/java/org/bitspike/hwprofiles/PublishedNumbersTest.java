package org.bitspike.hwprofiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.ExprEvaluator;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.profile.NeuronModel.Fixed;
import org.bitspike.ir.profile.NeuronModel.Register;
import org.bitspike.ir.profile.NeuronModel.SynapseMatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers of the chips' own software, against what the profile's rules give. */
class PublishedNumbersTest {

  private static final HardwareProfile HICANN = Profiles.load("brainscales1");
  private static final Fixed NEURON = (Fixed) HICANN.neuron();

  private static double evaluate(Expr expr, Map<String, Double> names) {
    ToDoubleFunction<String> scope =
        n -> names.containsKey(n) ? names.get(n) : HICANN.constants().getOrDefault(n, Double.NaN);
    return ExprEvaluator.evaluate(expr, scope);
  }

  private static Register register(String name) {
    return NEURON.registers().stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow();
  }

  private static SynapseMatch synapse(String type) {
    return NEURON.synapses().stream().filter(y -> y.type().equals(type)).findFirst().orElseThrow();
  }

  /**
   * calibtic's settings for 200 / 15 and 550 / 1, from 954.7 nS at 500 / 11, over circuits of
   * 2.16456 pF, for 0.2 nF.
   */
  @ParameterizedTest
  @CsvSource({"1, 8.82e-9", "4, 2.205e-9", "8, 1.103e-9"})
  void theLargestConductanceShrinksWithTheCircuits(int circuits, double atTheDefaultSetting) {
    Map<String, Double> names = Map.of("c_m", 0.2e-9, "circuits", (double) circuits);
    double high = evaluate(HICANN.synapse().weight().scaleHigh().orElseThrow(), names);
    double low = evaluate(HICANN.synapse().weight().scaleLow().orElseThrow(), names);
    assertThat(high / 12.1).isCloseTo(atTheDefaultSetting, within(atTheDefaultSetting * 1e-3));
    assertThat(low / (200.0 / 15 * 11 / 500))
        .isCloseTo(atTheDefaultSetting, within(atTheDefaultSetting * 1e-3));
  }

  /** calibtic's polynomial gives 93.9 to 954.7 nS, with steps from 79.7 to 35.0. */
  @Test
  void theWeightCurveIsConcave() {
    Expr curve = HICANN.synapse().weight().curve();
    double[] nanosiemens = new double[16];
    for (int code = 0; code < 16; code++) {
      nanosiemens[code] = evaluate(curve, Map.of("code", (double) code)) * 954.704;
    }
    assertThat(nanosiemens[15]).isCloseTo(954.7, within(0.1));
    assertThat(nanosiemens[1] - nanosiemens[0]).isCloseTo(79.7, within(0.1));
    assertThat(nanosiemens[15] - nanosiemens[14]).isCloseTo(35.0, within(0.1));
  }

  /** V = 10 * V_bio + 1.2 V; DAC = V * 1023 / 1.8 V. */
  @ParameterizedTest
  @CsvSource({
    "E_l, v_rest, -0.065, 312.58",
    "V_t, v_thresh, -0.05, 397.83",
    "E_syni, e_rev_inh, -0.12, 0",
    "E_synx, e_rev_exc, 0, 720.8"
  })
  void voltagesBecomeCodes(String name, String quantity, double volts, double code) {
    assertThat(evaluate(register(name).code(), Map.of(quantity, volts)))
        .isCloseTo(code, within(0.01));
  }

  /** Entries of calibtic's tables, in hardware seconds times the speed-up of 1e4. */
  @ParameterizedTest
  @CsvSource({
    "V_syntcx, 226, 15.109, 0.1", "V_syntcx, 276, 7.9114, 4.1", "V_syntci, 526, 1.76777, 4.1",
        "V_syntci, 976, 1.30307, 4.1",
    "I_pl, 10, 17.3228, 0.1", "I_pl, 70, 1.8192, 8", "I_pl, 550, 0.26705, 8",
        "I_pl, 1022, 0.147476, 0.1"
  })
  void timeConstantsFollowTheTables(String name, double code, double millis, double percent) {
    double found = evaluate(register(name).effective(), Map.of("code", code)) * 1e3;
    assertThat(found).isCloseTo(millis, within(millis * percent / 100));
  }

  /** Charge and mean delay of the charge, by numerical integration of the conductance. */
  @ParameterizedTest
  @CsvSource({
    "expTwoSynapse, 1e-3, 5e-3",
    "expTwoSynapse, 4e-3, 9e-3",
    "alphaSynapse, 3e-3, 0",
    "expOneSynapse, 0, 6e-3"
  })
  void oneExponentialKeepsChargeAndMeanDelay(String type, double rise, double decay) {
    Map<String, Double> names =
        Map.of(
            "tauRise",
            rise,
            "tauDecay",
            decay,
            "tau",
            rise,
            "gbase",
            1e-9,
            "erev",
            0.0,
            "sign",
            1.0);
    double tau = evaluate(synapse(type).quantities().get("tau"), names);
    double weight = evaluate(synapse(type).quantities().get("weight"), names);
    double peak =
        rise == 0 || decay == 0 ? 0 : Math.log(decay / rise) * rise * decay / (decay - rise);
    double charge = 0;
    double moment = 0;
    double step = 1e-6;
    for (double t = step / 2; t < 0.2; t += step) {
      double g =
          switch (type) {
            case "expTwoSynapse" ->
                1e-9
                    * (Math.exp(-t / decay) - Math.exp(-t / rise))
                    / (Math.exp(-peak / decay) - Math.exp(-peak / rise));
            case "alphaSynapse" -> 1e-9 * t / rise * Math.exp(1 - t / rise);
            default -> 1e-9 * Math.exp(-t / decay);
          };
      charge += g * step;
      moment += g * t * step;
    }
    assertThat(tau).isCloseTo(moment / charge, within(tau * 1e-4));
    assertThat(weight * tau).isCloseTo(charge, within(charge * 1e-4));
  }

  /**
   * A current of either sign pushes the membrane its own way, as strongly halfway to the threshold.
   */
  @ParameterizedTest
  @CsvSource({"1", "-1"})
  void currentsBecomeConductancesOfTheSameForce(double sign) {
    Map<String, Double> names =
        Map.of("tau_syn", 5.0, "sign", sign, "v_rest", -0.065, "v_thresh", -0.05);
    double reversal = evaluate(synapse("expCurrSynapse").quantities().get("e_rev"), names);
    double weight = evaluate(synapse("expCurrSynapse").quantities().get("weight"), names);
    double effect = sign * weight;
    assertThat(effect).isPositive();
    assertThat(effect * (reversal + 0.0575)).isCloseTo(sign * 1e-9, within(1e-15));
  }

  /** A negative weight on a conductance is a sign that the synapse cannot have. */
  @Test
  void conductancesHaveOneSign() {
    Map<String, Double> names = Map.of("gbase", 1e-9, "tauDecay", 5e-3, "erev", 0.0, "sign", -1.0);
    assertThat(-1 * evaluate(synapse("expOneSynapse").quantities().get("weight"), names))
        .isNegative();
  }

  /**
   * Integration goes on when more than the period has passed: 2 ms at 0.1 ms are 20 whole ticks,
   * and one to see it.
   */
  @ParameterizedTest
  @CsvSource({"2e-3, 21", "2.05e-3, 21", "1.99e-3, 20", "0.15e-3, 2"})
  void refractoryTicks(double period, double ticks) {
    Expr hold =
        NEURON.params().stream()
            .filter(p -> p.word().equals("hold"))
            .findFirst()
            .orElseThrow()
            .value();
    assertThat(evaluate(hold, Map.of("tau_refrac", period, "dt", 1e-4))).isEqualTo(ticks);
  }

  @Test
  void aWaferHasTheCircuitsOfItsChips() {
    assertThat((long) HICANN.limits().cores() * HICANN.limits().circuitsPerCore())
        .isEqualTo(196_608);
    assertThat(HICANN.limits().merge()).isEqualTo(List.of(1, 2, 4));
  }
}
