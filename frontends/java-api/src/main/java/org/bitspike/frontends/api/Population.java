package org.bitspike.frontends.api;

import java.util.ArrayList;
import java.util.List;
import org.bitspike.ir.network.OutputRequest.Column;

/** A population of a network that is being built. */
public final class Population {

  private final String id;
  private final Cell cell;
  private final int size;
  private final List<Column> recorded = new ArrayList<>();

  Population(String id, Cell cell, int size) {
    this.id = id;
    this.cell = cell;
    this.size = size;
  }

  /** Records a variable of some members. Spikes are always recorded. */
  public Population record(String variable, int... members) {
    for (int member : members) {
      recorded.add(new Column(id + "_" + member + "_" + variable, id, member, variable));
    }
    return this;
  }

  /** Identifier. */
  public String id() {
    return id;
  }

  /** Number of members. */
  public int size() {
    return size;
  }

  Cell cell() {
    return cell;
  }

  List<Column> recorded() {
    return recorded;
  }
}
