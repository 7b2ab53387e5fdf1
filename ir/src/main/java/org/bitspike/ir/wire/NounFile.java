package org.bitspike.ir.wire;

import com.google.protobuf.Message;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;

/** Files of one noun. */
final class NounFile<T, M extends Message> {

  private static final SourceRef STREAM = new SourceRef("<stream>", 0, 0, "");

  private final Codec<T, M> codec;

  NounFile(Codec<T, M> codec) {
    this.codec = codec;
  }

  void write(Path path, T value) {
    SourceRef where = where(path);
    refuseInvalid(value, where);
    AtomicFile.write(path, out -> stream(out, value, where));
  }

  void write(OutputStream out, T value) {
    refuseInvalid(value, STREAM);
    try {
      stream(out, value, STREAM);
    } catch (IOException e) {
      throw Faults.unwritable(STREAM, e);
    }
  }

  T read(Path path) {
    SourceRef where = where(path);
    try (InputStream in = Files.newInputStream(path)) {
      return read(in, where);
    } catch (IOException e) {
      throw Faults.unreadable(where, e);
    }
  }

  T read(InputStream in) {
    try {
      return read(in, STREAM);
    } catch (IOException e) {
      throw Faults.unreadable(STREAM, e);
    }
  }

  FileProvenance provenance(Path path) {
    SourceRef where = where(path);
    try (InputStream in = Files.newInputStream(path)) {
      return FileProvenance.of(
          new RecordReader(new BufferedInputStream(in), where).start(codec.noun()));
    } catch (IOException e) {
      throw Faults.unreadable(where, e);
    }
  }

  private T read(InputStream in, SourceRef where) throws IOException {
    RecordReader records = new RecordReader(new BufferedInputStream(in, 1 << 16), where);
    records.start(codec.noun());
    T value;
    try {
      Codec.Decoder<T, M> decoder = codec.decoder();
      for (Optional<M> part = records.part(codec.parser());
          part.isPresent();
          part = records.part(codec.parser())) {
        decoder.accept(part.get());
      }
      value = decoder.finish();
    } catch (ContentException e) {
      throw Faults.of(Code.P_INVALID, where, e.problem());
    }
    Faults.refuse(
        Code.P_INVALID,
        where,
        "the " + codec.noun().label() + " in the file does not verify",
        codec.verify(value));
    return value;
  }

  private void refuseInvalid(T value, SourceRef where) {
    Faults.refuse(
        Code.P_INVALID,
        where,
        "the " + codec.noun().label() + " to be written does not verify",
        codec.verify(value));
  }

  private void stream(OutputStream out, T value, SourceRef where) throws IOException {
    RecordWriter records = new RecordWriter(out, where);
    records.start(codec.noun(), codec.header(value));
    try {
      codec.encode(
          value,
          part -> {
            try {
              records.part(part);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    records.finish();
  }

  private static SourceRef where(Path path) {
    return new SourceRef(path.toString(), 0, 0, "");
  }
}
