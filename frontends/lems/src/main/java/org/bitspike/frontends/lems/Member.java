package org.bitspike.frontends.lems;

/**
 * One instance of a network: a member of a population, and the place on its morphology that a path
 * named.
 */
record Member(Populations.Entry cells, int index, int segment) {

  String population() {
    return cells.population().id();
  }

  boolean sameInstance(Member other) {
    return population().equals(other.population()) && index == other.index;
  }
}
