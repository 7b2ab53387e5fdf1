package org.bitspike.compiler;

import java.util.Optional;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ConnectionTable;

/**
 * Connections from one block to another through one simple synapse.
 *
 * @param id unique among links
 * @param projection id of the projection or input it comes from
 * @param pre block of the sources
 * @param post block of the targets
 * @param synapse the synapse; empty when only learning watches the events
 * @param plasticity how weights learn, if they do
 * @param table the connections
 * @param source where the projection is written
 * @param fate what became of each connection; {@link Fate#OPEN} until passes decide
 * @param drawn the connections where they are known by their rule; the table is then empty
 */
public record Link(
    String id,
    String projection,
    String pre,
    String post,
    Optional<Component> synapse,
    Optional<Component> plasticity,
    ConnectionTable table,
    SourceRef source,
    Fate fate,
    Optional<DrawnLink> drawn) {

  /** A link whose connections are listed. */
  Link(
      String id,
      String projection,
      String pre,
      String post,
      Optional<Component> synapse,
      Optional<Component> plasticity,
      ConnectionTable table,
      SourceRef source,
      Fate fate) {
    this(id, projection, pre, post, synapse, plasticity, table, source, fate, Optional.empty());
  }

  /**
   * What became of each connection. Columns are shared, never changed; an empty column means not
   * decided yet.
   *
   * @param kept whether the connection has a place; empty when all have
   * @param receptor index of the receptor of the target block
   * @param weightCode code of the weight
   * @param delayTicks ticks from firing to delivery
   * @param exponent power of two beside the codes, by scale of the target block; empty where the
   *     chip has none
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Fate(
      boolean[] kept, int[] receptor, int[] weightCode, int[] delayTicks, int[] exponent) {
    /** Nothing is decided. */
    public static final Fate OPEN =
        new Fate(new boolean[0], new int[0], new int[0], new int[0], new int[0]);
  }

  /** Exponent of the codes on a receptor with a scale; 0 where codes have none. */
  int exponent(int scaleIndex) {
    return scaleIndex < fate.exponent().length ? fate.exponent()[scaleIndex] : 0;
  }

  /** Whether a connection has a place on the hardware. */
  public boolean isKept(int connection) {
    return fate.kept().length == 0 || fate.kept()[connection];
  }

  /** Number of connections, listed or not. */
  public long size() {
    return drawn.map(DrawnLink::size).orElse((long) table.size());
  }

  /** Entries of a column that tells something of all connections: one where they are not listed. */
  int columnLength() {
    return drawn.isPresent() ? 1 : table.size();
  }

  /** The same with its connections listed. */
  Link listed() {
    if (drawn.isEmpty()) {
      return this;
    }
    ConnectionTable all = drawn.get().listed();
    Link listed = new Link(id, projection, pre, post, synapse, plasticity, all, source, fate);
    if (drawn.get().receptor() < 0) {
      return listed;
    }
    int[] receptor = new int[all.size()];
    java.util.Arrays.fill(receptor, drawn.get().receptor());
    return listed.withReceptor(receptor);
  }

  /** Number of connections with a place. */
  public long keptCount() {
    if (fate.kept().length == 0) {
      return size();
    }
    int count = 0;
    for (boolean kept : fate.kept()) {
      count += kept ? 1 : 0;
    }
    return count;
  }

  /** The line of the user's file that makes a connection, as far as known. */
  public SourceRef where(int connection) {
    int line = table.line(connection);
    String path = source.path().isEmpty() ? projection : source.path();
    return new SourceRef(
        source.file(),
        line > 0 ? line : source.line(),
        line > 0 ? 0 : source.column(),
        path + "[" + connection + "]");
  }

  /** The same with another fate. */
  public Link with(Fate newFate) {
    return new Link(id, projection, pre, post, synapse, plasticity, table, source, newFate, drawn);
  }

  /** The same with more known of connections that are not listed. */
  Link withDrawn(DrawnLink more) {
    return new Link(
        id, projection, pre, post, synapse, plasticity, table, source, fate, Optional.of(more));
  }

  /** The same with some connections dropped. */
  public Link withKept(boolean[] kept) {
    return with(
        new Fate(kept, fate.receptor(), fate.weightCode(), fate.delayTicks(), fate.exponent()));
  }

  /** The same with receptors, one for each connection or one for all that are not listed. */
  public Link withReceptor(int[] receptor) {
    if (drawn.isPresent()) {
      return withDrawn(drawn.get().withReceptor(receptor[0]));
    }
    return with(
        new Fate(fate.kept(), receptor, fate.weightCode(), fate.delayTicks(), fate.exponent()));
  }

  /** The same with weight codes. */
  public Link withWeightCode(int[] weightCode) {
    return with(
        new Fate(fate.kept(), fate.receptor(), weightCode, fate.delayTicks(), fate.exponent()));
  }

  /** The same with delays. */
  public Link withDelayTicks(int[] delayTicks) {
    return with(
        new Fate(fate.kept(), fate.receptor(), fate.weightCode(), delayTicks, fate.exponent()));
  }

  /** The same with exponents, by scale of the target block. */
  Link withExponent(int[] exponent) {
    return with(
        new Fate(fate.kept(), fate.receptor(), fate.weightCode(), fate.delayTicks(), exponent));
  }
}
