package dev.patchbay.config;

import dev.patchbay.secret.Redactor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Collects what is wrong with a configuration, so that all of it is told at once. One thread. */
public final class Faults {
  private final List<String> lines = new ArrayList<>();

  public void add(String path, String text) {
    add(path + ": " + text);
  }

  /** A line that begins with its path. */
  public void add(String line) {
    lines.add(line);
  }

  /** A value of the wrong kind; secrets in it are masked. */
  public void wrong(String path, Object value, String expected) {
    boolean secret = path.toLowerCase(Locale.ROOT).replace('_', '-').contains("key");
    String shown = secret ? "****" : Redactor.redact(String.valueOf(value));
    add(path, "'" + shown + "' is not understood; expected " + expected);
  }

  public void unknown(String path, String key, Collection<String> known) {
    String hint = nearest(key, known).map(name -> "; did you mean '" + name + "'?").orElse("");
    add(path, "unknown key" + hint + (hint.isEmpty() ? "; known are " + known : ""));
  }

  public List<String> lines() {
    return lines;
  }

  public void refuseIfAny() {
    if (!lines.isEmpty()) {
      throw new ConfigException(lines);
    }
  }

  private static Optional<String> nearest(String key, Collection<String> known) {
    String best = null;
    int least = 3;
    for (String name : known) {
      int distance = distance(key, name);
      if (distance < least) {
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
