package org.bitspike.ir.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The header of an object in an HDF5 file: messages, each with a type and some bytes, and a
 * checksum over all ("HDF5 File Format Specification Version 3.0", sections IV.A.1.b and IV.A.2).
 */
final class HdfHeader {

  static final int DATASPACE = 0x01;
  static final int LINK_INFO = 0x02;
  static final int DATATYPE = 0x03;
  static final int FILL_VALUE = 0x05;
  static final int LINK = 0x06;
  static final int DATA_LAYOUT = 0x08;
  static final int GROUP_INFO = 0x0a;
  static final int ATTRIBUTE = 0x0c;

  /** Largest size of a message, which is a number of 16 bits. */
  static final int MESSAGE_BYTES = 65_535;

  private static final int PREFIX_BYTES = 10;
  private static final int CHECKSUM_BYTES = 4;

  private final List<Message> messages = new ArrayList<>();

  /** One message. */
  record Message(int type, ByteBuffer content) {
    private int size() {
      return content.capacity();
    }
  }

  static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  void add(int type, ByteBuffer content) {
    if (content.capacity() > MESSAGE_BYTES) {
      throw new IllegalArgumentException("a message of " + content.capacity() + " bytes");
    }
    messages.add(new Message(type, content));
  }

  List<Message> messages() {
    return messages;
  }

  /** Bytes of the whole header. */
  static int size(List<Message> messages) {
    return PREFIX_BYTES + messages.stream().mapToInt(m -> 4 + m.size()).sum() + CHECKSUM_BYTES;
  }

  /** The whole header. */
  static byte[] bytes(List<Message> messages) {
    int size = size(messages);
    ByteBuffer header = buffer(size);
    // version 2; the size of the messages is a number of 4 bytes
    header.put(new byte[] {'O', 'H', 'D', 'R', 2, 0x02});
    header.putInt(size - PREFIX_BYTES - CHECKSUM_BYTES);
    for (Message message : messages) {
      header.put((byte) message.type()).putShort((short) message.size()).put((byte) 0);
      header.put(message.content().array());
    }
    header.putInt(checksum(header.array(), header.position()));
    return header.array();
  }

  /** IEEE 754 double precision, little-endian. */
  static ByteBuffer doubleType() {
    return buffer(20)
        .put(new byte[] {0x11, 0x20, 0x3f, 0})
        .putInt(8)
        .putShort((short) 0)
        .putShort((short) 64)
        .put(new byte[] {52, 11, 0, 52})
        .putInt(1023);
  }

  /** Texts of any length, UTF-8: a sequence of bytes in a global heap. */
  static ByteBuffer textsType() {
    return buffer(20)
        .put(new byte[] {0x19, 0x01, 0x01, 0})
        .putInt(16)
        .put(new byte[] {0x10, 0, 0, 0})
        .putInt(1)
        .putShort((short) 0)
        .putShort((short) 8);
  }

  /** Dimensions that do not grow; none for a scalar. */
  static ByteBuffer dataspace(long[] shape) {
    ByteBuffer space = buffer(4 + 8 * shape.length);
    space.put(new byte[] {2, (byte) shape.length, 0, (byte) (shape.length == 0 ? 0 : 1)});
    for (long size : shape) {
      space.putLong(size);
    }
    return space;
  }

  /** 64 bits with a sign, little-endian. */
  static ByteBuffer longType() {
    return buffer(12)
        .put(new byte[] {0x10, 0x08, 0, 0})
        .putInt(8)
        .putShort((short) 0)
        .putShort((short) 64);
  }

  /** Padded with zeros, UTF-8. */
  private static ByteBuffer textType(int bytes) {
    return buffer(8).put(new byte[] {0x13, 0x11, 0, 0}).putInt(bytes);
  }

  /** An attribute of one value, a text or a whole number. */
  static ByteBuffer attribute(String name, Object value) {
    ByteBuffer type;
    byte[] data;
    if (value instanceof Integer number) {
      type = longType();
      data = buffer(8).putLong(number).array();
    } else {
      data = String.valueOf(value).getBytes(StandardCharsets.UTF_8);
      type = textType(data.length);
    }
    byte[] label = name.getBytes(StandardCharsets.UTF_8);
    return buffer(9 + label.length + 1 + type.capacity() + 4 + data.length)
        .put(new byte[] {3, 0})
        .putShort((short) (label.length + 1))
        .putShort((short) type.capacity())
        .putShort((short) 4)
        .put((byte) 1)
        .put(label)
        .put((byte) 0)
        .put(type.array())
        .put(new byte[] {2, 0, 0, 0})
        .put(data);
  }

  /**
   * Bob Jenkins' lookup3 hash (function {@code hashlittle}, public domain, 2006) with start value
   * 0, as the specification asks for.
   */
  static int checksum(byte[] bytes, int length) {
    ByteBuffer in =
        ByteBuffer.allocate((length + 11) / 12 * 12 + 12).order(ByteOrder.LITTLE_ENDIAN);
    in.put(bytes, 0, length).rewind();
    int a = 0xdeadbeef + length;
    int b = a;
    int c = a;
    int left = length;
    while (left > 12) {
      a += in.getInt();
      b += in.getInt();
      c += in.getInt();
      a = (a - c) ^ Integer.rotateLeft(c, 4);
      c += b;
      b = (b - a) ^ Integer.rotateLeft(a, 6);
      a += c;
      c = (c - b) ^ Integer.rotateLeft(b, 8);
      b += a;
      a = (a - c) ^ Integer.rotateLeft(c, 16);
      c += b;
      b = (b - a) ^ Integer.rotateLeft(a, 19);
      a += c;
      c = (c - b) ^ Integer.rotateLeft(b, 4);
      b += a;
      left -= 12;
    }
    if (left == 0) {
      return c;
    }
    a += in.getInt();
    b += in.getInt();
    c += in.getInt();
    c = (c ^ b) - Integer.rotateLeft(b, 14);
    a = (a ^ c) - Integer.rotateLeft(c, 11);
    b = (b ^ a) - Integer.rotateLeft(a, 25);
    c = (c ^ b) - Integer.rotateLeft(b, 16);
    a = (a ^ c) - Integer.rotateLeft(c, 4);
    b = (b ^ a) - Integer.rotateLeft(a, 14);
    return (c ^ b) - Integer.rotateLeft(b, 24);
  }
}
