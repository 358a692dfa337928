package dev.patchbay.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Collects what is wrong with a configuration, so that all of it is told at once. One thread. */
public final class Faults {
  /** Nobody reads more; a foreign file must not make a message of megabytes. */
  private static final int MOST = 50;

  /** Above this, two names are not a slip of the fingers apart. */
  private static final int FAR = 3;

  private static final int MOST_COMPARED = 64;

  private final UnaryOperator<String> names;
  private final List<String> lines = new ArrayList<>();
  private int count;

  /** Faults by the paths of the tree. */
  public Faults() {
    this(UnaryOperator.identity());
  }

  /**
   * Faults by other names.
   *
   * @param names what the user calls a path, such as the variable it came from
   */
  public Faults(UnaryOperator<String> names) {
    this.names = names;
  }

  /** Adds a fault. The path is masked where it looks like a credential, the text is not. */
  public void add(String path, String text) {
    count++;
    if (lines.size() < MOST) {
      lines.add(Masks.text(names.apply(path)) + ": " + text);
    }
  }

  /** A value of the wrong kind; what looks like a secret in it is masked. */
  public void wrong(String path, Object value, String expected) {
    add(path, Masks.value(path, value) + " is not understood; expected " + expected);
  }

  /** A value with something wrong about it, such as {@code is no address}; masked likewise. */
  public void unfit(String path, String value, String fault) {
    add(path, Masks.value(path, value) + " " + fault);
  }

  /** A key nobody knows, with the nearest one that is known. */
  public void unknown(String path, String key, Collection<String> known) {
    String hint = nearest(key, known).map(name -> "did you mean '" + name + "'?").orElse("");
    add(path, "unknown key; " + (hint.isEmpty() ? "known are " + String.join(", ", known) : hint));
  }

  /** How many there are. */
  public int count() {
    return count;
  }

  /** The faults, one line each. */
  public List<String> lines() {
    List<String> all = new ArrayList<>(lines);
    if (count > lines.size()) {
      all.add("… and " + (count - lines.size()) + " more");
    }
    return all;
  }

  /** Throws if there is any. */
  public void refuseIfAny() {
    if (count > 0) {
      throw new ConfigException(lines());
    }
  }

  /** The name that was probably meant; empty if none is near. */
  public static Optional<String> nearest(String key, Collection<String> known) {
    String typed = key.toLowerCase(Locale.ROOT);
    String best = null;
    int least = FAR;
    for (String name : typed.length() > MOST_COMPARED ? List.<String>of() : known) {
      int distance = distance(typed, name.toLowerCase(Locale.ROOT));
      if (distance < least && distance < name.length()) {
        least = distance;
        best = name;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Levenshtein's distance. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
