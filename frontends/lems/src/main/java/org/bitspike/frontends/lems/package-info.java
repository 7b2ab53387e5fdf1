/**
 * Reads LEMS and NeuroML 2 into a {@link org.bitspike.ir.network.Network}.
 *
 * <p>The way of a file: {@link org.bitspike.frontends.lems.XmlSource} streams it, one element of
 * the top level at a time, with connections already in columns ({@link
 * org.bitspike.frontends.lems.Rows}); {@link org.bitspike.frontends.lems.Loader} follows includes
 * and fills {@link org.bitspike.frontends.lems.Definitions}; {@link
 * org.bitspike.frontends.lems.TypeTable} resolves component types and their inheritance, {@link
 * org.bitspike.frontends.lems.TypeChecker} checks names and dimensions of those in use; {@link
 * org.bitspike.frontends.lems.ComponentTable} fills in components; {@link
 * org.bitspike.frontends.lems.NetworkImport} and {@link
 * org.bitspike.frontends.lems.SimulationImport} turn the network and the simulation into the IR,
 * {@link org.bitspike.frontends.lems.OutputImport} what is to be recorded.
 *
 * <p>The language is general: no cell or synapse is known by name. NeuroML's own elements that make
 * up a network (populations, projections, inputs) are read natively, since they become columns.
 * Networks of all other types are made by what the types' Structures say: {@link
 * org.bitspike.frontends.lems.StructureTree} tells what each component is for, {@link
 * org.bitspike.frontends.lems.StructureImport} makes the instances, {@link
 * org.bitspike.frontends.lems.StructureLinks} connects them, {@link
 * org.bitspike.frontends.lems.Members} knows which instance a path means.
 */
@NullMarked
package org.bitspike.frontends.lems;

import org.jspecify.annotations.NullMarked;
