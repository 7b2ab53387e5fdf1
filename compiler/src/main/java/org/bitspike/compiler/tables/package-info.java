/**
 * Tables that a chip looks its learning up in, derived from rules in real numbers: {@link
 * org.bitspike.compiler.tables.StdpTables}.
 */
@NullMarked
package org.bitspike.compiler.tables;

import org.jspecify.annotations.NullMarked;
