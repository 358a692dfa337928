package dev.patchbay.server.cli;

import dev.patchbay.config.ConfigException;
import dev.patchbay.provider.Catalogue;
import dev.patchbay.provider.CatalogueRow;
import dev.patchbay.secret.Secret;
import dev.patchbay.server.setup.ServerConfig;
import dev.patchbay.server.setup.Setup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The file, the keys of known providers in the environment, and the flags. */
final class StartSetup {
  private StartSetup() {}

  static Setup read(
      @Nullable Path file,
      @Nullable String host,
      @Nullable Integer port,
      @Nullable String database,
      Map<String, String> env) {
    Map<String, Object> tree = new LinkedHashMap<>(file == null ? Map.of() : load(file));
    Map<?, ?> server = tree.remove("server") instanceof Map<?, ?> map ? map : Map.of();
    if (!tree.containsKey("providers")) {
      tree.put("providers", providers(env));
    }
    String url = database == null ? env.get("DATABASE_URL") : database;
    if (url != null || !tree.containsKey("database")) {
      tree.put("database", Map.of("url", url == null ? "jdbc:sqlite:patchbay.db" : url));
    }
    ServerConfig config = ServerConfig.DEFAULT;
    Object givenPort = port != null ? port : env.getOrDefault("PORT", text(server.get("port")));
    if (givenPort != null && !givenPort.toString().isEmpty()) {
      config = config.withPort(Integer.parseInt(givenPort.toString()));
    }
    String givenHost = host != null ? host : env.getOrDefault("HOST", text(server.get("host")));
    if (!givenHost.isEmpty()) {
      config = config.withHost(givenHost);
    }
    String token = env.get("PATCHBAY_ADMIN_TOKEN");
    return new Setup(config, tree, token == null ? null : Secret.of(token), null, null);
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  private static Map<String, Object> providers(Map<String, String> env) {
    Map<String, Object> providers = new LinkedHashMap<>();
    for (CatalogueRow row : Catalogue.load().rows()) {
      String start = row.provider().envPrefix();
      String key = env.get(start + "_API_KEY");
      if (key != null) {
        Map<String, Object> provider = new LinkedHashMap<>();
        provider.put("accounts", List.of(Map.of("name", "main", "api-key", key)));
        if (env.containsKey(start + "_BASE_URL")) {
          provider.put("base-url", env.get(start + "_BASE_URL"));
        }
        providers.put(row.id(), provider);
      }
    }
    return providers;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> load(Path file) {
    try {
      Object read =
          new Load(LoadSettings.builder().setLabel(file.toString()).build())
              .loadFromString(Files.readString(file));
      return read instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    } catch (IOException e) {
      throw new ConfigException(List.of(file + ": cannot be read: " + e.getMessage()));
    }
  }
}
