package dev.patchbay.config.source;

import dev.patchbay.config.ConfigException;
import dev.patchbay.config.Faults;
import dev.patchbay.config.RouterConfig;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.JsonTree;
import dev.patchbay.json.RawJson;
import dev.patchbay.provider.Catalogue;
import dev.patchbay.provider.CatalogueRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a configuration from environment variables. A provider's variables begin with its id in
 * upper snake case ({@code GROQ_API_KEY}, {@code GROQ_PRIORITY}); the router's own begin with a
 * prefix, since inside an application bare names are the application's. Providers come in the order
 * of the catalogue, then those that a {@code _TYPE} variable makes.
 */
public final class Environment {
  /** What the router's own variables begin with inside an application. */
  public static final String PREFIX = "PATCHBAY_";

  private static final Map<String, String> PROVIDER_KEYS =
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
          "_BIG_MODEL", "big-model",
          "_MEDIUM_MODEL", "medium-model",
          "_SMALL_MODEL", "small-model");

  private static final Map<String, String> ROUTER_KEYS =
      ordered(
          "DEFAULT_PROVIDER", "default-provider",
          "DEFAULT_MODEL", "default-model",
          "SUBSTITUTION", "substitution",
          "LB_STRATEGY", "strategy",
          "UPSTREAM_PROXY_URL", "upstream-proxy",
          "RETRY_ATTEMPTS", "retry.attempts",
          "RETRY_BACKOFF", "retry.backoff");

  /** These are whole numbers of milliseconds. */
  private static final Map<String, String> MILLIS_KEYS =
      ordered("RETRY_DELAY_MS", "retry.delay", "SESSION_DURATION_MS", "session-duration");

  private final Map<String, String> env;
  private final String prefix;
  private final Catalogue catalogue;
  private final Map<String, String> variables = new LinkedHashMap<>();
  private final Faults faults = new Faults();

  private Environment(Map<String, String> env, String prefix, Catalogue catalogue) {
    this.env = env;
    this.prefix = prefix;
    this.catalogue = catalogue;
  }

  /**
   * Reads the process's environment, with {@code .env} of the working directory beneath it.
   *
   * @throws ConfigException naming every variable that is wrong
   */
  public static RouterConfig read() {
    Map<String, String> all = new LinkedHashMap<>(DotEnv.read(Path.of(".env")));
    all.putAll(System.getenv());
    return read(all, PREFIX, Catalogue.load());
  }

  /**
   * Reads variables.
   *
   * @param prefix what the router's own variables begin with: {@link #PREFIX}, or empty where the
   *     process is the router's
   */
  public static RouterConfig read(Map<String, String> env, String prefix, Catalogue catalogue) {
    return new Environment(env, prefix, catalogue).config();
  }

  private RouterConfig config() {
    Map<String, Object> tree = tree();
    faults.refuseIfAny();
    try {
      return ConfigMap.read(tree);
    } catch (ConfigException e) {
      throw new ConfigException(e.faults().stream().map(this::named).toList());
    }
  }

  /** A fault by the variable it came from, for people who never saw the tree. */
  private String named(String fault) {
    int end = fault.indexOf(": ");
    String variable = end < 0 ? null : variables.get(fault.substring(0, end));
    return variable == null ? fault : variable + fault.substring(end);
  }

  private Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    Map<String, Object> providers = new LinkedHashMap<>();
    for (CatalogueRow row : catalogue.rows()) {
      if (wanted(row)) {
        providers.put(row.id(), provider(row.id(), row.provider().envPrefix(), row));
      }
    }
    for (String id : made()) {
      providers.putIfAbsent(id, provider(id, variablePrefix(id), null));
    }
    tree.put("providers", providers);
    ROUTER_KEYS.forEach((name, path) -> put(tree, path, prefix + name, value(prefix + name)));
    MILLIS_KEYS.forEach((name, path) -> put(tree, path, prefix + name, millis(prefix + name)));
    return tree;
  }

  private boolean wanted(CatalogueRow row) {
    String start = row.provider().envPrefix();
    boolean key =
        row.enablingKeys().stream().anyMatch(name -> value(name) != null)
            || value(start + "_API_KEY") != null && !isForeign(row, start + "_API_KEY")
            || value(start + "_API_KEYS") != null;
    boolean local = row.provider().local() && value(start + "_BASE_URL") != null;
    return value(start + "_ENABLED") != null || key || local;
  }

  /** A conventional name that does not enable its row must not do so by its form either. */
  private static boolean isForeign(CatalogueRow row, String name) {
    return row.keyNames().contains(name) && !row.enablingKeys().contains(name);
  }

  /** Providers of the user's own: what has a type, and a key or an address. */
  private Set<String> made() {
    Set<String> ids = new LinkedHashSet<>();
    for (String name : env.keySet()) {
      if (name.endsWith("_TYPE") && name.length() > "_TYPE".length()) {
        String start = name.substring(0, name.length() - "_TYPE".length());
        String type = value(name);
        boolean known = type != null && (type.equals("custom") || catalogue.row(type).isPresent());
        boolean used =
            value(start + "_API_KEY") != null
                || value(start + "_API_KEYS") != null
                || value(start + "_BASE_URL") != null;
        if (known && used) {
          ids.add(start.toLowerCase(Locale.ROOT).replace('_', '-'));
        }
      }
    }
    return ids;
  }

  private static String variablePrefix(String id) {
    return id.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private Map<String, Object> provider(String id, String start, @Nullable CatalogueRow row) {
    Map<String, Object> provider = new LinkedHashMap<>();
    String path = "providers." + id + ".";
    PROVIDER_KEYS.forEach(
        (suffix, key) -> {
          String name = start + suffix;
          String value = value(name);
          if (value != null) {
            provider.put(
                key, suffix.equals("_DISPATCH_MODE") ? value.toLowerCase(Locale.ROOT) : value);
            variables.put(path + key, name);
          }
        });
    String models = value(start + "_MODELS");
    if (models != null) {
      provider.put("models", list(models));
    }
    Map<String, Object> headers = headers(start + "_HEADERS");
    if (!headers.isEmpty()) {
      provider.put("headers", headers);
    }
    List<Object> accounts = accounts(start, row);
    if (!accounts.isEmpty()) {
      provider.put("accounts", accounts);
    }
    return provider;
  }

  private List<Object> accounts(String start, @Nullable CatalogueRow row) {
    Set<String> keys = new LinkedHashSet<>();
    String several = value(start + "_API_KEYS");
    if (several != null) {
      keys.addAll(list(several));
    }
    List<String> names = new ArrayList<>(List.of(start + "_API_KEY"));
    if (row != null) {
      names.addAll(row.keyNames());
    }
    names.stream()
        .map(this::value)
        .filter(java.util.Objects::nonNull)
        .findFirst()
        .ifPresent(keys::add);
    List<Object> accounts = new ArrayList<>();
    keys.forEach(key -> accounts.add(Map.of("api-key", key)));
    return accounts;
  }

  private static List<String> list(String text) {
    return Arrays.stream(text.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  private Map<String, Object> headers(String name) {
    String text = value(name);
    Map<String, Object> headers = new LinkedHashMap<>();
    if (text == null) {
      return headers;
    }
    try {
      if (JsonTree.of(RawJson.of(text)).value() instanceof Map<?, ?> map) {
        map.forEach((key, value) -> headers.put(String.valueOf(key), String.valueOf(value)));
        return headers;
      }
      faults.add(name, "expected a JSON object of header names and values");
    } catch (BadJsonException e) {
      faults.add(name, "expected a JSON object of header names and values: " + e.getMessage());
    }
    return headers;
  }

  private @Nullable String millis(String name) {
    String text = value(name);
    if (text != null && !text.matches("\\d{1,15}")) {
      faults.wrong(name, text, "a whole number of milliseconds");
      return null;
    }
    return text == null ? null : text + "ms";
  }

  private void put(Map<String, Object> tree, String path, String name, @Nullable String value) {
    if (value == null) {
      return;
    }
    variables.put(path, name);
    int dot = path.indexOf('.');
    if (dot < 0) {
      tree.put(path, value);
      return;
    }
    @SuppressWarnings("unchecked")
    Map<String, Object> section =
        (Map<String, Object>)
            tree.computeIfAbsent(
                path.substring(0, dot), key -> new LinkedHashMap<String, Object>());
    section.put(path.substring(dot + 1), value);
  }

  /** A variable's value; null if it is unset or empty. */
  private @Nullable String value(String name) {
    String value = env.get(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  private static Map<String, String> ordered(String... pairs) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return java.util.Collections.unmodifiableMap(map);
  }
}
