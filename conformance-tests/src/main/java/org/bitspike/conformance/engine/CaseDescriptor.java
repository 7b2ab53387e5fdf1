package org.bitspike.conformance.engine;

import java.nio.file.Path;
import org.bitspike.conformance.CaseFile;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.FileSource;

/** One case file. */
final class CaseDescriptor extends AbstractTestDescriptor {

  private final Path file;

  CaseDescriptor(UniqueId parent, Path file) {
    super(
        parent.append("case", file.toString()), displayName(file), FileSource.from(file.toFile()));
    this.file = file;
  }

  Path file() {
    return file;
  }

  @Override
  public Type getType() {
    return Type.TEST;
  }

  private static String displayName(Path file) {
    Path folder = file.getParent();
    Path name = file.getFileName();
    String text = String.valueOf(name).replace(CaseFile.ENDING, "");
    return folder == null || folder.getFileName() == null
        ? text
        : folder.getFileName() + "/" + text;
  }
}
