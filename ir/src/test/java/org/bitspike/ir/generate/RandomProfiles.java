package org.bitspike.ir.generate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.fixed.Overflow;
import org.bitspike.ir.fixed.Rounding;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.KernelText;
import org.bitspike.ir.profile.Delivery;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.profile.HardwareProfile.Sharing;
import org.bitspike.ir.profile.LearningMatch;
import org.bitspike.ir.profile.NeuronModel;
import org.bitspike.ir.profile.SynapseMemory;
import org.bitspike.ir.profile.Topology;
import org.bitspike.ir.program.Program.Phase;

/** Random profiles that verify. */
public final class RandomProfiles {

  private static final List<String> NAMES = List.of("tau", "v_thresh", "dt", "scale_exc");
  private static final Kernel NEURON =
      KernelText.parse(
          """
          kernel analog {
            param g: u8, scale: u12
            state v: s16.8
            level current: s16
            input exc: s24
            on tick { v = v + exc * scale }
          }
          """);
  private static final Kernel LEARNING =
      KernelText.parse(
          """
          kernel lut {
            param rate: u8
            state weight: u4, causal: u10
            shared total: s32
            table up: u4 -> u4
            on pre { causal = causal + rate }
            on readout { weight = lookup(up, weight) total = total + 1 }
          }
          """);

  private final Dice dice;

  private RandomProfiles(long seed) {
    dice = new Dice(seed);
  }

  /** The profile of a seed. */
  public static HardwareProfile profile(long seed) {
    return new RandomProfiles(seed).profile();
  }

  private HardwareProfile profile() {
    Map<String, Double> constants = new LinkedHashMap<>();
    dice.some(3, k -> "const" + k).forEach(n -> constants.put(n, dice.real()));
    int minDelay = dice.between(1, 3);
    return new HardwareProfile(
        dice.text(),
        dice.text(),
        dice.one("", "ab".repeat(32)),
        dice.some(2, k -> new HardwareProfile.Source("s" + k, dice.text())),
        constants,
        new HardwareProfile.TickRule(
            dice.maybe(1e-4),
            List.of(Phase.DELIVER, Phase.INTEGRATE, Phase.FIRE, Phase.LEARN, Phase.ROUTE)),
        dice.flip() ? programmable() : fixed(),
        new HardwareProfile.SynapseModel(
            new HardwareProfile.WeightModel(
                -dice.below(128),
                dice.below(128),
                expr(),
                "u16.8",
                dice.flip(),
                dice.one(Sharing.values()),
                dice.maybe(this::expr),
                dice.maybe(this::expr),
                dice.below(16),
                dice.maybe(() -> new HardwareProfile.ScaleGrid(expr(), -8, dice.below(8))),
                dice.maybe(() -> new HardwareProfile.Headroom(32768, dice.below(6))),
                dice.maybe(() -> new HardwareProfile.Exponents(-dice.below(8), dice.below(8)))),
            new HardwareProfile.DelayModel(
                minDelay,
                minDelay + dice.below(64),
                dice.maybe(1e-3),
                dice.maybe(() -> new HardwareProfile.DelayExtension(16, dice.between(1, 8)))),
            new HardwareProfile.SynapseRows(
                dice.flip(), dice.flip(), dice.maybe(this::expr), dice.flip(), dice.flip())),
        new HardwareProfile.Limits(
            dice.between(1, 384),
            dice.between(64, 512),
            dice.between(1, 1000),
            List.of(1, 2, 4, 64),
            dice.flip(),
            dice.below(300),
            dice.below(300),
            dice.maybe(
                () ->
                    new SynapseMemory(
                        dice.between(1, 1 << 20),
                        64,
                        dice.below(20),
                        dice.between(1, 64),
                        dice.below(4),
                        List.of(0, 4, 16, 32),
                        List.of(6, 9))),
            dice.flip()),
        new HardwareProfile.EventClock(dice.maybe(4e-6)),
        dice.flip()
            ? HardwareProfile.LearningModel.NONE
            : new HardwareProfile.LearningModel("a", List.of(learning("a"), learning("b"))),
        dice.some(
            3,
            k ->
                new HardwareProfile.Claim(
                    dice.text(), dice.one(HardwareProfile.Claim.Level.values()), dice.text())),
        dice.flip() ? Topology.NONE : topology());
  }

