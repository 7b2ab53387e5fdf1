package org.bitspike.ir.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;

/** Texts of one noun. The first line, {@code # bitspike network 1}, tells kind and version. */
final class NounText<T, M extends Message> {

  private static final String OPENING = "# bitspike ";

  private static final TextFormat.Parser PARSER =
      TextFormat.Parser.newBuilder()
          .setSingularOverwritePolicy(
              TextFormat.Parser.SingularOverwritePolicy.FORBID_SINGULAR_OVERWRITES)
          .build();

  private final Codec<T, M> codec;

  NounText(Codec<T, M> codec) {
    this.codec = codec;
  }

  String print(T value) {
    StringBuilder out = new StringBuilder(opening()).append('\n');
    TextWriter writer = new TextWriter(out);
    codec.encode(value, part -> writer.fields(part, 0));
    return out.toString();
  }

  T parse(String text, String file) {
    SourceRef where = new SourceRef(file, 1, 0, "");
    checkOpening(text.lines().findFirst().orElse(""), where);
    Codec.Decoder<T, M> decoder = codec.decoder();
    T value;
    try {
      Message.Builder builder = codec.newBuilder();
      PARSER.merge(text, builder);
      decoder.accept(codec.parser().parseFrom(builder.build().toByteString()));
      value = decoder.finish();
    } catch (TextFormat.ParseException e) {
      throw bad(
          new SourceRef(file, Math.max(0, e.getLine()), Math.max(0, e.getColumn()), ""),
          String.valueOf(e.getMessage()));
    } catch (InvalidProtocolBufferException e) {
      throw bad(where, String.valueOf(e.getMessage()));
    } catch (ContentException e) {
      throw bad(new SourceRef(file, 0, 0, ""), e.problem());
    }
    Faults.refuse(
        Code.P_INVALID,
        new SourceRef(file, 0, 0, ""),
        "the " + codec.noun().label() + " in the text does not verify",
        codec.verify(value));
    return value;
  }

  private String opening() {
    return OPENING + codec.noun().label() + " " + Noun.VERSION;
  }

  private void checkOpening(String line, SourceRef where) {
    String[] words = line.strip().split(" ", -1);
    if (words.length != 4 || !line.startsWith(OPENING) || !words[3].matches("[0-9]{1,9}")) {
      throw bad(where, "the text does not start with \"" + opening() + "\"");
    }
    if (!words[2].equals(codec.noun().label())) {
      throw bad(where, "the text is a " + words[2] + ", not a " + codec.noun().label());
    }
    int version = Integer.parseInt(words[3]);
    if (version > Noun.VERSION) {
      throw Faults.of(
          Code.P_TOO_NEW,
          where,
          "the text has format " + version + ", this bitspike reads up to " + Noun.VERSION);
    }
    if (version < Noun.OLDEST) {
      throw Faults.of(
          Code.P_TOO_OLD,
          where,
          "the text has format " + version + ", this bitspike reads from " + Noun.OLDEST);
    }
  }

  private static BitspikeException bad(SourceRef where, String message) {
    return Faults.of(Code.P_BAD_TEXT, where, message);
  }
}
