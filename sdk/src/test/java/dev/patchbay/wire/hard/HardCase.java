package dev.patchbay.wire.hard;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The number of the hard case of translation, 1 to 55, that a test method of this package is about.
 * {@link HardCasesIndexTest} demands one test at least for each.
 */
@Repeatable(HardCase.All.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface HardCase {
  int value();

  /** Several cases of one test. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  public @interface All {
    HardCase[] value();
  }
}
