package dev.patchbay.server.alerts;

import dev.patchbay.secret.Redactor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong at a moment. What looks like a credential is masked. Immutable.
 *
 * @param kind what
 * @param subject about what
 * @param message for people
 * @param until when it is expected to be over; null if nobody knows
 * @param begins whether it is enough to raise an alert; else it only keeps one up
 */
record Cause(Kind kind, String subject, String message, @Nullable Instant until, boolean begins) {
  /** Names are shorter, but for those that clients invent. */
  private static final int LONGEST_SUBJECT = 200;

  Cause {
    String shown = Redactor.redact(subject);
    subject = shown.length() > LONGEST_SUBJECT ? shown.substring(0, LONGEST_SUBJECT) : shown;
    message = Redactor.redact(message);
  }

  static Cause of(Kind kind, String subject, String message) {
    return new Cause(kind, subject, message, null, true);
  }

  static Cause of(Kind kind, String subject, String message, @Nullable Instant until) {
    return new Cause(kind, subject, message, until, true);
  }
}
