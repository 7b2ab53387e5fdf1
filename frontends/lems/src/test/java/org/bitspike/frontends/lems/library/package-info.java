/**
 * Compares the library of component types with the standard's, type by type, on an independent
 * reading of both: {@code CoreTypes} reads the XML, {@code TypeFacts} what a type declares, {@code
 * TypeFunctions} what its dynamics compute, at random {@code Trial}s.
 */
@NullMarked
package org.bitspike.frontends.lems.library;

import org.jspecify.annotations.NullMarked;
