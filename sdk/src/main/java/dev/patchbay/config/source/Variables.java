package dev.patchbay.config.source;

import dev.patchbay.config.Faults;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.JsonTree;
import dev.patchbay.json.RawJson;
import dev.patchbay.provider.Catalogue;
import dev.patchbay.provider.CatalogueRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The names of environment variables, the keys of the tree they set, and those with parts. */
final class Variables {
  /** After a provider's name. */
  static final Map<String, String> PROVIDER =
      ordered(
          "_TYPE", "type",
          "_ENABLED", "enabled",
          "_BASE_URL", "base-url",
          "_DISPATCH_MODE", "dispatch-mode",
          "_PRIORITY", "priority",
          "_WEIGHT", "weight",
          "_TIMEOUT", "timeout",
          "_API_VERSION", "api-version",
          "_PROTOCOL", "protocol",
          "_CACHE_TTL", "cache-ttl",
          "_CACHE_MARKS", "cache-marks",
          "_BIG_MODEL", "big-model",
          "_MEDIUM_MODEL", "medium-model",
          "_SMALL_MODEL", "small-model");

  /** After a provider's name, too; they have a form of their own. */
  private static final List<String> PARTS = List.of("_API_KEY", "_API_KEYS", "_MODELS", "_HEADERS");

  /**
   * What vendors' own libraries read, used where our name is unset. Source: Microsoft, "Azure
   * OpenAI supported programming languages", and the OpenAI library for Python, README.
   */
  static final Map<String, List<String>> CONVENTIONAL =
      Map.of(
          "AZURE_BASE_URL", List.of("AZURE_OPENAI_ENDPOINT", "AZURE_OPENAI_BASE_URL"),
          "AZURE_API_VERSION", List.of("AZURE_OPENAI_API_VERSION", "OPENAI_API_VERSION"));

  /** After the router's prefix. */
  static final Map<String, String> ROUTER =
      ordered(
          "DEFAULT_PROVIDER", "default-provider",
          "DEFAULT_MODEL", "default-model",
          "SUBSTITUTION", "substitution",
          "LB_STRATEGY", "strategy",
          "UPSTREAM_PROXY_URL", "upstream-proxy",
          "DATABASE_URL", "database.url",
          "DATABASE_DURABILITY", "database.durability",
          "LOG_ENCRYPTION_KEY", "log.encryption-key",
          "LOG_OLD_ENCRYPTION_KEYS", "log.old-encryption-keys",
          "RETRY_ATTEMPTS", "retry.attempts",
          "RETRY_BACKOFF", "retry.backoff",
          "MEDIA_FETCH", "media.fetch");

  /** After the router's prefix; whole numbers of milliseconds. */
  static final Map<String, String> ROUTER_MILLIS =
      ordered("RETRY_DELAY_MS", "retry.delay", "SESSION_DURATION_MS", "session-duration");

  private Variables() {}

  private static Map<String, String> ordered(String... pairs) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return Collections.unmodifiableMap(map);
  }

  /** All names without a prefix: the router's own, and those of the catalogue's providers. */
  static Set<String> names(Catalogue catalogue) {
    Set<String> names = new TreeSet<>(ROUTER.keySet());
    names.addAll(ROUTER_MILLIS.keySet());
    names.add("SUPABASE_URL");
    CONVENTIONAL.values().forEach(names::addAll);
    for (CatalogueRow row : catalogue.rows()) {
      names.addAll(row.keyNames());
      names.addAll(of(row.provider().envPrefix()));
    }
    return names;
  }

  /** All that may follow a provider's name, after it. */
  static List<String> of(String start) {
    List<String> names = new ArrayList<>();
    PROVIDER.keySet().forEach(suffix -> names.add(start + suffix));
    PARTS.forEach(suffix -> names.add(start + suffix));
    return names;
  }

  /** The parts between commas that are not empty. */
  static List<String> list(String text) {
    return Arrays.stream(text.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  /** A JSON object; empty, with a fault that does not quote it, if it is none. */
  static Map<?, ?> headers(String path, String text, Faults faults) {
    try {
      if (JsonTree.of(RawJson.of(text)).value() instanceof Map<?, ?> map) {
        return map;
      }
    } catch (BadJsonException e) {
      // Its path may hold a credential, as the name of a field.
    }
    faults.add(path, "expected a JSON object of header names and values");
    return Map.of();
  }
}
