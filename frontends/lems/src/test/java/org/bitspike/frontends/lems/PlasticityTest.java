package org.bitspike.frontends.lems;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.NetworkVerifier;
import org.bitspike.ir.network.Projection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Projections that learn, as files write them. */
class PlasticityTest {

  private static final String PAIR =
      "<pairStdp id='rule' lambda='0.01' alpha='1.05' muPlus='0' muMinus='0' tauPlus='20ms'"
          + " tauMinus='20ms' wMax='1'/>";

  @TempDir Path folder;

  private static String model(String topLevel) {
    return TestFiles.model(
        topLevel,
        "<plasticProjection id='learn' presynapticPopulation='src' postsynapticPopulation='pop'"
            + " synapse='syn' plasticity='rule'><connectionWD id='0' preCellId='../src[0]'"
            + " postCellId='../pop[1]' weight='0.5' delay='1ms'/></plasticProjection>",
        "");
  }

  private List<Diagnostic> findings(String topLevel) {
    return TestFiles.findings(folder, model(topLevel));
  }

  @Test
  void projectionsLearnByTheLibrarysRules() {
    for (String rule :
        List.of(
            PAIR,
            "<additiveStdp id='rule' lambda='0.01' alpha='1' tauPlus='20ms' tauMinus='20ms'"
                + " wMax='1'/>",
            "<multiplicativeStdp id='rule' lambda='0.01' alpha='1' tauPlus='20ms' tauMinus='20ms'"
                + " wMax='1'/>",
            "<tripletStdp id='rule' aPlus='0' aMinus='0.007' aPlusTriplet='0.006'"
                + " aMinusTriplet='0.0002' tauPlus='17ms' tauMinus='34ms' tauPlusTriplet='101ms'"
                + " tauMinusTriplet='125ms' wMax='1'/>")) {
      Network network = TestFiles.network(folder, model(rule));
      assertThat(NetworkVerifier.verify(network)).as(rule).isEmpty();
      Projection learn = network.projections().getFirst();
      assertThat(learn.plasticity()).contains("rule");
      assertThat(network.component("rule").parameters()).containsEntry("wMax", 1.0);
    }
  }

  @Test
  void additiveRulesHaveExponentsOfZero() {
    Network network =
        TestFiles.network(
            folder,
            model(
                "<additiveStdp id='rule' lambda='0.01' alpha='1' tauPlus='20ms' tauMinus='20ms'"
                    + " wMax='1'/>"));
    assertThat(network.component("rule").parameters())
        .containsEntry("muPlus", 0.0)
        .containsEntry("muMinus", 0.0);
  }

  @Test
  void aSynapseIsNoRuleOfLearning() {
    Diagnostic finding =
        TestFiles.finding(
            findings("<expOneSynapse id='rule' gbase='1nS' erev='0mV' tauDecay='2ms'/>"),
            Code.N_TYPE_MISMATCH);
    assertThat(finding.message()).contains("'rule', a expOneSynapse, is no rule of learning");
    assertThat(finding.where().line()).isPositive();
  }

  @Test
  void timeConstantsAndTheGreatestWeightAreAboveZero() {
    List<Diagnostic> findings =
        findings(PAIR.replace("tauPlus='20ms'", "tauPlus='0ms'").replace("wMax='1'", "wMax='-1'"));
    assertThat(findings)
        .filteredOn(d -> d.code() == Code.F_BAD_VALUE)
        .extracting(Diagnostic::message)
        .anyMatch(m -> m.contains("tauPlus of 'rule' is 0.0"))
        .anyMatch(m -> m.contains("wMax of 'rule' is -1.0"));
  }
}
