package org.bitspike.frontends.lems.hdf5;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * An HDF5 file, laid out and then written from front to back: superblock version 2, object headers
 * version 2 with links and attributes in them, tables in one piece without filters. What the
 * numbers mean is in "HDF5 File Format Specification Version 3.0" (The HDF Group), sections II.A
 * and IV.A.
 *
 * <p>The bytes depend on the content alone.
 */
final class HdfImage {

  private static final int SUPERBLOCK_BYTES = 48;
  private static final long UNDEFINED = -1;

  private final HdfNode.Group root;
  private final Map<HdfNode, Long> addresses = new IdentityHashMap<>();
  private final long end;

  HdfImage(HdfNode.Group root) {
    this.root = root;
    this.end = place(root, SUPERBLOCK_BYTES);
  }

  /** Gives a node and those in it their addresses; returns what follows them. */
  private long place(HdfNode node, long at) {
    addresses.put(node, at);
    long next = at + HdfHeader.size(messages(node));
    switch (node) {
      case HdfNode.Group group -> {
        for (HdfNode child : group.children().values()) {
          next = place(child, next);
        }
      }
      case HdfNode.Matrix matrix -> next += 8L * matrix.table().rows() * matrix.width();
    }
    return next;
  }

  void write(OutputStream out) throws IOException {
    ByteBuffer superblock = HdfHeader.buffer(SUPERBLOCK_BYTES);
    superblock.put(new byte[] {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'});
    // version 2, offsets and lengths of 8 bytes, no flags
    superblock.put(new byte[] {2, 8, 8, 0});
    superblock.putLong(0).putLong(UNDEFINED).putLong(end).putLong(SUPERBLOCK_BYTES);
    superblock.putInt(HdfHeader.checksum(superblock.array(), superblock.position()));
    out.write(superblock.array());
    write(root, out);
  }

  private void write(HdfNode node, OutputStream out) throws IOException {
    out.write(HdfHeader.bytes(messages(node)));
    switch (node) {
      case HdfNode.Group group -> {
        for (HdfNode child : group.children().values()) {
          write(child, out);
        }
      }
      case HdfNode.Matrix matrix -> rows(matrix, out);
    }
  }

  private static void rows(HdfNode.Matrix matrix, OutputStream out) throws IOException {
    List<Column> columns = matrix.table().columns();
    int rowsAtOnce = 4096;
    ByteBuffer buffer = HdfHeader.buffer(rowsAtOnce * 8 * columns.size());
    for (int row = 0; row < matrix.table().rows(); row++) {
      for (Column column : columns) {
        buffer.putDouble(matrix.table().get(column, row));
      }
      if (!buffer.hasRemaining() || row + 1 == matrix.table().rows()) {
        out.write(buffer.array(), 0, buffer.position());
        buffer.clear();
      }
    }
  }

  /** The messages of a node's header; links have address 0 while it is being placed. */
  private List<HdfHeader.Message> messages(HdfNode node) {
    HdfHeader header = new HdfHeader();
    switch (node) {
      case HdfNode.Group group -> {
        header.add(HdfHeader.LINK_INFO, linkInfo());
        header.add(HdfHeader.GROUP_INFO, HdfHeader.buffer(2));
        group.children().forEach((name, child) -> header.add(HdfHeader.LINK, link(name, child)));
      }
      case HdfNode.Matrix matrix -> {
        header.add(
            HdfHeader.DATASPACE,
            HdfHeader.buffer(20)
                .put(new byte[] {2, 2, 0, 1})
                .putLong(matrix.table().rows())
                .putLong(matrix.width()));
        header.add(HdfHeader.DATATYPE, HdfHeader.doubleType());
        // allocated late, written where set, no value
        header.add(HdfHeader.FILL_VALUE, HdfHeader.buffer(2).put(new byte[] {3, 0x0a}));
        header.add(HdfHeader.DATA_LAYOUT, layout(matrix, addresses.getOrDefault(matrix, 0L)));
      }
    }
    node.attributes()
        .forEach(
            (name, value) -> header.add(HdfHeader.ATTRIBUTE, HdfHeader.attribute(name, value)));
    return header.messages();
  }

  private static ByteBuffer linkInfo() {
    return HdfHeader.buffer(18).put(new byte[] {0, 0}).putLong(UNDEFINED).putLong(UNDEFINED);
  }

  private ByteBuffer link(String name, HdfNode child) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    // version 1; the character set (UTF-8) and a name length of 2 bytes are given
    return HdfHeader.buffer(5 + text.length + 8)
        .put(new byte[] {1, 0x11, 1})
        .putShort((short) text.length)
        .put(text)
        .putLong(addresses.getOrDefault(child, 0L));
  }

  /** The data follow the header, whose size does not depend on where that is. */
  private ByteBuffer layout(HdfNode.Matrix matrix, long header) {
    return HdfHeader.buffer(18)
        .put(new byte[] {3, 1})
        .putLong(header + headerSize(matrix))
        .putLong(8L * matrix.table().rows() * matrix.width());
  }

  private static long headerSize(HdfNode.Matrix matrix) {
    HdfHeader header = new HdfHeader();
    header.add(HdfHeader.DATASPACE, HdfHeader.buffer(20));
    header.add(HdfHeader.DATATYPE, HdfHeader.doubleType());
    header.add(HdfHeader.FILL_VALUE, HdfHeader.buffer(2));
    header.add(HdfHeader.DATA_LAYOUT, HdfHeader.buffer(18));
    matrix
        .attributes()
        .forEach(
            (name, value) -> header.add(HdfHeader.ATTRIBUTE, HdfHeader.attribute(name, value)));
    return HdfHeader.size(header.messages());
  }
}
