package org.bitspike.reference.cable;

import org.bitspike.ir.SourceRef;

/**
 * A frustum of a morphology. Lengths in metres.
 *
 * @param id as written; a whole number
 * @param parent position of the parent in {@link Morphology#segments}, or -1 for the root
 * @param fractionAlong where it leaves its parent, 0 proximal to 1 distal
 * @param length of the axis; a sphere is given as the cylinder of equal area, as long as wide
 * @param proximalDiameter at its beginning
 * @param distalDiameter at its end
 * @param leaps whether its beginning is given and differs from where its parent ends
 */
record Segment(
    int id,
    int parent,
    double fractionAlong,
    double length,
    double proximalDiameter,
    double distalDiameter,
    boolean leaps,
    SourceRef source) {}
