package org.bitspike.ir.hdf5;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * An HDF5 file, laid out and then written from front to back: superblock version 2, object headers
 * version 2 with links and attributes in them, tables in one piece without filters, texts of any
 * length in global heaps at the end. What the numbers mean is in "HDF5 File Format Specification
 * Version 3.0" (The HDF Group), sections II.A, III.E and IV.A.
 *
 * <p>The bytes depend on the content alone.
 */
public final class HdfImage {

  /** Bytes of text in UTF-8 that an attribute takes at most, its name being no longer than 200. */
  public static final int ATTRIBUTE_BYTES = HdfHeader.MESSAGE_BYTES - 256;

  private static final int SUPERBLOCK_BYTES = 48;
  private static final long UNDEFINED = -1;

  /** Bytes by which a table refers to a text. */
  private static final int REFERENCE_BYTES = 16;

  private final HdfNode.Group root;
  private final Map<HdfNode, Long> addresses = new IdentityHashMap<>();
  private final HdfHeap heap = new HdfHeap();
  private final long end;

  /** Lays out a file; the nodes must not change until it is written. */
  public HdfImage(HdfNode.Group root) {
    this.root = root;
    this.end = heap.place(place(root, SUPERBLOCK_BYTES));
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
      case HdfNode.Numbers numbers -> next += 8 * elements(numbers.shape());
      case HdfNode.Texts texts -> {
        texts.values().forEach(heap::add);
        next += REFERENCE_BYTES * elements(texts.shape());
      }
    }
    return next;
  }

  private static long elements(long[] shape) {
    long count = 1;
    for (long size : shape) {
      count = Math.multiplyExact(count, size);
    }
    return count;
  }

  /** Writes the file. */
  public void write(OutputStream out) throws IOException {
    ByteBuffer superblock = HdfHeader.buffer(SUPERBLOCK_BYTES);
    superblock.put(new byte[] {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'});
    // version 2, offsets and lengths of 8 bytes, no flags
    superblock.put(new byte[] {2, 8, 8, 0});
    superblock.putLong(0).putLong(UNDEFINED).putLong(end).putLong(SUPERBLOCK_BYTES);
    superblock.putInt(HdfHeader.checksum(superblock.array(), superblock.position()));
    out.write(superblock.array());
    write(root, out);
    heap.write(out);
  }

  private void write(HdfNode node, OutputStream out) throws IOException {
    out.write(HdfHeader.bytes(messages(node)));
    switch (node) {
      case HdfNode.Group group -> {
        for (HdfNode child : group.children().values()) {
          write(child, out);
        }
      }
      case HdfNode.Numbers numbers -> numbers.write(out);
      case HdfNode.Texts texts -> {
        ByteBuffer references = HdfHeader.buffer(REFERENCE_BYTES * texts.values().size());
        texts.values().forEach(text -> heap.reference(text, references));
        out.write(references.array());
      }
    }
  }

  /** The messages of a node's header; links have address 0 while it is being placed. */
  private List<HdfHeader.Message> messages(HdfNode node) {
    return switch (node) {
      case HdfNode.Group group -> {
        HdfHeader header = new HdfHeader();
        header.add(HdfHeader.LINK_INFO, linkInfo());
        header.add(HdfHeader.GROUP_INFO, HdfHeader.buffer(2));
        group.children().forEach((name, child) -> header.add(HdfHeader.LINK, link(name, child)));
        yield withAttributes(header, node);
      }
      case HdfNode.Numbers numbers ->
          table(
              node,
              numbers.shape(),
              numbers.element() == HdfNode.Element.DOUBLE
                  ? HdfHeader.doubleType()
                  : HdfHeader.longType(),
              8);
      case HdfNode.Texts texts ->
          table(node, texts.shape(), HdfHeader.textsType(), REFERENCE_BYTES);
    };
  }

  /** The data follow the header, whose size does not depend on where that is. */
  private List<HdfHeader.Message> table(
      HdfNode node, long[] shape, ByteBuffer type, int elementBytes) {
    long bytes = elementBytes * elements(shape);
    long size = HdfHeader.size(table(node, shape, type, 0, bytes));
    return table(node, shape, type, addresses.getOrDefault(node, 0L) + size, bytes);
  }

  private static List<HdfHeader.Message> table(
      HdfNode node, long[] shape, ByteBuffer type, long address, long bytes) {
    HdfHeader header = new HdfHeader();
    header.add(HdfHeader.DATASPACE, HdfHeader.dataspace(shape));
    header.add(HdfHeader.DATATYPE, type);
    // allocated late, written where set, no value
    header.add(HdfHeader.FILL_VALUE, HdfHeader.buffer(2).put(new byte[] {3, 0x0a}));
    header.add(
        HdfHeader.DATA_LAYOUT,
        HdfHeader.buffer(18)
            .put(new byte[] {3, 1})
            .putLong(bytes == 0 ? UNDEFINED : address)
            .putLong(bytes));
    return withAttributes(header, node);
  }

  private static List<HdfHeader.Message> withAttributes(HdfHeader header, HdfNode node) {
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
}
