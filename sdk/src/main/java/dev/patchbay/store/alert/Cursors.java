package dev.patchbay.store.alert;

import org.jspecify.annotations.Nullable;

/** Where pages of alerts begin: before a place, counted up as alerts come. Stateless. */
final class Cursors {
  private Cursors() {}

  /** The place before which a page begins. */
  static long place(@Nullable String cursor) {
    if (cursor == null) {
      return Long.MAX_VALUE;
    }
    if (!cursor.matches("[0-9]{1,18}")) {
      throw new IllegalArgumentException("The cursor is not the 'next' of a page");
    }
    return Long.parseLong(cursor);
  }
}
