/** Real-valued expressions: a sealed tree, its LEMS spelling, its dimensions, its value. */
@NullMarked
package org.bitspike.ir.expr;

import org.jspecify.annotations.NullMarked;
