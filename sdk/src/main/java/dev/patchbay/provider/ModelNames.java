package dev.patchbay.provider;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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
    String[] parts = glob.split("\\*", -1);
    String last = parts[parts.length - 1];
    int at = parts[0].length();
    int end = name.length() - last.length();
    if (!name.startsWith(parts[0]) || end < at || !name.endsWith(last)) {
      return false;
    }
    for (int i = 1; i < parts.length - 1; i++) {
      int found = name.indexOf(parts[i], at);
      if (found < 0 || found + parts[i].length() > end) {
        return false;
      }
      at = found + parts[i].length();
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
    name = DATE.matcher(name).replaceFirst("");
    return VERSION_DASH.matcher(name).replaceAll(".");
  }

  /** The names nearest to one by edit distance, the nearest first. */
  static List<String> nearest(String model, Collection<String> names, int n) {
    String typed = clip(model).toLowerCase(Locale.ROOT);
    record Near(String name, int distance) {}
    List<Near> all = new ArrayList<>();
    for (String name : names) {
      all.add(new Near(name, distance(typed, clip(name).toLowerCase(Locale.ROOT))));
    }
    all.sort(Comparator.comparingInt(Near::distance).thenComparing(Near::name));
    return all.stream().limit(n).map(Near::name).toList();
  }

  private static String clip(String name) {
    return name.length() > MAX_COMPARED ? name.substring(0, MAX_COMPARED) : name;
  }

  private static int distance(String a, String b) {
    int[] above = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int swap = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(swap, Math.min(above[j], row[j - 1]) + 1);
      }
      above = row;
    }
    return above[b.length()];
  }
}
