package org.bitspike.reference.flat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.bitspike.reference.TypeBuilder.set;
import static org.bitspike.reference.TypeBuilder.type;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.expr.ExprText;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.Definition;
import org.bitspike.ir.network.ComponentType.Slot;
import org.bitspike.reference.Models;
import org.junit.jupiter.api.Test;

class FlattenerTest {

  private static ComponentType gate() {
    return type("gate")
        .parameters("rate", "midpoint", "scale", "power")
        .requires("v")
        .state("q")
        .derived("x", "(v - midpoint) / scale")
        .derived(
            "alpha",
            new Definition.Conditional(
                List.of(
                    new Definition.Case(
                        Optional.of(ExprText.parse("x .neq. 0")),
                        ExprText.parse("rate * x / (1 - exp(0 - x))")),
                    new Definition.Case(Optional.empty(), ExprText.parse("rate")))))
        .derived("beta", "rate * exp(-x)")
        .derived("inf", "alpha / (alpha + beta)")
        .derived("fcond", "q ^ power")
        .rate("q", "alpha * (1 - q) - beta * q")
        .start(set("q", "inf"))
        .build();
  }

  private static ComponentType channel() {
    return type("channel")
        .parameters("g", "erev")
        .requires("v")
        .slot("gates", "gate", Slot.Kind.CHILDREN)
        .product("open", "gates[*]/fcond")
        .derived("i", "g * open * (erev - v)")
        .build();
  }

  private static Component channelComponent() {
    Component m =
        Component.of(
            "m", "gate", Map.of("rate", 1e3, "midpoint", -0.04, "scale", 0.01, "power", 3.0));
    Component h =
        Component.of(
            "h", "gate", Map.of("rate", 70.0, "midpoint", -0.065, "scale", -0.02, "power", 1.0));
    return new Component(
        "na",
        "channel",
        Map.of("g", 1e-8, "erev", 0.05),
        Map.of(),
        Map.of("gates", List.of(m, h)),
        SourceRef.ofPath("na"));
  }

  private static FlatSystem channelSystem() {
    Flattener flattener = new Flattener(List.of(gate(), channel()));
    flattener.root("", channelComponent());
    return flattener.flatten();
  }

  @Test
  void takesACellWithItsSynapseApart() {
    Flattener flattener = new Flattener(Models.types());
    int cell = flattener.root("", Models.lifRefCell("c", 0.005));
    flattener.attach(cell, "synapses", Models.synapse("s", 1e-9, 0, 0.005), "synapses:s:0");
    assertThat(flattener.flatten().text())
        .isEqualTo(
            """
            property synapses:s:0/weight = 1.0
            state v
            state lastSpike
            state synapses:s:0/g
            machine @regime in [refractory, integrating] from integrating
            let synapses:s:0/i = synapses:s:0/g * (-v)
            let iSyn = synapses:s:0/i
            let iMemb = 1.0E-8 * ((-0.07) - v) + iSyn
            rate v' = if @regime .eq. 1: iMemb / 1.0E-10; else: 0
            rate synapses:s:0/g' = -synapses:s:0/g / 0.005
            start v = -0.07
            start synapses:s:0/g = 0
            entry @regime refractory: lastSpike = t; v = -0.07
            when [@regime refractory] t .gt. lastSpike + 0.005: enter @regime integrating
            when [@regime integrating] v .gt. (-0.05): emit ..spike; enter @regime refractory
            on synapses:s:0: synapses:s:0/g = synapses:s:0/g + synapses:s:0/weight * 1.0E-9
            """);
  }

  @Test
  void makesInputsOfWhatAChannelRequires() {
    FlatSystem s = channelSystem();
    assertThat(s.inputs()).extracting(FlatSystem.Input::name).containsExactly("v");
    assertThat(s.states()).extracting(FlatSystem.State::name).containsExactly("m/q", "h/q");
    assertThat(s.symbol("m/v")).contains("v");
    assertThat(s.symbol("nothing")).isEmpty();
  }

  @Test
  void findsThatGatesAreLinearInThemselvesAndTheCurrentInTheVoltage() {
    FlatSystem s = channelSystem();
    Map<String, Affine> linear = new Linearity(s).linearInThemselves();
    assertThat(linear.keySet()).containsExactly("m/q", "h/q");
    assertThat(ExprText.print(linear.get("m/q").rest())).isEqualTo("m/alpha");
    assertThat(ExprText.print(linear.get("m/q").factor("m/q"))).isEqualTo("-m/alpha + -m/beta");
    // the current over v with gates given: alpha and beta are not asked for
    Affine i = Affine.ofSymbol(s, "i", Set.of("v")).orElseThrow();
    assertThat(ExprText.print(i.factor("v"))).isEqualTo("-(1.0E-8 * open)");
    assertThat(Affine.ofSymbol(s, "m/inf", Set.of("v"))).isEmpty();
  }

