package org.bitspike.frontends.lems;

import java.util.Arrays;
import org.bitspike.ir.network.ConnectionTable;

/** A table of connections that grows together with the places of their ends on morphologies. */
final class SitedTable {

  private final ConnectionTable.Builder table;
  private final boolean preSited;
  private final boolean postSited;
  private final Places pre = new Places();
  private final Places post = new Places();

  /**
   * Starts to fill a table.
   *
   * @param preSited whether presynaptic cells have a morphology; places on others are not kept
   * @param postSited whether postsynaptic cells have one
   */
  SitedTable(ConnectionTable.Builder table, boolean preSited, boolean postSited) {
    this.table = table;
    this.preSited = preSited;
    this.postSited = postSited;
  }

  /** Where the next connection starts. */
  void pre(int segment, double fraction) {
    if (preSited) {
      pre.segment(table.size(), segment);
      pre.fraction(table.size(), fraction);
    }
  }

  /** Where the next connection ends. */
  void post(int segment, double fraction) {
    if (postSited) {
      post.segment(table.size(), segment);
      post.fraction(table.size(), fraction);
    }
  }

  void add(int from, int to, double weight, double delay, int line) {
    table.add(from, to, weight, delay, line);
  }

  int size() {
    return table.size();
  }

  /** Adds the columns of places, where there are any. */
  ConnectionTable.Builder finish() {
    columns(pre, ConnectionTable.PRE_SEGMENT, ConnectionTable.PRE_FRACTION);
    columns(post, ConnectionTable.POST_SEGMENT, ConnectionTable.POST_FRACTION);
    return table;
  }

  private void columns(Places places, String segment, String fraction) {
    if (places.used()) {
      table.attribute(
          segment, Arrays.stream(places.segments(table.size())).asDoubleStream().toArray());
      table.attribute(fraction, places.fractions(table.size()));
    }
  }
}
