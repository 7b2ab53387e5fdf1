package org.bitspike.ir.program;

import java.util.List;

/**
 * How the switches, buses, rows and synapses of a chip are set, so that spikes reach the synapses
 * of the program. Numbers of nodes and switches count within their family as the profile writes it
 * out, its last index running fastest. SEMANTICS.md 11.
 *
 * @param closed closed switches by family; all others are open
 * @param busFamily family of the nodes where buses begin
 * @param senders what is sent, by node and address
 * @param driverFamily family of the nodes that drive rows
 * @param ports input words that rows can act on; the empty one acts on none
 * @param lanes lanes of a row
 * @param rows rows in use
 * @param cells synapses in rows
 */
public record Wiring(
    List<Closed> closed,
    String busFamily,
    Senders senders,
    String driverFamily,
    List<String> ports,
    int lanes,
    Rows rows,
    Cells cells) {

  public Wiring {
    closed = List.copyOf(closed);
    ports = List.copyOf(ports);
  }

  /**
   * Closed switches of a family.
   *
   * @param family its name
   * @param index which, ascending; shared, never changed
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Closed(String family, int[] index) {}

  /**
   * Who sends which address on which bus; columns, shared, never changed.
   *
   * @param node where the bus begins
   * @param sender neurons of all blocks in the program's order, then sources
   * @param address unique on a node
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Senders(int[] node, int[] sender, int[] address) {
    /** Nobody sends. */
    public static final Senders NONE = new Senders(new int[0], new int[0], new int[0]);
  }

  /**
   * Rows; columns, shared, never changed.
   *
   * @param driver node of the driver
   * @param row which of its rows
   * @param port number of the input word that the row acts on
   * @param pattern for each lane of each row, the high bits that it lets pass; -1 where none
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Rows(int[] driver, int[] row, int[] port, int[] pattern) {
    /** No rows. */
    public static final Rows NONE = new Rows(new int[0], new int[0], new int[0], new int[0]);
  }

  /**
   * Synapses; columns, shared, never changed.
   *
   * @param row position of the row among the rows
   * @param circuit circuit of the row's core that the synapse acts on
   * @param decoder low bits of the address that the synapse takes
   * @param weightCode initial weight code
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Cells(int[] row, int[] circuit, int[] decoder, int[] weightCode) {
    /** No synapses. */
    public static final Cells NONE = new Cells(new int[0], new int[0], new int[0], new int[0]);
  }
}
