package dev.patchbay.store.repair;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows between two keys. Immutable.
 *
 * @param low where it begins; null for the first row
 * @param withLow whether the row of {@code low} itself is part of it
 * @param high before which it ends; null for the last row
 */
record KeyRange(@Nullable TableKey low, boolean withLow, @Nullable TableKey high) {
  static final KeyRange ALL = new KeyRange(null, false, null);

  /** Where numbers are guessed at, in steps that double: nobody has so many rows. */
  private static final int LARGEST_STEP = 40;

  private static final int SMALLEST_STEP = 6;
  private static final TableKey BEFORE_NUMBERS = key(-1L);
  private static final TableKey FIRST_TEXT = key(new byte[0]);
  private static final TableKey LAST_TEXT = key(new byte[] {(byte) 0xff, (byte) 0xff});

  /** With what ids and names begin. */
  private static final int FIRST_LETTER = ' ';

  private static final int LAST_LETTER = '~';

  private static TableKey key(Object part) {
    return new TableKey(List.of(part));
  }

  KeyRange after(TableKey key) {
    return new KeyRange(key, false, high);
  }

  KeyRange before(TableKey key) {
    return new KeyRange(low, withLow, key);
  }

  private KeyRange from(TableKey key) {
    return new KeyRange(key, true, high);
  }

  /**
   * It in parts: halves, or where one of its ends is not known, pieces that grow with the distance
   * from the other one.
   *
   * @param numbers whether its keys begin with a number
   * @return none if it can't be cut
   */
  List<KeyRange> parts(boolean numbers) {
    if (low != null && high != null) {
      TableKey middle = low.halfway(high);
      return middle == null ? List.of() : cut(List.of(middle));
    }
    return numbers ? numbers() : texts();
  }

  private KeyRange closed(TableKey first, TableKey last) {
    return new KeyRange(
        low == null ? first : low, low == null || withLow, high == null ? last : high);
  }

  private List<KeyRange> numbers() {
    if (high != null) {
      return List.of(closed(key(Math.min(0, number(high)) - 1), high));
    }
    long known = low == null ? 0 : number(low);
    List<TableKey> cuts = new ArrayList<>();
    for (int step = SMALLEST_STEP; step < LARGEST_STEP; step++) {
      cuts.add(key(known + (1L << step)));
    }
    return closed(BEFORE_NUMBERS, key(known + (1L << LARGEST_STEP))).cut(cuts);
  }

  /** Those that have most letters in common with the known one are nearest to it. */
  private List<KeyRange> texts() {
    List<TableKey> cuts = new ArrayList<>();
    if (low != null) {
      byte[] text = text(low);
      for (int end = text.length; end > 0; end--) {
        byte[] next = Arrays.copyOf(text, end);
        if (next[end - 1] != (byte) 0xff) {
          next[end - 1]++;
          cuts.add(key(next));
        }
      }
    } else if (high != null) {
      byte[] text = text(high);
      for (int end = 1; end < text.length; end++) {
        cuts.add(key(Arrays.copyOf(text, end)));
      }
    } else {
      for (int letter = FIRST_LETTER; letter <= LAST_LETTER; letter++) {
        cuts.add(key(new byte[] {(byte) letter}));
      }
    }
    return closed(FIRST_TEXT, LAST_TEXT).cut(cuts);
  }

  /** Cut before each of some keys, which are in order. */
  private List<KeyRange> cut(List<TableKey> cuts) {
    List<KeyRange> parts = new ArrayList<>();
    KeyRange rest = this;
    for (TableKey each : cuts) {
      parts.add(rest.before(each));
      rest = rest.from(each);
    }
    parts.add(rest);
    return parts;
  }

  private static long number(TableKey key) {
    return (Long) key.parts().get(0);
  }

  private static byte[] text(TableKey key) {
    return (byte[]) key.parts().get(0);
  }
}
