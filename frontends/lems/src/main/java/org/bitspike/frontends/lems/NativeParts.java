package org.bitspike.frontends.lems;

/** The reader of the elements that NeuroML makes networks of. */
interface NativeParts {

  /** Reads a whole network. */
  void network(Element e);

  /** Whether an element is read here, not by its type's Structure. */
  boolean reads(Element e);

  /** Reads an element's instances, if it makes any. */
  void instances(Element e);

  /** Reads an element's connections, if it makes any. */
  void connections(Element e);
}
