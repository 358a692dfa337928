package dev.patchbay.server.doctor;

/**
 * What one look found. Immutable.
 *
 * @param subject what was looked at
 * @param grade how it is
 * @param text what was found, and the cure if it is wrong
 */
public record Finding(String subject, Grade grade, String text) {
  /** How something is. */
  public enum Grade {
    /** All is well. */
    OK,
    /** It works, and could be better. */
    HINT,
    /** It does not work. */
    PROBLEM
  }

  static Finding ok(String subject, String text) {
    return new Finding(subject, Grade.OK, text);
  }

  static Finding hint(String subject, String text) {
    return new Finding(subject, Grade.HINT, text);
  }

  static Finding problem(String subject, String text) {
    return new Finding(subject, Grade.PROBLEM, text);
  }
}
