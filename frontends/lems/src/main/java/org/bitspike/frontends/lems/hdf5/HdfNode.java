package org.bitspike.frontends.lems.hdf5;

import java.util.LinkedHashMap;
import java.util.Map;

/** What an HDF5 file is written from; attributes and children keep their order. */
sealed interface HdfNode {

  /** Texts and whole numbers by name. */
  Map<String, Object> attributes();

  /** A group. */
  record Group(Map<String, Object> attributes, Map<String, HdfNode> children) implements HdfNode {
    Group() {
      this(new LinkedHashMap<>(), new LinkedHashMap<>());
    }
  }

  /** A table of numbers in double precision. */
  record Matrix(Map<String, Object> attributes, ColumnsBuilder table) implements HdfNode {
    Matrix(ColumnsBuilder table) {
      this(new LinkedHashMap<>(), table);
    }

    int width() {
      return table.columns().size();
    }
  }
}
