package org.bitspike.reference.cable;

/**
 * An unbranched cable: segments end to end, divided into compartments of equal length.
 *
 * @param name id of the segment group, or of the one segment
 * @param segments positions of the segments in {@link Morphology#segments}, from beginning to end
 * @param offsets along the section where each segment begins, and the section's length at the end,
 *     in metres
 * @param divisions number of compartments
 * @param parent position of the section it hangs at, or -1
 * @param parentPlace where on the parent, 0 to 1
 */
@SuppressWarnings("ArrayRecordComponent") // never changed after construction
record Section(
    String name, int[] segments, double[] offsets, int divisions, int parent, double parentPlace) {

  double length() {
    return offsets[offsets.length - 1];
  }
}
