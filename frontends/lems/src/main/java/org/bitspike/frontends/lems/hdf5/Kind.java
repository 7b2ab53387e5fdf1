package org.bitspike.frontends.lems.hdf5;

import static org.bitspike.frontends.lems.hdf5.Column.DELAY;
import static org.bitspike.frontends.lems.hdf5.Column.FRACTION;
import static org.bitspike.frontends.lems.hdf5.Column.ID;
import static org.bitspike.frontends.lems.hdf5.Column.POST_CELL;
import static org.bitspike.frontends.lems.hdf5.Column.POST_FRACTION;
import static org.bitspike.frontends.lems.hdf5.Column.POST_SEGMENT;
import static org.bitspike.frontends.lems.hdf5.Column.PRE_CELL;
import static org.bitspike.frontends.lems.hdf5.Column.PRE_FRACTION;
import static org.bitspike.frontends.lems.hdf5.Column.PRE_SEGMENT;
import static org.bitspike.frontends.lems.hdf5.Column.SEGMENT;
import static org.bitspike.frontends.lems.hdf5.Column.TARGET_CELL;
import static org.bitspike.frontends.lems.hdf5.Column.WEIGHT;
import static org.bitspike.frontends.lems.hdf5.Column.X;
import static org.bitspike.frontends.lems.hdf5.Column.Y;
import static org.bitspike.frontends.lems.hdf5.Column.Z;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** An element of a network that has a group of its own. */
enum Kind {
  POPULATION(
      "population", "population_", List.of("id", "component"), List.of("size", "type"), place()),
  PROJECTION(
      "projection",
      "projection_",
      List.of("id", "presynapticPopulation", "postsynapticPopulation", "synapse"),
      List.of(),
      ends(WEIGHT, DELAY)),
  ELECTRICAL(
      "electricalProjection",
      "projection_",
      List.of("id", "presynapticPopulation", "postsynapticPopulation", "synapse"),
      List.of(),
      ends(WEIGHT)),
  CONTINUOUS(
      "continuousProjection",
      "projection_",
      List.of(
          "id", "presynapticPopulation", "postsynapticPopulation", "preComponent", "postComponent"),
      List.of(),
      ends(WEIGHT)),
  INPUT_LIST(
      "inputList",
      "input_list_",
      List.of("id", "component", "population"),
      List.of(),
      List.of(ID, TARGET_CELL, SEGMENT, FRACTION, WEIGHT));

  private final String element;
  private final String prefix;
  private final List<String> required;
  private final List<String> optional;
  private final List<Column> columns;

  Kind(
      String element,
      String prefix,
      List<String> required,
      List<String> optional,
      List<Column> columns) {
    this.element = element;
    this.prefix = prefix;
    this.required = required;
    this.optional = optional;
    this.columns = columns;
  }

  private static List<Column> place() {
    return List.of(ID, X, Y, Z);
  }

  private static List<Column> ends(Column... more) {
    return java.util.stream.Stream.concat(
            java.util.stream.Stream.of(
                ID, PRE_CELL, POST_CELL, PRE_SEGMENT, POST_SEGMENT, PRE_FRACTION, POST_FRACTION),
            Arrays.stream(more))
        .toList();
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
    return required;
  }

  /** Attributes that may be there. */
  List<String> optional() {
    return optional;
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
    return columns;
  }

  boolean isProjection() {
    return prefix.equals("projection_");
  }

  static Optional<Kind> ofElement(String element) {
    return Arrays.stream(values()).filter(k -> k.element.equals(element)).findFirst();
  }
}
