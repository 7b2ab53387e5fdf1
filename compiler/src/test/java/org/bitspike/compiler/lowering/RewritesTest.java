package org.bitspike.compiler.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.bitspike.compiler.dynamics.Step;
import org.bitspike.compiler.dynamics.StepModel;
import org.bitspike.compiler.dynamics.StepModel.Kind;
import org.bitspike.compiler.dynamics.StepModel.Variable;
import org.bitspike.compiler.symbolic.Evaluate;
import org.bitspike.compiler.symbolic.Interval;
import org.bitspike.compiler.symbolic.Sym;
import org.bitspike.compiler.symbolic.Translate;
import org.bitspike.ir.expr.ExprText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is rewritten before steps become integers keeps its value, and is rewritten only then. */
class RewritesTest {

  private static Sym sym(String text) {
    return Translate.expr(ExprText.parse(text), Sym.Ref::new);
  }

  private static StepModel steps(Step... steps) {
    return new StepModel(
        List.of(
            new Variable("v", new Kind.State(), 0, "v", Optional.empty()),
            new Variable("w", new Kind.State(), 0, "w", Optional.empty())),
        List.of(steps));
  }

  // ---- choices that fill a hole

  private static Sym choice(String condition, String then, String otherwise) {
    return new Sym.Choice(sym(condition), sym(then), sym(otherwise));
  }

  @Test
  void aChoiceThatFillsAHoleIsDropped() {
    Sym rate = sym("10 * (v + 40) / (1 - exp(-(v + 40) / 10))");
    Sym filled = new Sym.Choice(sym("v + 40 .neq. 0"), rate, sym("100"));
    assertThat(RemovableChoices.drop(filled)).isEqualTo(rate);
    Sym other = new Sym.Choice(sym("v + 40 .eq. 0"), sym("100"), rate);
    assertThat(RemovableChoices.drop(other)).isEqualTo(rate);
  }

  @Test
  void aChoiceWithAnotherValueStays() {
    Sym rate = sym("10 * (v + 40) / (1 - exp(-(v + 40) / 10))");
    Sym jump = new Sym.Choice(sym("v + 40 .neq. 0"), rate, sym("250"));
    assertThat(RemovableChoices.drop(jump)).isEqualTo(jump);
  }

  @Test
  void choicesByOtherThanEqualityAndOfSeveralNamesStay() {
    Sym less = choice("v + 40 .lt. 0", "exp(v)", "1");
    assertThat(RemovableChoices.drop(less)).isEqualTo(less);
    Sym two = choice("v .neq. 0", "exp(v) * w", "w");
    assertThat(RemovableChoices.drop(two)).isEqualTo(two);
    Sym plain = choice("v .neq. 0", "v", "0");
    assertThat(RemovableChoices.drop(plain)).isEqualTo(plain);
  }

  // ---- names of terms

  @Test
  void aNamedSumStandsWhereItIsATerm() {
    StepModel model =
        steps(
            new Step.Let("i", sym("3 * w - 2 * v")),
            new Step.Assign("v", sym("v + 0.1 * i")),
            new Step.Assign("w", sym("w * 0.5")));
    assertThat(LinearLets.inline(model).steps())
        .isEqualTo(
            List.of(
                new Step.Assign("v", sym("v + 0.1 * (3 * w - 2 * v)")),
                new Step.Assign("w", sym("w * 0.5"))));
  }

  @Test
  void aNamedSumGoesIntoABranch() {
    StepModel model =
        steps(
            new Step.Let("i", sym("3 * w - 2 * v")),
            new Step.If(
                sym("w .gt. 1"), List.of(new Step.Assign("v", sym("v + 0.1 * i"))), List.of()));
    assertThat(LinearLets.inline(model).steps())
        .isEqualTo(
            List.of(
                new Step.If(
                    sym("w .gt. 1"),
                    List.of(new Step.Assign("v", sym("v + 0.1 * (3 * w - 2 * v)"))),
                    List.of())));
  }

  @Test
  void aNameStaysWhereItsValueWouldBeAnother() {
    StepModel changed =
        steps(
            new Step.Let("i", sym("3 * w - 2 * v")),
            new Step.Assign("w", sym("w * 0.5")),
            new Step.Assign("v", sym("v + 0.1 * i")));
    assertThat(LinearLets.inline(changed)).isEqualTo(changed);
    StepModel changedInBranch =
        steps(
            new Step.Let("i", sym("3 * w - 2 * v")),
            new Step.If(sym("v .gt. 1"), List.of(new Step.Assign("w", sym("w * 0.5"))), List.of()),
            new Step.Assign("v", sym("v + 0.1 * i")));
    assertThat(LinearLets.inline(changedInBranch)).isEqualTo(changedInBranch);
  }

  @Test
  void aNameStaysWhereItIsUsedTwiceOrNotAsATerm() {
    StepModel twice =
        steps(
            new Step.Let("i", sym("3 * w - 2 * v")),
            new Step.Assign("v", sym("v + 0.1 * i")),
            new Step.Assign("w", sym("w + i")));
    assertThat(LinearLets.inline(twice)).isEqualTo(twice);
    StepModel factor =
        steps(
            new Step.Let("i", sym("3 * w - 2 * v")), new Step.Assign("v", sym("v + 0.1 * i * w")));
    assertThat(LinearLets.inline(factor)).isEqualTo(factor);
  }

  // ---- constants of products

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(7e-7 * v + 4.2e-8) * (v + 0.04)",
        "(0.04 * v + 5 + w) * (2 * w - 3 * v)",
        "(1 - v) * w * (8 * w + 2)"
      })
  void aConstantOutOfASumLeavesTheProductAsItIs(String text) {
    Sym.Product product = (Sym.Product) sym(text);
    Sym.Term term = Grouping.bare(3, product, n -> new Interval(-1, 2));
    for (double v = -1; v <= 2; v += 0.37) {
      double at = v;
      double meant = 3 * Evaluate.at(product, n -> n.equals("v") ? at : 0.7);
      double bare = term.coefficient() * Evaluate.at(term.atom(), n -> n.equals("v") ? at : 0.7);
      assertThat(bare).isCloseTo(meant, org.assertj.core.api.Assertions.offset(1e-12));
    }
    for (Sym factor : ((Sym.Product) term.atom()).factors()) {
      if (factor instanceof Sym.Sum s) {
        assertThat(s.terms()).anyMatch(t -> Math.abs(t.coefficient()) == 1);
      }
    }
  }
}
