package org.bitspike.reference.cable;

/** How states other than voltages move. */
public enum StateScheme {
  /**
   * Forward Euler with the new voltage, and currents that see moving states as they were before
   * they last moved, one step late: the order of operations behind the expected values of the
   * public NeuroML 2 examples, whose files are made with the step of the example. First order;
   * unstable for steps beyond twice the shortest time constant.
   */
  GRID,
  /**
   * The exact step for rates frozen at the new voltage (cnexp), and currents that see the newest
   * states: smaller errors, stable for any step.
   */
  EXPONENTIAL
}
