package org.bitspike.frontends.lems.hdf5;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** An element of a network that has a group of its own. */
enum Kind {
  POPULATION("population", "population_"),
  PROJECTION("projection", "projection_"),
  ELECTRICAL("electricalProjection", "projection_"),
  CONTINUOUS("continuousProjection", "projection_"),
  INPUT_LIST("inputList", "input_list_");

  private final String element;
  private final String prefix;

  Kind(String element, String prefix) {
    this.element = element;
    this.prefix = prefix;
  }

  /** Name of the element. */
  String element() {
    return element;
  }

  /** What the group's name begins with; the element's id follows. */
  String prefix() {
    return prefix;
  }

  /** Attributes that must be there. */
  List<String> required() {
    return switch (this) {
      case POPULATION -> List.of("id", "component");
      case PROJECTION, ELECTRICAL ->
          List.of("id", "presynapticPopulation", "postsynapticPopulation", "synapse");
      case CONTINUOUS ->
          List.of(
              "id",
              "presynapticPopulation",
              "postsynapticPopulation",
              "preComponent",
              "postComponent");
      case INPUT_LIST -> List.of("id", "component", "population");
    };
  }

  /** Attributes that may be there. */
  List<String> optional() {
    return this == POPULATION ? List.of("size", "type") : List.of();
  }

  /** Attributes that every row's element has in XML and the group has here. */
  List<String> repeated() {
    return switch (this) {
      case ELECTRICAL -> List.of("synapse");
      case CONTINUOUS -> List.of("preComponent", "postComponent");
      case POPULATION, PROJECTION, INPUT_LIST -> List.of();
    };
  }

  /** Columns its table may have. */
  List<Column> columns() {
    return switch (this) {
      case POPULATION -> List.of(Column.ID, Column.X, Column.Y, Column.Z);
      case PROJECTION -> ends(Column.WEIGHT, Column.DELAY);
      case ELECTRICAL, CONTINUOUS -> ends(Column.WEIGHT);
      case INPUT_LIST ->
          List.of(Column.ID, Column.TARGET_CELL, Column.SEGMENT, Column.FRACTION, Column.WEIGHT);
    };
  }

  private static List<Column> ends(Column... more) {
    List<Column> columns =
        new ArrayList<>(
            List.of(
                Column.ID,
                Column.PRE_CELL,
                Column.POST_CELL,
                Column.PRE_SEGMENT,
                Column.POST_SEGMENT,
                Column.PRE_FRACTION,
                Column.POST_FRACTION));
    columns.addAll(Arrays.asList(more));
    return List.copyOf(columns);
  }

  boolean isProjection() {
    return prefix.equals("projection_");
  }

  static Optional<Kind> ofElement(String element) {
    return Arrays.stream(values()).filter(k -> k.element.equals(element)).findFirst();
  }
}
