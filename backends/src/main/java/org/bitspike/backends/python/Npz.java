package org.bitspike.backends.python;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Named columns as {@code numpy.load} reads them: a ZIP archive of {@code .npy} files, version 1.0
 * (NEP 1). The bytes depend on the columns alone.
 */
public final class Npz {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int ALIGNMENT = 64;
  private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  /** Adds a column of 32-bit integers; gives its name. */
  public String add(String name, int[] column) {
    ByteBuffer content = ByteBuffer.allocate(4 * column.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : column) {
      content.putInt(value);
    }
    return put(name, "<i4", column.length, content.array());
  }

  /** Adds a column of 64-bit integers; gives its name. */
  public String add(String name, long[] column) {
    ByteBuffer content = ByteBuffer.allocate(8 * column.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : column) {
      content.putLong(value);
    }
    return put(name, "<i8", column.length, content.array());
  }

  /** Adds a column of doubles; gives its name. */
  public String add(String name, double[] column) {
    ByteBuffer content = ByteBuffer.allocate(8 * column.length).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : column) {
      content.putDouble(value);
    }
    return put(name, "<f8", column.length, content.array());
  }

  private String put(String name, String type, int length, byte[] content) {
    String text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + length + ",), }";
    int used = MAGIC.length + 2 + text.length() + 1;
    String header = text + " ".repeat((ALIGNMENT - used % ALIGNMENT) % ALIGNMENT) + "\n";
    ByteBuffer file =
        ByteBuffer.allocate(MAGIC.length + 2 + header.length() + content.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    file.put(MAGIC).putShort((short) header.length());
    file.put(header.getBytes(StandardCharsets.US_ASCII)).put(content);
    if (entries.putIfAbsent(name, file.array()) != null) {
      throw new IllegalArgumentException("column " + name + " stands there twice");
    }
    return name;
  }

  /** The archive. */
  public byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : entries.entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey() + ".npy");
        entry.setTimeLocal(EPOCH);
        zip.putNextEntry(entry);
        zip.write(file.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return bytes.toByteArray();
  }
}
