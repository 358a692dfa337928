package dev.patchbay.provider;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Rules about the names of models. Pure. */
public final class ModelNames {
  /** A date at the end: {@code -20241022}, {@code -2024-10-22}, {@code @20241022}. */
  private static final Pattern DATE = Pattern.compile("[-@]20\\d{2}-?[01]\\d-?[0-3]\\d$");

  /** The dash of {@code 4-5}, not of {@code 4-0613} or {@code 3-70b}. */
  private static final Pattern VERSION_DASH = Pattern.compile("(?<=\\d)-(?=\\d{1,2}(?![\\da-z]))");

  /** No name of a model is longer; what is typed beyond it is not compared. */
  private static final int MAX_COMPARED = 120;

  private ModelNames() {}

  /** True if the name is the pattern, in which {@code *} stands for any text; case counts. */
  public static boolean matches(String glob, String name) {
    int star = glob.indexOf('*');
    if (star < 0) {
      return glob.equals(name);
    }
    int last = glob.lastIndexOf('*');
    int tail = glob.length() - last - 1;
    int end = name.length() - tail;
    return end >= star
        && name.regionMatches(0, glob, 0, star)
        && name.regionMatches(end, glob, last + 1, tail)
        && holdsInOrder(glob, star, last, name, end);
  }

  /** True if what stands between the stars of a pattern is in the name, in order and apart. */
  private static boolean holdsInOrder(String glob, int first, int last, String name, int end) {
    int at = first;
    for (int star = first; star < last; ) {
      int next = glob.indexOf('*', star + 1);
      String part = glob.substring(star + 1, next);
      int found = name.indexOf(part, at);
      if (found < 0 || found + part.length() > end) {
        return false;
      }
      at = found + part.length();
      star = next;
    }
    return true;
  }

  /**
   * What names of the same model at different providers have in common: without vendor, date and
   * {@code -latest}, in lower case, and with a dot where a dash stands between the digits of a
   * version. The script that makes the catalogue has the same rule.
   */
  static String key(String model) {
    String name = model.substring(model.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    if (name.endsWith("-latest")) {
      name = name.substring(0, name.length() - "-latest".length());
    }
    if (!name.isEmpty() && isDigit(name.charAt(name.length() - 1))) {
      name = DATE.matcher(name).replaceFirst("");
    }
    return hasDashBetweenDigits(name) ? VERSION_DASH.matcher(name).replaceAll(".") : name;
  }

  /** Most names have none, and every provider is asked with every name: patterns are slow. */
  private static boolean hasDashBetweenDigits(String name) {
    for (int i = name.indexOf('-', 1); i > 0 && i < name.length() - 1; ) {
      if (isDigit(name.charAt(i - 1)) && isDigit(name.charAt(i + 1))) {
        return true;
      }
      i = name.indexOf('-', i + 1);
    }
    return false;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** The names nearest to one by edit distance, the nearest first; each once. */
  static List<String> nearest(String model, Iterable<String> names, int n) {
    String typed = clip(model).toLowerCase(Locale.ROOT);
    record Near(String name, int distance) {}
    TreeSet<Near> best =
        new TreeSet<>(Comparator.comparingInt(Near::distance).thenComparing(Near::name));
    for (String name : names) {
      int most = best.size() < n ? Integer.MAX_VALUE : best.last().distance;
      String other = clip(name).toLowerCase(Locale.ROOT);
      if (Math.abs(other.length() - typed.length()) <= most) {
        best.add(new Near(name, distance(typed, other, most)));
        if (best.size() > n) {
          best.pollLast();
        }
      }
    }
    return best.stream().map(Near::name).toList();
  }

  private static String clip(String name) {
    return name.length() > MAX_COMPARED ? name.substring(0, MAX_COMPARED) : name;
  }

  /** The edit distance; something above {@code most} as soon as it must be. */
  private static int distance(String a, String b, int most) {
    int[] above = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      int least = i;
      for (int j = 1; j <= b.length(); j++) {
        int swap = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(swap, Math.min(above[j], row[j - 1]) + 1);
        least = Math.min(least, row[j]);
      }
      if (least > most) {
        return least;
      }
      int[] spare = above;
      above = row;
      row = spare;
    }
    return above[b.length()];
  }
}
