/**
 * Fixed-point numbers: formats, roundings, overflow, and the one lossy operation that all others
 * rest on.
 */
@NullMarked
package org.bitspike.ir.fixed;

import org.jspecify.annotations.NullMarked;
