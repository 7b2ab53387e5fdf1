package org.bitspike.conformance.engine;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a class stand for the conformance cases below some folders, so that builds which select
 * classes run them.
 *
 * <pre>
 *   &#64;ConformanceCases("src/test/conformance")
 *   class ModelsConformTest {}
 * </pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ConformanceCases {
  /**
   * Folders, relative to the working directory; <code>${name}</code> stands for a system property.
   */
  String[] value();
}
