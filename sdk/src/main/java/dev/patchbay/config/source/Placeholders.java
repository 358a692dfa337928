package dev.patchbay.config.source;

import dev.patchbay.config.ConfigException;
import dev.patchbay.config.Faults;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts values of the environment into {@code ${NAME}} and {@code ${NAME:default}}. What was put in
 * is not looked at again: a value may hold anything. A variable that is empty counts as unset.
 * Pure.
 */
public final class Placeholders {
  private static final Pattern FORM =
      Pattern.compile("\\$\\{(?:([A-Za-z_][A-Za-z0-9_]*)(:([^{}]*))?})?");

  /** The deepest key of ours is six levels down; a tree that contains itself has no end. */
  private static final int MOST_DEPTH = 32;

  /** Anchors of YAML can make of a few lines a tree larger than memory. */
  private static final int MOST_VALUES = 100_000;

  private final Map<String, String> env;
  private final Faults faults = new Faults();
  private int values;

  private Placeholders(Map<String, String> env) {
    this.env = env;
  }

  /**
   * The tree with its placeholders filled.
   *
   * @throws ConfigException naming each variable that is not set and has no default
   */
  public static Map<String, Object> fill(Map<?, ?> tree, Map<String, String> env) {
    Placeholders placeholders = new Placeholders(env);
    Map<String, Object> filled = placeholders.map("", tree, 1);
    placeholders.faults.refuseIfAny();
    return filled;
  }

  private Map<String, Object> map(String path, Map<?, ?> tree, int depth) {
    Map<String, Object> filled = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : tree.entrySet()) {
      String key = String.valueOf(entry.getKey());
      Object item = value(path.isEmpty() ? key : path + "." + key, entry.getValue(), depth);
      if (item != null) {
        filled.put(key, item);
      }
    }
    return filled;
  }

  private List<Object> list(String path, Iterable<?> items, int depth) {
    List<Object> filled = new ArrayList<>();
    for (Object item : items) {
      Object one = value(path + "[" + filled.size() + "]", item, depth);
      filled.add(one == null ? "" : one);
    }
    return filled;
  }

  private @Nullable Object value(String path, @Nullable Object value, int depth) {
    if (++values > MOST_VALUES) {
      faults.add(path, "the configuration has more than " + MOST_VALUES + " values");
      throw new ConfigException(faults.lines());
    }
    if (value instanceof String text) {
      return text(path, text);
    }
    if (!(value instanceof Map || value instanceof Iterable)) {
      return value;
    }
    if (depth >= MOST_DEPTH) {
      faults.add(path, "the configuration is nested more than " + MOST_DEPTH + " deep");
      return null;
    }
    return value instanceof Map<?, ?> map
        ? map(path, map, depth + 1)
        : list(path, (Iterable<?>) value, depth + 1);
  }

  private String text(String path, String text) {
    return FORM.matcher(text).replaceAll(match -> Matcher.quoteReplacement(variable(path, match)));
  }

  private String variable(String path, MatchResult match) {
    String name = match.group(1);
    if (name == null) {
      faults.add(path, "a placeholder is not understood; expected ${NAME} or ${NAME:default}");
      return "";
    }
    String value = env.get(name);
    if (value != null && !value.isBlank()) {
      return value;
    }
    if (match.group(2) == null) {
      faults.add(
          path,
          String.format("the variable %s is not set; set it, or write ${%s:default}", name, name));
      return "";
    }
    return match.group(3);
  }
}
