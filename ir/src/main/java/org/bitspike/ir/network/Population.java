package org.bitspike.ir.network;

import org.bitspike.ir.SourceRef;

/**
 * Equal components.
 *
 * @param id unique among populations
 * @param component id of the component that each member is
 * @param size number of members, at least 1
 * @param source where it is written
 */
public record Population(String id, String component, int size, SourceRef source) {}
