package dev.patchbay.server.setup;

import dev.patchbay.config.Faults;
import dev.patchbay.config.source.ConfigMap;
import dev.patchbay.config.source.Environment;
import dev.patchbay.config.source.Placeholders;
import dev.patchbay.provider.Catalogue;
import dev.patchbay.secret.Secret;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the server is told: the file, the environment over it, the flags over both. Of a
 * variable's two names, bare and beginning with {@code PATCHBAY_}, the longer wins. Stateless.
 */
public final class SetupReader {
  private static final String DEFAULT_DATABASE = "jdbc:sqlite:patchbay.db";

  private SetupReader() {}

  /**
   * Reads it.
   *
   * @param file null for the one {@code PATCHBAY_CONFIG} names, if any
   * @param database URL of the database; null if no flag says
   * @throws dev.patchbay.config.ConfigException naming what is wrong
   */
  public static Setup read(
      @Nullable Path file,
      @Nullable String host,
      @Nullable Integer port,
      @Nullable String database,
      Map<String, String> environment) {
    Map<String, String> env = bare(environment);
    String named = env.get("CONFIG");
    Path source = file != null || named == null ? file : Path.of(named);
    Map<String, Object> tree =
        source == null
            ? new LinkedHashMap<>()
            : Placeholders.fill(YamlFile.read(source), environment);
    Object section = tree.remove("server");
    tree = Layers.merge(tree, Environment.tree(env, "", Catalogue.load()));
    tree = withDatabase(tree, database);
    Faults faults = new Faults();
    if (section != null && !(section instanceof Map)) {
      faults.add("server", "expected a map of keys to values");
    }
    Map<Object, Object> server =
        new LinkedHashMap<>(section instanceof Map<?, ?> map ? map : Map.of());
    put(server, "host", host == null ? env.get("HOST") : host);
    put(server, "port", port == null ? env.get("PORT") : port);
    ServerConfig config = new ServerSection(server, faults).read();
    faults.refuseIfAny();
    ConfigMap.read(tree);
    return new Setup(
        config,
        tree,
        secret(env, "ADMIN_TOKEN"),
        secret(env, "SCRAPE_TOKEN"),
        secret(env, "SECRET_KEY"));
  }

  private static Map<String, String> bare(Map<String, String> environment) {
    Map<String, String> env = new LinkedHashMap<>(environment);
    // Without their prefix these would be anybody's.
    env.keySet()
        .removeAll(java.util.List.of("CONFIG", "ADMIN_TOKEN", "SCRAPE_TOKEN", "SECRET_KEY"));
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(Environment.PREFIX) && !value.isBlank()) {
            env.put(name.substring(Environment.PREFIX.length()), value.strip());
          }
        });
    return env;
  }

  private static Map<String, Object> withDatabase(Map<String, Object> tree, @Nullable String url) {
    Map<String, Object> merged =
        Layers.merge(Map.of("database", Map.of("url", DEFAULT_DATABASE)), tree);
    return url == null ? merged : Layers.merge(merged, Map.of("database", Map.of("url", url)));
  }

  private static void put(Map<Object, Object> map, String key, @Nullable Object value) {
    if (value != null && !value.toString().isBlank()) {
      map.put(key, value);
    }
  }

  private static @Nullable Secret secret(Map<String, String> env, String name) {
    String value = env.get(name);
    return value == null ? null : Secret.of(value);
  }
}
