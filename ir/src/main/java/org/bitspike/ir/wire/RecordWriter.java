package org.bitspike.ir.wire;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.wire.proto.CommonWire.FileEnd;
import org.bitspike.ir.wire.proto.CommonWire.FileHeader;

/** Packs parts into records of bounded size. */
final class RecordWriter {

  static final int HEADER = 1;
  static final int CONTENT = 2;
  static final int END = 3;

  /** Bytes of a record's kind, length and checksum. */
  static final int FRAME = 9;

  /** Payload of a record at most: what a reader must be ready to hold. */
  static final int LARGEST = 16 << 20;

  /** A content record is closed when it holds so much. */
  private static final int ENOUGH = 1 << 20;

  private final OutputStream out;
  private final SourceRef where;
  private byte[] buffer = new byte[ENOUGH];
  private int filled;
  private long contentRecords;

  RecordWriter(OutputStream out, SourceRef where) {
    this.out = out;
    this.where = where;
  }

  void start(Noun noun, FileHeader header) throws IOException {
    out.write(noun.magic());
    out.write(ByteBuffer.allocate(4).putInt(Noun.VERSION).array());
    byte[] payload = header.toByteArray();
    record(HEADER, payload, payload.length);
  }

  void part(MessageLite part) throws IOException {
    int size = part.getSerializedSize();
    if (size > LARGEST) {
      throw Faults.of(
          Code.P_UNWRITABLE,
          where,
          "one element takes " + size + " bytes, and a record holds at most " + LARGEST);
    }
    if (filled > 0 && filled + size > ENOUGH) {
      flushContent();
    }
    if (size > buffer.length) {
      buffer = Arrays.copyOf(buffer, size);
    }
    CodedOutputStream coded = CodedOutputStream.newInstance(buffer, filled, size);
    coded.useDeterministicSerialization();
    part.writeTo(coded);
    coded.checkNoSpaceLeft();
    filled += size;
  }

  void finish() throws IOException {
    flushContent();
    byte[] payload = FileEnd.newBuilder().setRecords(contentRecords).build().toByteArray();
    record(END, payload, payload.length);
    out.flush();
  }

  private void flushContent() throws IOException {
    if (filled > 0) {
      record(CONTENT, buffer, filled);
      contentRecords++;
      filled = 0;
    }
  }

  private void record(int kind, byte[] payload, int length) throws IOException {
    out.write(
        ByteBuffer.allocate(FRAME)
            .put((byte) kind)
            .putInt(length)
            .putInt(checksum(kind, payload, length))
            .array());
    out.write(payload, 0, length);
  }

  static int checksum(int kind, byte[] payload, int length) {
    CRC32C crc = new CRC32C();
    crc.update(ByteBuffer.allocate(5).put((byte) kind).putInt(length).flip());
    crc.update(payload, 0, length);
    return (int) crc.getValue();
  }
}
