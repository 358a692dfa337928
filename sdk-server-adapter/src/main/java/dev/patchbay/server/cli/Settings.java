package dev.patchbay.server.cli;

import dev.patchbay.secret.Redactor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A configuration as paths and values. Stateless. */
final class Settings {
  private static final List<String> SECRET =
      List.of("api-key", "headers", "password", "token", "proxy", "encryption-key");

  private Settings() {}

  /** Each value by its path, in order. */
  static Map<String, String> flat(Map<String, ?> tree) {
    Map<String, String> flat = new LinkedHashMap<>();
    put(flat, "", tree);
    return flat;
  }

  private static void put(Map<String, String> flat, String path, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, part) -> put(flat, path.isEmpty() ? "" + key : path + "." + key, part));
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        put(flat, path + "[" + i + "]", list.get(i));
      }
    } else if (value != null) {
      flat.put(path, value.toString());
    }
  }

  /** A value that people may see. */
  static String masked(String path, String value) {
    String name = path.toLowerCase(Locale.ROOT);
    if (SECRET.stream().anyMatch(name::contains)) {
      return "***";
    }
    return Redactor.setting(value);
  }
}
