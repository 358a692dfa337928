package dev.patchbay.alert;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Something that needs somebody. Times are kept to the millisecond. Immutable.
 *
 * @param id names it
 * @param kind what is wrong, in a word such as {@code account_refused}; a later version may know
 *     more of them
 * @param subject what it is about, such as an account: there is one unresolved alert of a kind and
 *     subject
 * @param message for people; holds no secret
 * @param until when it is expected to be over; null if nobody knows
 * @param raisedAt when it was first seen
 * @param seenAt when its cause was last noted to be there
 * @param times how often its cause came, 1 at first
 * @param acknowledgedAt when somebody said that he knows; null if nobody has
 * @param resolvedAt when its cause was found gone; null while it lasts
 */
public record Alert(
    String id,
    String kind,
    String subject,
    String message,
    @Nullable Instant until,
    Instant raisedAt,
    Instant seenAt,
    long times,
    @Nullable Instant acknowledgedAt,
    @Nullable Instant resolvedAt) {
  /** Longer messages are cut. */
  public static final int LONGEST_MESSAGE = 500;

  public Alert {
    if (id.isBlank() || kind.isBlank() || times < 1) {
      throw new IllegalArgumentException("An alert needs an id, a kind and a cause that came once");
    }
    message = message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) : message;
    until = millis(until);
    raisedAt = raisedAt.truncatedTo(ChronoUnit.MILLIS);
    seenAt = seenAt.truncatedTo(ChronoUnit.MILLIS);
    acknowledgedAt = millis(acknowledgedAt);
    resolvedAt = millis(resolvedAt);
  }

  private static @Nullable Instant millis(@Nullable Instant time) {
    return time == null ? null : time.truncatedTo(ChronoUnit.MILLIS);
  }

  /** One that is raised now. */
  public static Alert raised(
      String id,
      String kind,
      String subject,
      String message,
      @Nullable Instant until,
      Instant now) {
    return new Alert(id, kind, subject, message, until, now, now, 1, null, null);
  }

  /** How far it is. */
  public AlertState state() {
    if (resolvedAt != null) {
      return AlertState.RESOLVED;
    }
    return acknowledgedAt == null ? AlertState.OPEN : AlertState.ACKNOWLEDGED;
  }

  /** The same, its cause seen again with what is known of it now. */
  public Alert seen(String text, @Nullable Instant end, Instant now, long count) {
    return new Alert(
        id, kind, subject, text, end, raisedAt, now, count, acknowledgedAt, resolvedAt);
  }

  /** The same, known to somebody; when that was said first stays. */
  public Alert acknowledged(Instant now) {
    Instant at = acknowledgedAt == null ? now : acknowledgedAt;
    return new Alert(id, kind, subject, message, until, raisedAt, seenAt, times, at, resolvedAt);
  }

  /** The same, over. */
  public Alert resolved(Instant now) {
    return new Alert(
        id, kind, subject, message, until, raisedAt, seenAt, times, acknowledgedAt, now);
  }
}
