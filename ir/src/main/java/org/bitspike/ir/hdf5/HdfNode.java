package org.bitspike.ir.hdf5;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an HDF5 file is written from; attributes and children keep their order. */
public sealed interface HdfNode {

  /** Texts and whole numbers by name. */
  Map<String, Object> attributes();

  /** A group. */
  record Group(Map<String, Object> attributes, Map<String, HdfNode> children) implements HdfNode {
    /** An empty group, to be filled. */
    public Group() {
      this(new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    /** Puts a child in; returns this group. */
    public Group with(String name, HdfNode child) {
      children.put(name, child);
      return this;
    }
  }

  /** What the elements of a table are, 8 bytes each, little-endian. */
  enum Element {
    /** IEEE 754 double precision. */
    DOUBLE,
    /** Whole numbers with a sign. */
    LONG
  }

  /** A table of numbers. */
  non-sealed interface Numbers extends HdfNode {
    /** What its elements are. */
    Element element();

    /** Its dimensions, slowest first; none for one number. */
    long[] shape();

    /** Writes the elements, last dimension fastest. */
    void write(OutputStream out) throws IOException;
  }

  /**
   * A table of texts of any length.
   *
   * @param shape dimensions, slowest first; none for one text
   * @param values last dimension fastest
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Texts(Map<String, Object> attributes, long[] shape, List<String> values)
      implements HdfNode {
    public Texts {
      values = List.copyOf(values);
    }

    /** One text. */
    public static Texts one(String value) {
      return new Texts(new LinkedHashMap<>(), new long[0], List.of(value));
    }

    /** A table of texts. */
    public static Texts of(List<String> values, long... shape) {
      return new Texts(new LinkedHashMap<>(), shape, values);
    }
  }

  /** Numbers of double precision. */
  static Numbers doubles(double[] values, long... shape) {
    return new Doubles(new LinkedHashMap<>(), values, shape);
  }

  /** Whole numbers. */
  static Numbers longs(long[] values, long... shape) {
    return new Longs(new LinkedHashMap<>(), values, shape);
  }

  /** Numbers of double precision, in memory. */
  @SuppressWarnings("ArrayRecordComponent")
  record Doubles(Map<String, Object> attributes, double[] values, long[] shape) implements Numbers {
    @Override
    public Element element() {
      return Element.DOUBLE;
    }

    @Override
    public void write(OutputStream out) throws IOException {
      for (int at = 0; at < values.length; at += 4096) {
        int count = Math.min(4096, values.length - at);
        var buffer = HdfHeader.buffer(8 * count);
        buffer.asDoubleBuffer().put(values, at, count);
        out.write(buffer.array());
      }
    }
  }

  /** Whole numbers, in memory. */
  @SuppressWarnings("ArrayRecordComponent")
  record Longs(Map<String, Object> attributes, long[] values, long[] shape) implements Numbers {
    @Override
    public Element element() {
      return Element.LONG;
    }

    @Override
    public void write(OutputStream out) throws IOException {
      for (int at = 0; at < values.length; at += 4096) {
        int count = Math.min(4096, values.length - at);
        var buffer = HdfHeader.buffer(8 * count);
        buffer.asLongBuffer().put(values, at, count);
        out.write(buffer.array());
      }
    }
  }
}
