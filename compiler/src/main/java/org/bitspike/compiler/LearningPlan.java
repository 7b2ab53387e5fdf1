package org.bitspike.compiler;

import java.util.List;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.program.LearningRule;
import org.bitspike.ir.program.LookupTable;
import org.bitspike.ir.program.SynapseBlock.Plasticity;

/**
 * How the synapses of one link learn.
 *
 * @param link id of the link
 * @param rule the rule
 * @param kernel its kernel
 * @param tables its tables
 * @param plasticity columns over the link's kept connections, in the order of the connection table
 */
public record LearningPlan(
    String link,
    LearningRule rule,
    Kernel kernel,
    List<LookupTable> tables,
    Plasticity plasticity) {
  public LearningPlan {
    tables = List.copyOf(tables);
  }
}
