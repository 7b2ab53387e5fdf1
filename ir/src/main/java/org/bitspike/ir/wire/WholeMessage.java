package org.bitspike.ir.wire;

import com.google.protobuf.Message;
import java.util.Optional;
import java.util.function.Function;

/** Reads a noun that is one part. */
final class WholeMessage<T, M extends Message> implements Codec.Decoder<T, M> {
  private final Noun noun;
  private final Function<M, T> reading;
  private Optional<M> whole = Optional.empty();

  WholeMessage(Noun noun, Function<M, T> reading) {
    this.noun = noun;
    this.reading = reading;
  }

  @Override
  public void accept(M part) {
    if (whole.isPresent()) {
      throw new ContentException("the " + noun.label() + " stands twice");
    }
    whole = Optional.of(part);
  }

  @Override
  public T finish() {
    return reading.apply(
        whole.orElseThrow(() -> new ContentException("the " + noun.label() + " is missing")));
  }
}
