package dev.patchbay.server.admin;

import dev.patchbay.secret.Redactor;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Words of the configuration, in kebab case, and of JSON, in snake case. Pure. */
final class Words {
  private Words() {}

  static String snake(String key) {
    return key.replace('-', '_');
  }

  static String kebab(String key) {
    return key.replace('_', '-');
  }

  /** A map with its own keys in kebab case. */
  static Map<String, Object> kebab(Map<?, ?> map) {
    Map<String, Object> kebab = new LinkedHashMap<>();
    map.forEach(
        (key, value) -> {
          if (value != null) {
            kebab.put(kebab(String.valueOf(key)), value);
          }
        });
    return kebab;
  }

  /** A map with its own keys in snake case. */
  static Map<String, Object> snake(Map<?, ?> map) {
    Map<String, Object> snake = new LinkedHashMap<>();
    map.forEach((key, value) -> snake.put(snake(String.valueOf(key)), value));
    return snake;
  }

  /** What a client typed, for a message: neither long nor a credential. */
  static String shown(String typed) {
    return Redactor.redact(typed.length() > 100 ? typed.substring(0, 100) + "…" : typed);
  }

  /** An id made of a name for people, such as {@code azure-openai} of {@code Azure OpenAI}. */
  static String slug(String name) {
    String slug = name.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._]+", "-");
    slug = slug.replaceAll("^[^a-z0-9]+", "");
    slug = slug.length() > 64 ? slug.substring(0, 64) : slug;
    return slug.replaceAll("-+$", "");
  }
}
