package org.bitspike.frontends.lems.hdf5;

import java.util.Arrays;
import java.util.Optional;

/** A column of a table, under the name that the layout gives it. */
enum Column {
  ID("id"),
  X("x"),
  Y("y"),
  Z("z"),
  PRE_CELL("pre_cell_id"),
  POST_CELL("post_cell_id"),
  TARGET_CELL("target_cell_id"),
  PRE_SEGMENT("pre_segment_id"),
  POST_SEGMENT("post_segment_id"),
  SEGMENT("segment_id"),
  PRE_FRACTION("pre_fraction_along"),
  POST_FRACTION("post_fraction_along"),
  FRACTION("fraction_along"),
  WEIGHT("weight"),
  /** In ms. */
  DELAY("delay");

  private final String label;

  Column(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  /** Whether values are whole numbers. */
  boolean isIndex() {
    return switch (this) {
      case ID, PRE_CELL, POST_CELL, TARGET_CELL, PRE_SEGMENT, POST_SEGMENT, SEGMENT -> true;
      default -> false;
    };
  }

  /** What a value is where nothing is written. */
  double otherwise() {
    return switch (this) {
      case PRE_FRACTION, POST_FRACTION, FRACTION -> 0.5;
      case WEIGHT -> 1;
      default -> 0;
    };
  }

  static Optional<Column> named(String label) {
    return Arrays.stream(values()).filter(c -> c.label.equals(label)).findFirst();
  }
}
