package dev.patchbay.server.admin;

import dev.patchbay.secret.Redactor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A tree of the configuration without its credentials. Pure. */
final class Masking {
  private static final Set<String> SECRET = Set.of("api-key", "proxy", "upstream-proxy");
  private static final String HEADERS = "headers";

  private Masking() {}

  /** A copy in which credentials are masked, and texts that look like one. */
  static @Nullable Object masked(String key, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> masked = new LinkedHashMap<>();
      map.forEach(
          (name, one) ->
              masked.put(
                  String.valueOf(name),
                  key.equals(HEADERS) ? Fields.MASK : masked(String.valueOf(name), one)));
      return masked;
    }
    if (value instanceof List<?> list) {
      List<Object> masked = new ArrayList<>();
      list.forEach(one -> masked.add(masked(key, one)));
      return masked;
    }
    if (value == null || value instanceof Number || value instanceof Boolean) {
      return value;
    }
    return SECRET.contains(key) ? Fields.MASK : Redactor.setting(String.valueOf(value));
  }
}
