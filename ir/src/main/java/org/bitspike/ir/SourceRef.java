package org.bitspike.ir;

/**
 * Where something stands in the user's own files.
 *
 * @param file path as the user gave it, or empty when the element was built in code
 * @param line first line is 1; 0 when unknown
 * @param column first column is 1; 0 when unknown
 * @param path component path, such as {@code net1/projection1/connection[3]}; may be empty
 */
public record SourceRef(String file, int line, int column, String path) {

  /** Nowhere in particular: an element that the tool made itself. */
  public static final SourceRef NONE = new SourceRef("", 0, 0, "");

  /** An element built through an API, known only by its path. */
  public static SourceRef ofPath(String path) {
    return new SourceRef("", 0, 0, path);
  }

  /** The same place, seen as the element {@code child} below this one. */
  public SourceRef child(String child) {
    return new SourceRef(file, line, column, path.isEmpty() ? child : path + "/" + child);
  }

  /** Whether nothing is known. */
  public boolean isNone() {
    return file.isEmpty() && path.isEmpty();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(file);
    if (line > 0) {
      text.append(':').append(line);
      if (column > 0) {
        text.append(':').append(column);
      }
    }
    if (!path.isEmpty()) {
      text.append(text.isEmpty() ? path : " (" + path + ")");
    }
    return text.toString();
  }
}
