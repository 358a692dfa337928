package dev.patchbay.server.metrics;

import dev.patchbay.secret.Redactor;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The values a label may take: the first so many, and {@value #OTHER} for the rest, so that nobody
 * makes metrics grow by inventing names. What looks like a credential is never one of them.
 * Thread-safe.
 */
final class Labels {
  /** Stands for all values there is no room for. */
  static final String OTHER = "other";

  /** Stands for the absence of one. */
  static final String NONE = "none";

  /** A name longer than that is no name. */
  private static final int LONGEST = 200;

  private final int most;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  /** Room for so many. */
  Labels(int most) {
    this.most = most;
  }

  /** The value itself, or what stands for it. */
  String of(String value) {
    if (value.isEmpty()) {
      return NONE;
    }
    return knows(value) || (mayBeName(value) && add(value)) ? value : OTHER;
  }

  /** Whether it has been given room. */
  boolean knows(String value) {
    return known.contains(value);
  }

  private boolean mayBeName(String value) {
    return known.size() < most && value.length() <= LONGEST && Redactor.redact(value).equals(value);
  }

  private synchronized boolean add(String value) {
    return knows(value) || (known.size() < most && known.add(value));
  }
}
