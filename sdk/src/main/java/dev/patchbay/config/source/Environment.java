package dev.patchbay.config.source;

import dev.patchbay.config.ConfigException;
import dev.patchbay.config.Faults;
import dev.patchbay.config.RouterConfig;
import dev.patchbay.provider.Catalogue;
import dev.patchbay.provider.CatalogueRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads a configuration from environment variables. A provider's variables begin with its id in
 * upper snake case ({@code GROQ_API_KEY}, {@code GROQ_PRIORITY}); the router's own begin with a
 * prefix, since inside an application bare names are the application's. Providers come in the order
 * of the catalogue, then those that a {@code _TYPE} variable makes, by id. A variable that is empty
 * counts as unset.
 */
public final class Environment {
  /** What the router's own variables begin with inside an application. */
  public static final String PREFIX = "PATCHBAY_";

  private static final String TYPE = "_TYPE";

  private final Map<String, String> env;
  private final String prefix;
  private final Catalogue catalogue;
  private final Map<String, Object> tree = new LinkedHashMap<>();
  private final Map<String, String> variables = new LinkedHashMap<>();
  private final Faults faults = new Faults(this::named);

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
    Map<String, String> all = over(DotEnv.read(Path.of(".env")), System.getenv());
    return read(all, PREFIX, Catalogue.load());
  }

  /** The environment wins, also with an empty value: that is how one takes a key away. */
  static Map<String, String> over(Map<String, String> file, Map<String, String> environment) {
    Map<String, String> all = new LinkedHashMap<>(file);
    all.putAll(environment);
    return all;
  }

  /**
   * Reads variables.
   *
   * @param prefix what the router's own variables begin with: {@link #PREFIX}, or empty where the
   *     process is the router's
   * @throws ConfigException naming every variable that is wrong
   */
  public static RouterConfig read(Map<String, String> env, String prefix, Catalogue catalogue) {
    return new Environment(env, prefix, catalogue).config();
  }

  /**
   * What variables say as a tree, to be laid over one from elsewhere; see {@link ConfigMap}.
   *
   * @param prefix as in {@link #read(Map, String, Catalogue)}
   * @throws ConfigException naming every variable that is wrong
   */
  public static Map<String, Object> tree(
      Map<String, String> env, String prefix, Catalogue catalogue) {
    return said(env, prefix, catalogue).tree();
  }

  /**
   * As {@link #tree}, with the names of the variables.
   *
   * @throws ConfigException naming every variable that is wrong
   */
  public static EnvironmentTree said(Map<String, String> env, String prefix, Catalogue catalogue) {
    Environment environment = new Environment(env, prefix, catalogue);
    environment.config();
    return new EnvironmentTree(environment.tree, environment.variables);
  }

  /**
   * The names it knows without their prefix: the router's own, and those of the catalogue's
   * providers and of the ones that {@code _TYPE} variables make.
   */
  public static Set<String> names(Map<String, String> env, Catalogue catalogue) {
    Set<String> names = Variables.names(catalogue);
    new Environment(env, "", catalogue).made().forEach(start -> names.addAll(Variables.of(start)));
    return names;
  }

  private RouterConfig config() {
    Map<String, Object> providers = new LinkedHashMap<>();
    for (CatalogueRow row : catalogue.rows()) {
      if (wanted(row)) {
        providers.put(row.id(), provider(row.id(), row.provider().envPrefix(), row.keyNames()));
      }
    }
    for (String start : made()) {
      String id = start.toLowerCase(Locale.ROOT).replace('_', '-');
      providers.computeIfAbsent(id, made -> provider(made, start, List.of()));
    }
    tree.put("providers", providers);
    Variables.ROUTER.forEach((name, path) -> put(path, prefix + name, value(prefix + name)));
    Variables.ROUTER_MILLIS.forEach((name, path) -> put(path, prefix + name, millis(name)));
    checkSlips();
    checkSupabase();
    return ConfigMap.read(tree, faults);
  }

  /** A path by the variable it came from, for people who never saw the tree. */
  private String named(String path) {
    for (int end = path.length(); end > 0; end = cut(path, end)) {
      String variable = variables.get(path.substring(0, end));
      if (variable != null) {
        return variable;
      }
    }
    return path;
  }

  private static int cut(String path, int end) {
    return Math.max(path.lastIndexOf('.', end - 1), path.lastIndexOf('[', end - 1));
  }

  private boolean wanted(CatalogueRow row) {
    String start = row.provider().envPrefix();
    if (value(start + "_ENABLED") != null) {
      return true;
    }
    return row.provider().local()
        ? value(start + "_BASE_URL") != null
        : hasKey(start) || row.enablingKeys().stream().anyMatch(name -> value(name) != null);
  }

  private boolean hasKey(String start) {
    return value(start + "_API_KEY") != null || value(start + "_API_KEYS") != null;
  }

  /** What the names of the user's own providers begin with: a type, and a key or an address. */
  private Set<String> made() {
    Set<String> starts = new TreeSet<>();
    for (String name : env.keySet()) {
      String type = name.endsWith(TYPE) ? value(name) : null;
      String start = name.substring(0, Math.max(0, name.length() - TYPE.length()));
      boolean known = type != null && (type.equals("custom") || catalogue.row(type).isPresent());
      if (known && !start.isEmpty() && (hasKey(start) || value(start + "_BASE_URL") != null)) {
        starts.add(start);
      }
    }
    return starts;
  }

  private Map<String, Object> provider(String id, String start, List<String> keyNames) {
    Map<String, Object> provider = new LinkedHashMap<>();
    String path = "providers." + id + ".";
    Variables.PROVIDER.forEach(
        (suffix, key) -> {
          String name = conventional(start + suffix);
          String value = value(name);
          if (value != null) {
            provider.put(key, value);
            variables.put(path + key, name);
          }
        });
    String models = value(start + "_MODELS");
    if (models != null) {
      provider.put("models", Variables.list(models));
      variables.put(path + "models", start + "_MODELS");
    }
    String headers = value(start + "_HEADERS");
    if (headers != null) {
      variables.put(path + "headers", start + "_HEADERS");
      provider.put("headers", Variables.headers(path + "headers", headers, faults));
    }
    List<Object> accounts = accounts(path + "accounts", start, keyNames);
    if (!accounts.isEmpty()) {
      provider.put("accounts", accounts);
    }
    return provider;
  }

  /** The name itself, or another one that vendors' libraries read, where only that is set. */
  private String conventional(String name) {
    if (value(name) == null) {
      for (String other : Variables.CONVENTIONAL.getOrDefault(name, List.of())) {
        if (value(other) != null) {
          return other;
        }
      }
    }
    return name;
  }

  /** An account for each different key: of the first name that has one, then of the list. */
  private List<Object> accounts(String path, String start, List<String> keyNames) {
    Map<String, String> nameByKey = new LinkedHashMap<>();
    List<String> names = new ArrayList<>(List.of(start + "_API_KEY"));
    names.addAll(keyNames);
    names.stream()
        .filter(name -> value(name) != null)
        .findFirst()
        .ifPresent(name -> nameByKey.put(String.valueOf(value(name)), name));
    String several = start + "_API_KEYS";
    Variables.list(Section.or(value(several), ""))
        .forEach(key -> nameByKey.putIfAbsent(key, several));
    List<Object> accounts = new ArrayList<>();
    nameByKey.forEach(
        (key, name) -> {
          variables.put(path + "[" + accounts.size() + "]", name);
          accounts.add(Map.of("api-key", key));
        });
    return accounts;
  }

  private @Nullable String millis(String name) {
    String text = value(prefix + name);
    if (text != null && !text.matches("\\d{1,12}")) {
      faults.wrong(prefix + name, text, "a whole number of milliseconds");
      return null;
    }
    return text == null ? null : text + "ms";
  }

  private void put(String path, String name, @Nullable String value) {
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

  /** Under the prefix all names are ours: one that is nearly a known one is a slip. */
  private void checkSlips() {
    Set<String> known = new TreeSet<>();
    known.addAll(Variables.ROUTER.keySet());
    known.addAll(Variables.ROUTER_MILLIS.keySet());
    Set<String> ours = new TreeSet<>(prefix.isEmpty() ? Set.of() : env.keySet());
    ours.removeIf(name -> !name.startsWith(prefix) || value(name) == null);
    for (String name : ours) {
      String rest = name.substring(prefix.length());
      if (!known.contains(rest) && Faults.nearest(rest, known).isPresent()) {
        faults.unknown(name, rest, known);
      }
    }
  }

  /** Its address is of an API over HTTP, so state would silently stay in memory. */
  private void checkSupabase() {
    String name = prefix + "SUPABASE_URL";
    if (value(name) != null && value(prefix + "DATABASE_URL") == null) {
      faults.add(
          name,
          "names no database; set "
              + prefix
              + "DATABASE_URL to the project's connection string, which stands on its page"
              + " Connect");
    }
  }

  /** A variable's value; null if it is unset or empty. */
  private @Nullable String value(String name) {
    String value = env.get(name);
    return value == null || value.isBlank() ? null : value.strip();
  }
}
