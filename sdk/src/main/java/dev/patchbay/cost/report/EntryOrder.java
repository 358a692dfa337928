package dev.patchbay.cost.report;

/** In which order entries are read: by when they began, then by request and attempt. */
public enum EntryOrder {
  /** As they came. */
  OLDEST_FIRST,
  /** The latest first. */
  NEWEST_FIRST;

  /** Negative if the one comes before the other. */
  public int compare(EntryCursor one, EntryCursor other) {
    return this == OLDEST_FIRST
        ? EntryCursor.OLDEST_FIRST.compare(one, other)
        : EntryCursor.OLDEST_FIRST.compare(other, one);
  }
}
