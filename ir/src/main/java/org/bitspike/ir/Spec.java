package org.bitspike.ir;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Cites the paragraphs of {@code SEMANTICS.md} that a test proves, such as {@code @Spec("2.3.1")}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Spec {
  /** Paragraph numbers. */
  String[] value();
}
