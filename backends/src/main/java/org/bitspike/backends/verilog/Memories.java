package org.bitspike.backends.verilog;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.bitspike.ir.spi.Backend.Artefact;

/** The files that {@code $readmemh} reads, one entry per line. */
final class Memories {

  private final String prefix;
  private final List<Artefact> files = new ArrayList<>();
  private final Map<String, String> shared = new HashMap<>();
  private final Names names = new Names();

  Memories(String prefix) {
    this.prefix = prefix;
  }

  /** Adds a file of codes of a number of bits, and gives its path. */
  String add(String name, int bits, long[] codes) {
    return add(name, codes.length, i -> Bits.hex(codes[(int) i], bits));
  }

  /** Adds a file of entries in hexadecimal, and gives its path. */
  String add(String name, long entries, LongFunction<String> hex) {
    StringBuilder text = new StringBuilder();
    LongStream.range(0, entries).forEach(i -> text.append(hex.apply(i)).append('\n'));
    String path = names.of(prefix, name) + ".hex";
    files.add(new Artefact(path, text.toString().getBytes(StandardCharsets.US_ASCII)));
    return path;
  }

  /** Declares a memory that is filled from a file of its own. */
  void declare(Lines out, String sign, int bits, String name, long[] codes) {
    String path = add(name, bits, codes);
    out.line("reg %s%s %s [0:%d];", sign, Bits.range(bits), name, codes.length - 1);
    out.line("initial $readmemh(\"%s\", %s);", path, name);
  }

  /** Declares a memory that is filled from a file that others of that name read, too. */
  void share(Lines out, String sign, int bits, String name, String file, long[] codes) {
    String path = shared.computeIfAbsent(file, _ -> add(file, bits, codes));
    out.line("reg %s%s %s [0:%d];", sign, Bits.range(bits), name, codes.length - 1);
    out.line("initial $readmemh(\"%s\", %s);", path, name);
  }

  List<Artefact> files() {
    return files;
  }
}
