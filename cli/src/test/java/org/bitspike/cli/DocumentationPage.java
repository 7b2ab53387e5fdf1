package org.bitspike.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Markdown page and the fenced blocks in it.
 *
 * <p>HTML comments directly above a block say what it is for. Readers do not see them:
 *
 * <pre>
 *   &lt;!-- file: my-chip.yaml --&gt;   the block is a file that later commands of the page use
 *   &lt;!-- exact --&gt;               the block is the whole output of the command or class before it
 *   &lt;!-- not run: reason --&gt;     the block is not run, and why
 * </pre>
 */
record DocumentationPage(Path path, List<String> lines, List<Block> blocks) {

  private static final Pattern COMMENT =
      Pattern.compile("\\s*<!--\\s*(file|exact|not run)(?::\\s*(.*?))?\\s*-->\\s*");
  private static final Pattern FENCE = Pattern.compile("(\\s*)(`{3,})\\s*([\\w-]*)\\s*");

  /**
   * One fenced block.
   *
   * @param line number of the first line of its content, from 1
   * @param language as written behind the fence; may be empty
   * @param content lines without the fence's indentation
   * @param file name under which it is saved
   * @param exact whether it is an output to compare with
   * @param notRun why it is not run
   */
  record Block(
      int line,
      String language,
      List<String> content,
      Optional<String> file,
      boolean exact,
      Optional<String> notRun) {

    String text() {
      return String.join("\n", content) + "\n";
    }
  }

  static DocumentationPage read(Path path) throws IOException {
    List<String> lines = Files.readAllLines(path);
    List<Block> blocks = new ArrayList<>();
    for (int at = 0; at < lines.size(); at++) {
      Matcher fence = FENCE.matcher(lines.get(at));
      if (!fence.matches()) {
        continue;
      }
      int start = at + 1;
      String end = fence.group(1) + fence.group(2);
      int indentation = fence.group(1).length();
      List<String> content = new ArrayList<>();
      for (at = start; at < lines.size() && !lines.get(at).stripTrailing().equals(end); at++) {
        String line = lines.get(at);
        content.add(line.substring(Math.min(indentation, line.length())));
      }
      blocks.add(block(lines, start, fence.group(3), content));
    }
    return new DocumentationPage(path, lines, blocks);
  }

  private static Block block(List<String> lines, int start, String language, List<String> content) {
    Optional<String> file = Optional.empty();
    Optional<String> notRun = Optional.empty();
    boolean exact = false;
    for (int above = start - 2; above >= 0; above--) {
      Matcher comment = COMMENT.matcher(lines.get(above));
      if (!comment.matches()) {
        break;
      }
      switch (comment.group(1)) {
        case "file" -> file = Optional.of(comment.group(2));
        case "exact" -> exact = true;
        default -> notRun = Optional.of(comment.group(2) == null ? "" : comment.group(2));
      }
    }
    return new Block(start + 1, language, content, file, exact, notRun);
  }

  /** The page with other content in one block. */
  DocumentationPage with(Block block, List<String> content) throws IOException {
    List<String> changed = new ArrayList<>(lines.subList(0, block.line() - 1));
    changed.addAll(content);
    changed.addAll(lines.subList(block.line() - 1 + block.content().size(), lines.size()));
    Files.write(path, changed);
    return read(path);
  }
}
