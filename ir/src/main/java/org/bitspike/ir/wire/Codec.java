package org.bitspike.ir.wire;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.util.List;
import java.util.function.Consumer;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.wire.proto.CommonWire.FileHeader;

/**
 * One noun's wire form.
 *
 * @param <T> the noun
 * @param <M> its message
 */
interface Codec<T, M extends Message> {

  /** Which noun. */
  Noun noun();

  /** Reads one part. */
  Parser<M> parser();

  /** An empty builder, for text. */
  Message.Builder newBuilder();

  /** What made the content, for a file's header. */
  FileHeader header(T value);

  /** Gives the parts, always the same ones in the same order. */
  void encode(T value, Consumer<M> parts);

  /** Starts to put parts together. */
  Decoder<T, M> decoder();

  /** The noun's verifier. */
  List<Diagnostic> verify(T value);

  /** Puts parts together. All methods throw {@link ContentException}. */
  interface Decoder<T, M extends Message> {
    /** Takes the next part. */
    void accept(M part);

    /** The whole, after the last part. */
    T finish();
  }
}
