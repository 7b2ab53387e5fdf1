/**
 * What changed between the model as meant and the program as mapped: every synapse, weight, delay
 * and parameter.
 */
@NullMarked
package org.bitspike.ir.loss;

import org.jspecify.annotations.NullMarked;
