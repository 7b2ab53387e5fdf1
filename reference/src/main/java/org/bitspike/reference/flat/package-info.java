/**
 * A cell with everything it encloses and everything attached to it, flattened into one system of
 * ordinary differential equations.
 *
 * <pre>
 *   Flattener   takes component trees (root, attach, couple) and gives a FlatSystem
 *   FlatSystem  immutable: states, quantities in order of dependence, rates, machines (regimes),
 *               conditions, handlers, starts, inputs (what nothing inside provides, such as v of a
 *               channel on its own); text() is its readable form
 *   Affine      writes any symbol of a system as a + b*x + c*y + ..., if it is such a sum
 *   Linearity   per state: is its rate a + b*x with a and b free of x, and which states form
 *               closed blocks of constant coefficients
 *   FlatCompiler  compiles any outputs of a system to JVM code: a Kernel over one frame of doubles,
 *               or a ColumnKernel over columns, one entry per instance
 * </pre>
 *
 * <p>Names are paths: {@code v} of the root, {@code na/m/q} of a gate two levels down, {@code
 * synapses:syn:0/g} of an attached component under the name it was attached by. Parameters,
 * constants and derived parameters have become numbers; properties keep their names, since they
 * differ between instances. Typical use, a channel on its own:
 *
 * <pre>
 *   Flattener flattener = new Flattener(network.types());
 *   flattener.root("", channel);
 *   FlatSystem system = flattener.flatten();             // inputs: v, perhaps caConc, temperature
 *   Optional&lt;Affine&gt; gate = Affine.ofRate(system, "m/q", Set.of("m/q"));   // a + b*q
 *   FlatCompiler compiler = new FlatCompiler(system);
 *   ColumnKernel k = compiler.columns(List.of(
 *       new FlatCompiler.Output("a", gate.get().rest()), new FlatCompiler.Output("b", gate.get().factor("m/q"))));
 *   int v = compiler.slot("v");                          // the column to put v into
 * </pre>
 */
@NullMarked
package org.bitspike.reference.flat;

import org.jspecify.annotations.NullMarked;
