package org.bitspike.frontends.lems;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Connections, inputs or instances in primitive columns, as written: names are numbered, values
 * keep their unit. Each row has up to two ends, of which an input has only {@link #POST} and an
 * instance only its id, as the index of {@link #POST}.
 */
final class Rows {

  static final int PRE = 0;
  static final int POST = 1;

  /** What a row was written as. */
  enum Kind {
    CONNECTION("connection"),
    CONNECTION_WD("connectionWD"),
    INPUT("input"),
    INPUT_W("inputW"),
    INSTANCE("instance");

    private static final Kind[] ALL = values();
    private final String element;

    Kind(String element) {
      this.element = element;
    }

    String element() {
      return element;
    }

    boolean isConnection() {
      return this == CONNECTION || this == CONNECTION_WD;
    }

    boolean isInput() {
      return this == INPUT || this == INPUT_W;
    }
  }

  private final List<String> names = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private int size;
  private byte[] kind = new byte[8];
  private final int[][] name = {new int[8], new int[8]};
  private final int[][] index = {new int[8], new int[8]};
  private double[] weight = new double[8];
  private double[] delay = new double[8];
  private int[] delayUnit = new int[8];
  private int[] destination = new int[8];
  private final Places[] places = {new Places(), new Places()};
  private int[] line = new int[8];
  private int[] column = new int[8];
  private String lastName = "";
  private int lastNumber = number("");

  int size() {
    return size;
  }

  /**
   * Starts a row with weight 1, no delay and nameless ends; the setters below change the latest
   * row.
   */
  void add(Kind rowKind, int sourceLine, int sourceColumn) {
    if (size == kind.length) {
      grow();
    }
    kind[size] = (byte) rowKind.ordinal();
    for (int end = 0; end < 2; end++) {
      name[end][size] = -1;
      index[end][size] = -1;
    }
    weight[size] = 1;
    delay[size] = 0;
    delayUnit[size] = 0;
    destination[size] = 0;
    line[size] = sourceLine;
    column[size] = sourceColumn;
    size++;
  }

  void end(int which, CellPath path) {
    name[which][size - 1] = number(path.population());
    index[which][size - 1] = path.index();
  }

  void weight(double value) {
    weight[size - 1] = value;
  }

  void delay(double value, String unit) {
    delay[size - 1] = value;
    delayUnit[size - 1] = number(unit);
  }

  void destination(String slot) {
    destination[size - 1] = number(slot);
  }

  /** Puts the end of the latest row on a segment; the fraction stays what it is. */
  void standOn(int which, int id) {
    places[which].segment(size - 1, id);
  }

  /** Puts the end of the latest row at a place along its segment, from 0 to 1. */
  void standAt(int which, double along) {
    places[which].fraction(size - 1, along);
  }

  /** Takes the latest row back, which turned out to be wrong. */
  void removeLast() {
    size--;
    places[PRE].reset(size);
    places[POST].reset(size);
  }

  /** Id of the segment an end stands on; 0 when none is written. */
  int segment(int row, int which) {
    return places[which].segment(row);
  }

  /** Place along the segment; the middle when none is written. */
  double fraction(int row, int which) {
    return places[which].fraction(row);
  }

  /** Whether any row's end stands elsewhere than in the middle of segment 0. */
  boolean placed(int which) {
    return places[which].used();
  }

  Kind kind(int row) {
    return Kind.ALL[kind[row]];
  }

  boolean hasEnd(int row, int which) {
    return name[which][row] >= 0;
  }

  String population(int row, int which) {
    return names.get(name[which][row]);
  }

  int index(int row, int which) {
    return index[which][row];
  }

  double weight(int row) {
    return weight[row];
  }

  double delay(int row) {
    return delay[row];
  }

  String delayUnit(int row) {
    return names.get(delayUnit[row]);
  }

  String destination(int row) {
    return names.get(destination[row]);
  }

  int line(int row) {
    return line[row];
  }

  int column(int row) {
    return column[row];
  }

  /** Rows repeat few names, mostly the one just seen. */
  private int number(String text) {
    if (text.equals(lastName) && !names.isEmpty()) {
      return lastNumber;
    }
    Integer known = numbers.get(text);
    int found;
    if (known == null) {
      found = names.size();
      names.add(text);
      numbers.put(text, found);
    } else {
      found = known;
    }
    lastName = text;
    lastNumber = found;
    return found;
  }

  private void grow() {
    int grown = size + (size >> 1) + 8;
    kind = Arrays.copyOf(kind, grown);
    for (int end = 0; end < 2; end++) {
      name[end] = Arrays.copyOf(name[end], grown);
      index[end] = Arrays.copyOf(index[end], grown);
    }
    weight = Arrays.copyOf(weight, grown);
    delay = Arrays.copyOf(delay, grown);
    delayUnit = Arrays.copyOf(delayUnit, grown);
    destination = Arrays.copyOf(destination, grown);
    line = Arrays.copyOf(line, grown);
    column = Arrays.copyOf(column, grown);
  }
}
