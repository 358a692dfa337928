package dev.patchbay.store.log;

import dev.patchbay.log.RequestLog;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a list of requests: two numbers, or a number and an id. Immutable.
 *
 * @param major what counts first: a time, or a transaction
 * @param minor what counts among equals
 */
record LogCursor(long major, String minor) {
  private static final Pattern FORM = Pattern.compile("(-?\\d{1,18})\\.([A-Za-z0-9_.-]{0,100})");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

  /** A place that a page named. */
  static LogCursor ofPage(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("'" + text + "' is not the next of a page");
    }
    return new LogCursor(Long.parseLong(form.group(1)), form.group(2));
  }

  /** A place that a tail named. */
  static LogCursor ofTail(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches() || !NUMBER.matcher(form.group(2)).matches()) {
      throw new IllegalArgumentException("'" + text + "' is not the cursor of a tail");
    }
    return new LogCursor(Long.parseLong(form.group(1)), form.group(2));
  }

  static LogCursor of(long major, long minor) {
    return new LogCursor(major, Long.toString(minor));
  }

  long minorNumber() {
    return Long.parseLong(minor);
  }

  /** Checks how many requests are asked for at once. */
  static int limit(int limit) {
    if (limit < 1 || limit > RequestLog.MOST) {
      throw new IllegalArgumentException(
          "limit must be from 1 to " + RequestLog.MOST + ": " + limit);
    }
    return limit;
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
