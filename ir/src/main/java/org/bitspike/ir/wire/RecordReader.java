package org.bitspike.ir.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.wire.proto.CommonWire.FileEnd;
import org.bitspike.ir.wire.proto.CommonWire.FileHeader;

/** Unpacks records, trusting nothing before its checksum. */
final class RecordReader {

  private final InputStream in;
  private final SourceRef where;
  private long position;
  private long contentRecords;
  private byte[] payload = new byte[0];
  private int length;

  RecordReader(InputStream in, SourceRef where) {
    this.in = in;
    this.where = where;
  }

  /** Reads magic, version and header. */
  FileHeader start(Noun noun) throws IOException {
    byte[] magic = in.readNBytes(8);
    position += magic.length;
    if (!Arrays.equals(magic, noun.magic())) {
      boolean begins =
          magic.length < 8 && Arrays.equals(magic, Arrays.copyOf(noun.magic(), magic.length));
      throw begins ? truncated() : notOurs(noun, magic);
    }
    int version = ByteBuffer.wrap(exactly(4)).getInt();
    if (Integer.compareUnsigned(version, Noun.VERSION) > 0) {
      throw fault(
          Code.P_TOO_NEW,
          "the file has format "
              + Integer.toUnsignedString(version)
              + ", this bitspike reads up to "
              + Noun.VERSION);
    }
    if (version < Noun.OLDEST) {
      throw fault(
          Code.P_TOO_OLD,
          "the file has format " + version + ", this bitspike reads from " + Noun.OLDEST);
    }
    if (record() != RecordWriter.HEADER) {
      throw fault(Code.P_INVALID, "the file does not start with a header record");
    }
    return parse(FileHeader.parser());
  }

  /** The next part, or nothing after the end record. */
  <M extends Message> Optional<M> part(Parser<M> parser) throws IOException {
    return switch (record()) {
      case RecordWriter.CONTENT -> {
        contentRecords++;
        yield Optional.of(parse(parser));
      }
      case RecordWriter.END -> {
        end(parse(FileEnd.parser()));
        yield Optional.empty();
      }
      default ->
          throw fault(Code.P_INVALID, "a record of unknown kind stands before byte " + position);
    };
  }

  private void end(FileEnd end) throws IOException {
    if (end.getRecords() != contentRecords) {
      throw fault(
          Code.P_CORRUPT,
          "the end record counts "
              + Long.toUnsignedString(end.getRecords())
              + " records, the file has "
              + contentRecords);
    }
    if (in.read() >= 0) {
      throw fault(Code.P_CORRUPT, "bytes follow the end record at byte " + position);
    }
  }

  private int record() throws IOException {
    long start = position;
    ByteBuffer frame = ByteBuffer.wrap(exactly(RecordWriter.FRAME));
    int kind = frame.get() & 0xFF;
    length = frame.getInt();
    int checksum = frame.getInt();
    if (length < 0 || length > RecordWriter.LARGEST) {
      throw fault(
          Code.P_CORRUPT,
          "the record at byte "
              + start
              + " claims "
              + Integer.toUnsignedString(length)
              + " bytes, more than "
              + RecordWriter.LARGEST);
    }
    payload = exactly(length);
    if (RecordWriter.checksum(kind, payload, length) != checksum) {
      throw fault(
          Code.P_CORRUPT, "the checksum of the record at byte " + start + " does not match");
    }
    return kind;
  }

  /** Reads in steps, so that a length that lies costs no more memory than the file has bytes. */
  private byte[] exactly(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    position += bytes.length;
    if (bytes.length < count) {
      throw truncated();
    }
    return bytes;
  }

  private <M extends Message> M parse(Parser<M> parser) {
    try {
      M message = parser.parseFrom(payload, 0, length);
      if (!message.getUnknownFields().asMap().isEmpty()) {
        throw fault(
            Code.P_INVALID,
            "the record before byte " + position + " has a field this bitspike does not know");
      }
      return message;
    } catch (InvalidProtocolBufferException e) {
      throw fault(
          Code.P_INVALID,
          "the record before byte " + position + " is malformed: " + e.getMessage());
    }
  }

  private BitspikeException truncated() {
    return fault(Code.P_TRUNCATED, "the file ends at byte " + position + ", before its end record");
  }

  private BitspikeException notOurs(Noun noun, byte[] magic) {
    for (Noun other : Noun.values()) {
      if (Arrays.equals(magic, other.magic())) {
        return fault(
            Code.P_NOT_OURS, "the file holds a " + other.label() + ", not a " + noun.label());
      }
    }
    return fault(Code.P_NOT_OURS, "the file does not start as a bitspike " + noun.label());
  }

  private BitspikeException fault(Code code, String message) {
    return Faults.of(code, where, message);
  }
}
