package org.bitspike.frontends.lems;

/**
 * Bounds on what is read, so that a hostile file ends in a diagnostic and not in exhausted memory.
 *
 * @param depth elements inside elements
 * @param tokenBytes bytes of one tag, text or comment
 * @param elements elements kept as objects, over all files; connections, inputs and instances are
 *     not among them
 * @param rows connections, inputs and instances of one element
 * @param files files read
 * @param componentSize components below one component, references followed
 * @param populationSize members of one population
 */
record Limits(
    int depth,
    int tokenBytes,
    int elements,
    int rows,
    int files,
    int componentSize,
    int populationSize) {

  static final Limits DEFAULT =
      new Limits(256, 16 << 20, 2_000_000, 1_000_000_000, 1000, 1_000_000, 1_000_000_000);
}
