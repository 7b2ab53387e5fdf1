/**
 * Writes a network as mapped as NeuroML 2, with a LEMS file that runs it.
 *
 * <p>{@link org.bitspike.backends.neuroml.NeuromlBackend} is the backend; {@code NeuromlRefusals}
 * tells what of a network is none of NeuroML's; {@code Parts} splits populations whose members the
 * hardware made different; {@code EffectiveCells} changes cells and synapses; {@code
 * NeuromlDocument} writes the network, {@code SimulationDocument} the run.
 */
@NullMarked
package org.bitspike.backends.neuroml;

import org.jspecify.annotations.NullMarked;