  private Topology topology() {
    Expr size = new Expr.Num(dice.between(1, 100));
    Topology.Member line = new Topology.Member("line", Map.of("x", new Expr.Var("k")));
    return new Topology(
        List.of(
            new Topology.NodeFamily("line", Map.of("x", size), new Expr.Num(dice.below(3))),
            new Topology.NodeFamily("bus", Map.of(), size)),
        List.of(new Topology.GroupFamily("row", Map.of("x", size), size)),
        List.of(
            new Topology.SwitchFamily(
                dice.text(),
                Map.of("k", size),
                dice.maybe(() -> new Expr.Var("k")),
                line,
                new Topology.Member("bus", Map.of()),
                dice.flip(),
                dice.flip()
                    ? List.of()
                    : List.of(new Topology.Member("row", Map.of("x", new Expr.Var("k")))))),
        dice.maybe(this::delivery));
  }

  private Delivery delivery() {
    Expr two = new Expr.Num(2);
    return new Delivery(
        new Delivery.Cores(
            Map.of("y", two), dice.maybe(() -> new Expr.Var("y")), dice.maybe(() -> two)),
        new Delivery.Addresses(6, dice.below(7), new Expr.Var("address")),
        new Delivery.Buses(
            Map.of("m", two),
            new Topology.Member("bus", Map.of()),
            dice.between(1, 64),
            List.of(new Delivery.Merge(dice.text(), dice.between(1, 8), new Expr.Var("block")))),
        new Delivery.Drivers(
            "line",
            Map.of("y", new Expr.Num(0)),
            new Expr.Var("x"),
            new Expr.Var("circuit"),
            dice.between(1, 2),
            dice.between(1, 2),
            two));
  }

  private NeuronModel programmable() {
    return new NeuronModel.Programmable(
        dice.between(8, 32),
        dice.between(8, 32),
        dice.between(8, 32),
        dice.one(Rounding.values()),
        dice.one(Overflow.values()),
        dice.below(4096),
        dice.between(1, 8),
        1.5,
        dice.below(33));
  }

  private NeuronModel fixed() {
    return new NeuronModel.Fixed(
        NEURON,
        dice.some(
            2,
            k ->
                new NeuronModel.CellMatch(
                    "cell" + k, RandomExprs.named(dice, NAMES, NAMES), dice.maybe(dice::text))),
        dice.some(
            2,
            k ->
                new NeuronModel.SynapseMatch(
                    "syn" + k,
                    RandomExprs.named(dice, NAMES, NAMES),
                    dice.maybe(dice::text),
                    dice.maybe(this::expr))),
        dice.some(
            2,
            k ->
                new NeuronModel.Receptor(
                    "r" + k,
                    "exc",
                    RandomExprs.test(dice, NAMES),
                    RandomExprs.named(dice, NAMES, NAMES),
                    "scale",
                    dice.maybe(this::expr))),
        dice.some(
            3,
            k ->
                new NeuronModel.Register(
                    "reg" + k,
                    dice.one(NAMES),
                    10,
                    dice.below(5),
                    dice.between(100, 1023),
                    dice.one(Sharing.values()),
                    expr(),
                    expr(),
                    dice.maybe(0.5),
                    dice.maybe(1.5))),
        List.of(new NeuronModel.WordRule("g", expr()), new NeuronModel.WordRule("scale", expr())),
        dice.some(1, k -> new NeuronModel.WordRule("v", expr())),
        dice.maybe(() -> new NeuronModel.CurrentInput("current", expr(), dice.below(100))),
        dice.some(2, k -> new NeuronModel.Refusal("no" + k, expr(), dice.text())));
  }

  private LearningMatch learning(String variant) {
    FixedFormat entry = FixedFormat.unsigned(4, 0);
    return new LearningMatch(
        variant,
        dice.text(),
        LEARNING,
        expr(),
        expr(),
        Map.of("rate", expr()),
        Map.of("causal", expr()),
        Map.of("total", expr()),
        List.of(
            dice.flip()
                ? new LearningMatch.TableRule.Computed("up", entry, expr(), expr())
                : new LearningMatch.TableRule.FromText("up", entry, dice.text())),
        dice.flip()
            ? Optional.of(new LearningMatch.ControllerRule(expr(), expr(), expr(), expr()))
            : Optional.empty(),
        dice.maybe(dice::text),
        RandomExprs.named(dice, NAMES, NAMES));
  }

  private Expr expr() {
    return RandomExprs.expr(dice, NAMES, 2);
  }
}
