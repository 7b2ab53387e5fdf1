/**
 * Says whether NeuroML 2 and LEMS files are valid, with every finding at its line and column.
 *
 * <p>The way of a file: {@link org.bitspike.frontends.lems.validation.SchemaWalk} streams it and
 * holds it against the {@link org.bitspike.frontends.lems.validation.Grammar}, a table of our own
 * in {@code neuroml-grammar.txt}; what is worth keeping becomes a tree of {@link
 * org.bitspike.frontends.lems.validation.Node}s, while connections, inputs and instances are judged
 * as they pass and leave only a {@link org.bitspike.frontends.lems.validation.RowSummary}. When a
 * file and all it includes are read, the rules of {@link
 * org.bitspike.frontends.lems.validation.Rule} that no grammar can state are applied by {@link
 * org.bitspike.frontends.lems.validation.MorphologyRules}, {@link
 * org.bitspike.frontends.lems.validation.CellRules}, {@link
 * org.bitspike.frontends.lems.validation.NetworkRules} and {@link
 * org.bitspike.frontends.lems.validation.ReferenceRules}. {@link
 * org.bitspike.frontends.lems.validation.Validator} is the way in.
 *
 * <p>LEMS files have no grammar of their own here: the frontend's loader reads them, and its
 * findings are passed on.
 */
@NullMarked
package org.bitspike.frontends.lems.validation;

import org.jspecify.annotations.NullMarked;
