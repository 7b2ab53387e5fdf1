package org.bitspike.conformance.engine;

import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;

/** A class that stands for cases: what a build that selects classes reports them under. */
final class ClassDescriptor extends AbstractTestDescriptor {

  ClassDescriptor(UniqueId parent, Class<?> type) {
    super(parent.append("class", type.getName()), type.getSimpleName(), ClassSource.from(type));
  }

  @Override
  public Type getType() {
    return Type.CONTAINER;
  }

  @Override
  public String getLegacyReportingName() {
    return ((ClassSource) getSource().orElseThrow()).getClassName();
  }
}
