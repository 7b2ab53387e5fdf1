/**
 * Conformance cases as tests: a JUnit Platform engine that runs {@code *.conformance.yaml} files.
 *
 * <p>In an IDE or with the console launcher, select files, folders or class path roots. A Maven
 * build selects classes: there, annotate one with {@link
 * org.bitspike.conformance.engine.ConformanceCases}.
 */
@NullMarked
package org.bitspike.conformance.engine;

import org.jspecify.annotations.NullMarked;
