package dev.patchbay.store.repair;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What rows of a table are found by: whole numbers, and texts as their bytes in UTF-8, in whose
 * order SQLite keeps both. Its first parts alone are a key, too. Immutable.
 *
 * @param parts each a Long or a byte[]
 */
record TableKey(List<Object> parts) {
  /** Bytes of a text behind what two have in common: enough to halve what lies between them. */
  private static final int NEAR = 6;

  private static final int BYTE = 256;

  TableKey {
    parts = List.copyOf(parts);
  }

  /** Whether it comes after another of as many parts; false where the parts are of other kinds. */
  boolean isAfter(TableKey other) {
    int at = differs(other);
    return at >= 0 && compare(parts.get(at), other.parts.get(at)) > 0;
  }

  private int differs(TableKey other) {
    for (int i = 0; i < Math.min(parts.size(), other.parts.size()); i++) {
      Object mine = parts.get(i);
      Object theirs = other.parts.get(i);
      if (mine.getClass() != theirs.getClass()) {
        return -1;
      }
      if (compare(mine, theirs) != 0) {
        return i;
      }
    }
    return -1;
  }

  private static int compare(Object mine, Object theirs) {
    return mine instanceof Long number
        ? number.compareTo((Long) theirs)
        : Arrays.compareUnsigned((byte[]) mine, (byte[]) theirs);
  }

  /** A key halfway to a later one; null if none is between that it could name. */
  @Nullable TableKey halfway(TableKey end) {
    int at = differs(end);
    if (at < 0) {
      return null;
    }
    Object middle =
        parts.get(at) instanceof Long low
            ? middle(low, (Long) end.parts.get(at))
            : middle((byte[]) parts.get(at), (byte[]) end.parts.get(at));
    if (middle == null) {
      return null;
    }
    List<Object> found = new ArrayList<>(parts.subList(0, at));
    found.add(middle);
    return new TableKey(found);
  }

  private static @Nullable Object middle(long low, long high) {
    long middle = (low & high) + ((low ^ high) >> 1); // the sum could be too large
    return middle > low && middle < high ? middle : null;
  }

  private static @Nullable Object middle(byte[] low, byte[] high) {
    int same = Math.max(0, Arrays.mismatch(low, high));
    BigInteger sum = near(low, same).add(near(high, same));
    byte[] middle = Arrays.copyOf(low, same + NEAR);
    if (low.length < same) {
      return null;
    }
    BigInteger rest = sum.shiftRight(1);
    for (int i = same + NEAR - 1; i >= same; i--) {
      middle[i] = rest.byteValue();
      rest = rest.shiftRight(Byte.SIZE);
    }
    boolean between =
        Arrays.compareUnsigned(low, middle) < 0 && Arrays.compareUnsigned(middle, high) < 0;
    return between ? middle : null;
  }

  private static BigInteger near(byte[] text, int from) {
    BigInteger number = BigInteger.ZERO;
    for (int i = from; i < from + NEAR; i++) {
      int digit = i < text.length ? text[i] & 0xff : 0;
      number = number.multiply(BigInteger.valueOf(BYTE)).add(BigInteger.valueOf(digit));
    }
    return number;
  }
}
