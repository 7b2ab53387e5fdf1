package org.bitspike.ir.profile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.kernel.Kernel;

/**
 * A learning rule of the chip and the models it can be.
 *
 * <p>Expressions are over the plasticity component's parameters (SI), the profile's constants,
 * {@code dt}, the connection's {@code weight} and delay (as {@code delay}, s), its further columns
 * by name, and {@code name_0}, {@code name_1}, ... for each number of a textual attribute {@code
 * name} that is a list of numbers. Where names collide, a column of the connection wins over a
 * parameter of the component, and that over a constant of the profile; so a constant is the default
 * of a column.
 *
 * @param variant the variant it belongs to
 * @param type component type of the plasticity that it can be
 * @param kernel learning kernel with a state word {@code weight}
 * @param weightPerCode weight in model units that one code stands for; initial codes are rounded
 *     half away from zero
 * @param sliceTicks ticks of a slice
 * @param params parameter words
 * @param initial state words; words not listed start at 0
 * @param shared shared words; words not listed start at 0
 * @param tables tables of the kernel
 * @param controller the read-out schedule, if there is one
 * @param approximates what of the model is not kept; empty when all is
 * @param target parameter words of the target's neuron kernel that the rule sets, over the same and
 *     the target's effective quantities and weight scales
 */
public record LearningMatch(
    String variant,
    String type,
    Kernel kernel,
    Expr weightPerCode,
    Expr sliceTicks,
    Map<String, Expr> params,
    Map<String, Expr> initial,
    Map<String, Expr> shared,
    List<TableRule> tables,
    Optional<ControllerRule> controller,
    Optional<String> approximates,
    Map<String, Expr> target) {

  /** A rule that sets no words of its target. */
  public LearningMatch(
      String variant,
      String type,
      Kernel kernel,
      Expr weightPerCode,
      Expr sliceTicks,
      Map<String, Expr> params,
      Map<String, Expr> initial,
      Map<String, Expr> shared,
      List<TableRule> tables,
      Optional<ControllerRule> controller,
      Optional<String> approximates) {
    this(
        variant,
        type,
        kernel,
        weightPerCode,
        sliceTicks,
        params,
        initial,
        shared,
        tables,
        controller,
        approximates,
        Map.of());
  }

  public LearningMatch {
    tables = List.copyOf(tables);
  }

  /** How a table gets its entries. */
  public sealed interface TableRule {
    /** Name of the table in the kernel. */
    String name();

    /** Format of the entries. */
    FixedFormat entry();

    /**
     * Entry {@code i} is the nearest code to an expression in {@code i}; {@code length} gives how
     * many there are.
     */
    record Computed(String name, FixedFormat entry, Expr length, Expr value) implements TableRule {}

    /** Entries are the numbers of a textual attribute of the plasticity component. */
    record FromText(String name, FixedFormat entry, String attribute) implements TableRule {}
  }

  /**
   * The read-out schedule, each in ticks (rounded), {@code rowsPerStep} in rows. May also use
   * {@code rows}, the rows of the block.
   */
  public record ControllerRule(Expr firstTick, Expr rowsPerStep, Expr stepTicks, Expr cycleTicks) {}
}
