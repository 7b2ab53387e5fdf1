package org.bitspike.ir.hdf5;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The texts of a file that have any length: global heaps, each text once ("HDF5 File Format
 * Specification Version 3.0", section III.E).
 */
final class HdfHeap {

  private static final int HEADER_BYTES = 16;

  /** The smallest collection that the HDF Group's library makes, and reads at once. */
  private static final int LEAST_BYTES = 4096;

  /** Objects of a collection; their numbers have 16 bits. */
  private static final int MOST_OBJECTS = 60_000;

  private record Place(int collection, int object, int bytes) {}

  private final Map<String, Place> places = new LinkedHashMap<>();
  private final List<List<byte[]>> collections = new ArrayList<>();
  private long start;

  void add(String text) {
    if (places.containsKey(text)) {
      return;
    }
    if (collections.isEmpty() || collections.getLast().size() == MOST_OBJECTS) {
      collections.add(new ArrayList<>());
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    collections.getLast().add(bytes);
    places.put(text, new Place(collections.size() - 1, collections.getLast().size(), bytes.length));
  }

  /** Says where the first collection begins; returns what follows the last. */
  long place(long at) {
    start = at;
    return at + collections.stream().mapToLong(HdfHeap::size).sum();
  }

  /** What a table holds of a text: its length, its collection's place and its number in there. */
  void reference(String text, ByteBuffer out) {
    Place place = java.util.Objects.requireNonNull(places.get(text));
    long address = start;
    for (int c = 0; c < place.collection(); c++) {
      address += size(collections.get(c));
    }
    out.putInt(place.bytes()).putLong(address).putInt(place.object());
  }

  void write(OutputStream out) throws IOException {
    for (List<byte[]> objects : collections) {
      int size = size(objects);
      ByteBuffer heap = HdfHeader.buffer(size);
      heap.put(new byte[] {'G', 'C', 'O', 'L', 1, 0, 0, 0}).putLong(size);
      for (int k = 0; k < objects.size(); k++) {
        byte[] bytes = objects.get(k);
        heap.putShort((short) (k + 1)).putShort((short) 1).putInt(0).putLong(bytes.length);
        heap.put(bytes);
        heap.position(heap.position() + padded(bytes.length) - bytes.length);
      }
      // object 0 is what is free, its own header with it
      heap.putLong(0).putLong(size - (heap.position() - 8));
      out.write(heap.array());
    }
  }

  private static int size(List<byte[]> objects) {
    int used = 2 * HEADER_BYTES;
    for (byte[] bytes : objects) {
      used = Math.addExact(used, HEADER_BYTES + padded(bytes.length));
    }
    return Math.max(used, LEAST_BYTES);
  }

  private static int padded(int bytes) {
    return (bytes + 7) / 8 * 8;
  }
}