  @Test
  void findsBlocksOfConstantCoefficients() {
    Flattener flattener = new Flattener(Models.types());
    int cell = flattener.root("", Models.lifRefCell("c", 0.005));
    flattener.attach(cell, "synapses", Models.synapse("s", 1e-9, 0, 0.005), "s");
    FlatSystem system = flattener.flatten();
    List<Linearity.Block> blocks =
        new Linearity(Modes.fixed(system, Map.of("@regime", 1.0))).constantBlocks(Set.of());
    assertThat(blocks).extracting(Linearity.Block::states).containsExactly(List.of("s/g"));
    Flattener alone = new Flattener(Models.types());
    int driven = alone.root("", Models.lifRefCell("c", 0.005));
    alone.attach(driven, "synapses", Models.step("dc", 1e-9), "dc");
    List<Linearity.Block> linear =
        new Linearity(Modes.fixed(alone.flatten(), Map.of("@regime", 1.0)))
            .constantBlocks(Set.of());
    assertThat(linear).extracting(Linearity.Block::states).containsExactly(List.of("v"));
  }

  @Test
  void compilesForOneInstanceAndForMany() {
    FlatSystem s = channelSystem();
    FlatCompiler compiler = new FlatCompiler(s);
    List<FlatCompiler.Output> outputs =
        List.of(
            new FlatCompiler.Output("rate", s.rate("m/q").orElseThrow().definition()),
            new FlatCompiler.Output("current", ExprText.parse("i")));
    assertThat(compiler.reads(outputs)).containsExactlyInAnyOrder("v", "m/q", "h/q");
    Kernel one = compiler.frame(outputs);
    ColumnKernel many = compiler.columns(outputs);
    int n = 5;
    double[][] columns = new double[compiler.slots()][n];
    double[] v = {-0.07, -0.065, -0.04, 0, 0.03};
    columns[compiler.slot("v")] = v;
    for (int k = 0; k < n; k++) {
      columns[compiler.slot("m/q")][k] = 0.1 * k;
      columns[compiler.slot("h/q")][k] = 0.5;
    }
    many.run(columns, 0, n, () -> 0.5);
    for (int k = 0; k < n; k++) {
      double[] frame = new double[compiler.slots()];
      frame[compiler.slot("v")] = v[k];
      frame[compiler.slot("m/q")] = 0.1 * k;
      frame[compiler.slot("h/q")] = 0.5;
      one.run(frame, () -> 0.5);
      double x = (v[k] + 0.04) / 0.01;
      double alpha = x != 0 ? 1e3 * x / (1 - Math.exp(-x)) : 1e3;
      double expected = alpha * (1 - 0.1 * k) - 1e3 * Math.exp(-x) * 0.1 * k;
      assertThat(frame[compiler.slot("rate")])
          .isEqualTo(columns[compiler.slot("rate")][k])
          .isCloseTo(expected, within(1e-9 * Math.abs(expected)));
      double i = 1e-8 * Math.pow(0.1 * k, 3) * 0.5 * (0.05 - v[k]);
      assertThat(frame[compiler.slot("current")])
          .isEqualTo(columns[compiler.slot("current")][k])
          .isCloseTo(i, within(1e-20));
    }
  }

  @Test
  void cutsLongExpressionsIntoSeveralMethods() {
    StringBuilder sum = new StringBuilder("v");
    for (int k = 1; k < 400; k++) {
      sum.append(" + ").append(k).append(" * v");
    }
    ComponentType long0 =
        type("long").state("v").derived("s", sum.toString()).derived("u", "s + v").build();
    Flattener flattener = new Flattener(List.of(long0));
    flattener.root("", Component.of("c", "long", Map.of()));
    FlatCompiler compiler = new FlatCompiler(flattener.flatten());
    Kernel k = compiler.frame(List.of(new FlatCompiler.Output("out", ExprText.parse("u"))));
    double[] frame = new double[compiler.slots()];
    frame[compiler.slot("v")] = 2;
    k.run(frame, () -> 0);
    assertThat(frame[compiler.slot("out")]).isEqualTo(2.0 * (399 * 400 / 2 + 2));
  }

  @Test
  void tellsACircle() {
    ComponentType circle =
        type("circle").state("v").derived("a", "b + v").derived("b", "a * 2").build();
    Flattener flattener = new Flattener(List.of(circle));
    flattener.root("", Component.of("c", "circle", Map.of()));
    assertThatThrownBy(flattener::flatten)
        .isInstanceOfSatisfying(
            BitspikeException.class,
            e -> assertThat(e.diagnostics().getFirst().code()).isEqualTo(Code.R_UNSUPPORTED))
        .hasMessageContaining("circle: a <- b <- a");
  }

  @Test
  void tellsAllThatIsNotDefined() {
    ComponentType bad =
        type("bad").state("v").derived("a", "nothing + v").rate("v", "a * naught").build();
    Flattener flattener = new Flattener(List.of(bad));
    flattener.root("", Component.of("c", "bad", Map.of()));
    assertThatThrownBy(flattener::flatten)
        .hasMessageContaining("variable nothing")
        .hasMessageContaining("variable naught");
  }
}
