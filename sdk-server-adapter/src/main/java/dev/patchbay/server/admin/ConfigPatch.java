package dev.patchbay.server.admin;

import dev.patchbay.server.http.Fault;
import dev.patchbay.server.roster.Draft;
import dev.patchbay.server.roster.Trees;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A change of parts of the configuration: maps are joined key by key, all else is replaced, null
 * takes back what was changed. Whether the outcome is a configuration is for the check of the
 * whole. One thread.
 */
final class ConfigPatch {
  private static final Map<String, String> FIXED =
      Map.of(
          "server", "is read when the server starts; set it in the file or the environment",
          "alerts", "is read when the server starts; set it in the file or the environment",
          "database", "is opened when the server starts; set it in the file or the environment",
          "sources", "only tells where values come from",
          "faults", "only tells what is left out");

  /** Of {@code log}, read when the server starts. */
  static final List<String> KEYS = List.of("encryption-key", "old-encryption-keys");

  private static final String LOG = "log";
  private static final String PROVIDERS = "providers";
  private static final String ACCOUNTS = "accounts";
  private static final String HEADERS = "headers";

  private final Draft draft;

  private ConfigPatch(Draft draft) {
    this.draft = draft;
  }

  /**
   * Changes a draft.
   *
   * @throws Fault 400 if it would change what can't be changed, or is of a wrong form
   */
  static void apply(Fields body, Draft draft) {
    for (String name : body.names()) {
      if (FIXED.containsKey(name)) {
        throw Fault.invalid(name, name + " " + FIXED.get(name));
      }
    }
    ConfigPatch patch = new ConfigPatch(draft);
    for (String name : body.names()) {
      Object value = body.value(name);
      switch (Words.kebab(name)) {
        case PROVIDERS -> patch.providers(value);
        case LOG -> put(draft.settings(), LOG, log(value), true);
        case "mappings" -> put(draft.settings(), "mappings", value, false);
        default -> put(draft.settings(), Words.kebab(name), value, true);
      }
    }
  }

  /**
   * Puts a value into a tree.
   *
   * @param words whether the keys of a map are words of ours, and no names
   */
  private static void put(
      Map<String, Object> tree, String key, @Nullable Object value, boolean words) {
    if (value == null) {
      tree.remove(key);
    } else if (value instanceof Map<?, ?> map) {
      Map<String, Object> section = Trees.section(tree, key);
      map.forEach((name, one) -> put(section, key("" + name, words), one, words));
      if (section.isEmpty() && !map.isEmpty()) {
        tree.remove(key);
      }
    } else if (!Fields.MASK.equals(value)) {
      tree.put(key, words ? kebab(value) : value);
    }
  }

  /** Without the keys, which may be sent back as they were shown. */
  private static @Nullable Object log(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      return value;
    }
    Map<Object, @Nullable Object> rest = new LinkedHashMap<>(map);
    for (Object name : map.keySet()) {
      if (KEYS.contains(Words.kebab(String.valueOf(name)))) {
        Object sent = rest.remove(name);
        List<?> all = sent instanceof List<?> list ? list : Arrays.asList(sent);
        if (!all.stream().allMatch(one -> one == null || Fields.MASK.equals(one))) {
          throw Fault.invalid(
              LOG + "." + name,
              LOG
                  + "."
                  + name
                  + " is read when the server starts; set it in the file or the environment");
        }
      }
    }
    return rest;
  }

  private static String key(String name, boolean words) {
    return words ? Words.kebab(name) : name;
  }

  private static Object kebab(Object value) {
    if (value instanceof List<?> list) {
      List<Object> all = new ArrayList<>();
      list.forEach(one -> all.add(one == null ? "" : kebab(one)));
      return all;
    }
    if (!(value instanceof Map<?, ?> map)) {
      return value;
    }
    Map<String, Object> kebab = new LinkedHashMap<>();
    map.forEach(
        (key, one) -> {
          if (one != null) {
            kebab.put(Words.kebab(String.valueOf(key)), kebab(one));
          }
        });
    return kebab;
  }

  private void providers(@Nullable Object value) {
    for (Map.Entry<?, ?> one : map(PROVIDERS, value).entrySet()) {
      String id = String.valueOf(one.getKey());
      if (one.getValue() == null) {
        draft.forget(id);
      } else {
        map(PROVIDERS + "." + id, one.getValue())
            .forEach((key, field) -> provider(id, Words.kebab(String.valueOf(key)), field));
      }
    }
  }

  private void provider(String id, String key, @Nullable Object value) {
    Map<String, Object> changes = draft.changesOf(id);
    if (key.equals(ACCOUNTS) && value != null) {
      accounts(id, value);
    } else if (key.equals(HEADERS) && value instanceof Map<?, ?> headers) {
      changes.put(HEADERS, headers(id, headers));
    } else if (!isAsShown(id, key, value)) {
      put(changes, key, value, true);
    }
  }

  /** What was sent back masked stays as it is. */
  private boolean isAsShown(String id, String key, @Nullable Object value) {
    Object now = Trees.map(Trees.map(draft.tree(), PROVIDERS), id).get(key);
    return now instanceof String text && Objects.equals(Masking.masked(key, text), value);
  }

  /** A header that was sent back masked stays as it is. */
  private Map<String, Object> headers(String id, Map<?, ?> sent) {
    Map<String, Object> now = Trees.map(Trees.map(Trees.map(draft.tree(), PROVIDERS), id), HEADERS);
    Map<String, Object> headers = new LinkedHashMap<>();
    sent.forEach(
        (name, value) -> {
          Object kept = Fields.MASK.equals(value) ? now.get(String.valueOf(name)) : value;
          if (kept != null) {
            headers.put(String.valueOf(name), kept);
          }
        });
    return headers;
  }

  /** Joined by their names, which stand in each of a list, or before each of a map. */
  private void accounts(String id, Object value) {
    String path = PROVIDERS + "." + id + "." + ACCOUNTS;
    if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        Map<?, ?> fields = map(path + "[" + i + "]", list.get(i));
        if (!(fields.get("name") instanceof String name)) {
          throw Fault.invalid(path + "[" + i + "].name", "an account is told by its name");
        }
        account(id, name, fields);
      }
    } else {
      map(path, value)
          .forEach(
              (name, fields) -> {
                if (fields == null) {
                  draft.forget(id, String.valueOf(name));
                } else {
                  account(id, "" + name, map(path + "." + name, fields));
                }
              });
    }
  }

  private void account(String id, String name, Map<?, ?> fields) {
    Map<String, Object> changes = draft.changesOf(id, name);
    fields.forEach(
        (key, value) -> {
          if (!key.equals("name")) {
            put(changes, Words.kebab(String.valueOf(key)), value, true);
          }
        });
  }

  private static Map<?, ?> map(String path, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw Fault.invalid(path, path + ": expected an object");
  }
}
