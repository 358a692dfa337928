package dev.patchbay.config.source;

import dev.patchbay.config.ConfigException;
import dev.patchbay.config.Faults;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts values of the environment into {@code ${NAME}} and {@code ${NAME:default}}. Pure. */
public final class Placeholders {
  private static final Pattern FORM = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(:([^}]*))?}");

  private Placeholders() {}

  /**
   * The tree with its placeholders filled.
   *
   * @throws ConfigException naming each variable that is not set and has no default
   */
  public static Map<String, Object> fill(Map<String, ?> tree, Map<String, String> env) {
    Faults faults = new Faults();
    Map<String, Object> filled = map("", tree, env, faults);
    faults.refuseIfAny();
    return filled;
  }

  private static Map<String, Object> map(
      String path, Map<?, ?> tree, Map<String, String> env, Faults faults) {
    Map<String, Object> filled = new LinkedHashMap<>();
    tree.forEach(
        (key, value) -> {
          String at = path.isEmpty() ? String.valueOf(key) : path + "." + key;
          Object item = value(at, value, env, faults);
          if (item != null) {
            filled.put(String.valueOf(key), item);
          }
        });
    return filled;
  }

  private static @Nullable Object value(
      String path, @Nullable Object value, Map<String, String> env, Faults faults) {
    if (value instanceof Map<?, ?> map) {
      return map(path, map, env, faults);
    }
    if (value instanceof Iterable<?> list) {
      List<Object> filled = new ArrayList<>();
      for (Object item : list) {
        Object one = value(path + "[" + filled.size() + "]", item, env, faults);
        filled.add(one == null ? "" : one);
      }
      return filled;
    }
    return value instanceof String text ? text(path, text, env, faults) : value;
  }

  private static String text(String path, String text, Map<String, String> env, Faults faults) {
    if (text.indexOf("${") < 0) {
      return text;
    }
    return FORM.matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(variable(path, match, env, faults)));
  }

  private static String variable(
      String path, java.util.regex.MatchResult match, Map<String, String> env, Faults faults) {
    String value = env.get(match.group(1));
    if (value != null) {
      return value;
    }
    if (match.group(2) == null) {
      faults.add(
          path,
          "the variable "
              + match.group(1)
              + " is not set; set it, or write ${"
              + match.group(1)
              + ":default}");
      return "";
    }
    return match.group(3);
  }
}
