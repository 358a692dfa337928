package dev.patchbay.server.admin;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.config.DatabaseConfig;
import dev.patchbay.config.LogConfig;
import dev.patchbay.server.roster.RosterView;
import dev.patchbay.server.roster.Source;
import dev.patchbay.server.roster.Trees;
import dev.patchbay.server.setup.Origin;
import dev.patchbay.server.setup.Setup;
import dev.patchbay.store.database.DatabaseUrl;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The configuration in force as one document, credentials masked, with where each value comes from.
 * What nobody said is there with its default. One thread.
 */
final class ConfigDocument {
  private static final List<String> WHOLE = List.of("mappings", "rules", "prices", "budgets");

  private final RosterView view;
  private final Setup setup;
  private final Map<String, @Nullable Object> document = new LinkedHashMap<>();
  private final Map<String, Object> sources = new LinkedHashMap<>();

  private ConfigDocument(RosterView view, Setup setup) {
    this.view = view;
    this.setup = setup;
  }

  /** What counts now. */
  static Map<String, @Nullable Object> of(RosterView view, Setup setup) {
    ConfigDocument here = new ConfigDocument(view, setup);
    here.server();
    here.alerts();
    here.settings();
    here.keys();
    here.providers();
    WHOLE.forEach(here::whole);
    here.document.put("sources", here.sources);
    here.document.put("faults", view.faults());
    return here.document;
  }

  /** Writes it. */
  static void write(JsonWriter out, Map<String, @Nullable Object> document) throws IOException {
    Trees.write(out, document);
  }

  @SuppressWarnings("unchecked") // all keys of a document are texts
  private static Map<String, @Nullable Object> below(
      Map<String, @Nullable Object> document, String key) {
    return (Map<String, @Nullable Object>)
        document.computeIfAbsent(key, name -> new LinkedHashMap<String, @Nullable Object>());
  }

  private void server() {
    Map<String, @Nullable Object> server = new LinkedHashMap<>(setup.server().tree());
    server.forEach((key, value) -> note("server." + Words.snake(key), "server." + key));
    server.putIfAbsent("tls", null);
    document.put("server", snake(server));
    DatabaseUrl url = view.config().database().url();
    Map<String, @Nullable Object> kept = below(document, "database");
    kept.put("url", url == null ? DatabaseConfig.MEMORY : url.toString());
    kept.put(
        "durability",
        view.config().database().durability().name().toLowerCase(java.util.Locale.ROOT));
    kept.keySet().forEach(key -> note("database." + key, "database." + key, "database", key));
  }

  private void alerts() {
    Map<String, @Nullable Object> alerts = new LinkedHashMap<>(setup.alerts().tree());
    alerts.putIfAbsent("webhook", null);
    alerts.keySet().forEach(key -> note("alerts." + Words.snake(key), "alerts." + key));
    document.put("alerts", snake(alerts));
  }

  private void settings() {
    for (SettingField field : SettingField.values()) {
      String[] steps = field.steps();
      Map<String, @Nullable Object> at = document;
      for (int i = 0; i < steps.length - 1; i++) {
        at = below(at, Words.snake(steps[i]));
      }
      at.put(Words.snake(steps[steps.length - 1]), field.of(view.config()));
      note(Words.snake(field.path()), field.path(), steps);
    }
  }

  /** How many there are, no more. */
  private void keys() {
    LogConfig config = view.config().log();
    Map<String, @Nullable Object> log = below(document, "log");
    log.put("encryption_key", config.encryptionKey() == null ? null : Fields.MASK);
    log.put(
        "old_encryption_keys",
        config.oldEncryptionKeys().stream().map(key -> Fields.MASK).toList());
    ConfigPatch.KEYS.forEach(key -> note("log." + Words.snake(key), "log." + key, "log", key));
  }

  private void providers() {
    Map<String, @Nullable Object> all = below(document, "providers");
    Trees.map(view.tree(), "providers")
        .forEach(
            (id, value) ->
                all.put(id, provider(id, Trees.map(Trees.map(view.tree(), "providers"), id))));
  }

  private Map<String, Object> provider(String id, Map<String, Object> tree) {
    Map<String, Object> shown = new LinkedHashMap<>();
    tree.forEach(
        (key, value) -> {
          String name = Words.snake(key);
          if (key.equals("accounts")) {
            shown.put(name, accounts(id, value));
          } else {
            shown.put(name, nested(key, value));
            note(
                "providers." + id + "." + name,
                "providers." + id + "." + key,
                "providers",
                id,
                key);
          }
        });
    return shown;
  }

  private List<Object> accounts(String id, @Nullable Object value) {
    List<Object> all = new java.util.ArrayList<>();
    for (Object one : value instanceof List<?> list ? list : List.of()) {
      Map<String, Object> account = one instanceof Map<?, ?> map ? Trees.copy(map) : Map.of();
      String place = "providers." + id + ".accounts[" + all.size() + "].";
      String name = String.valueOf(account.get("name"));
      account
          .keySet()
          .forEach(
              key ->
                  note(
                      place + Words.snake(key),
                      place + key,
                      "providers",
                      id,
                      "accounts",
                      name,
                      key));
      all.add(nested("accounts", account));
    }
    return all;
  }

  private void whole(String key) {
    Object value = view.tree().get(key);
    boolean names = key.equals("mappings");
    document.put(
        key,
        value == null
            ? names ? Map.of() : List.of()
            : names ? Masking.masked(key, value) : nested(key, value));
    if (value instanceof Map<?, ?> map) {
      map.keySet().forEach(name -> note(key + "." + name, key + "." + name, key, "" + name));
    } else if (value != null) {
      note(key, key, key);
    }
  }

  /** Masked, and its keys in snake case, but for the names of headers. */
  private static @Nullable Object nested(String key, @Nullable Object value) {
    Object masked = Masking.masked(key, value);
    return key.equals("headers") ? masked : snake(masked);
  }

  private static @Nullable Object snake(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(ConfigDocument::snake).toList();
    }
    if (!(value instanceof Map<?, ?> map)) {
      return value;
    }
    Map<String, Object> snake = new LinkedHashMap<>();
    map.forEach((key, one) -> snake.put(Words.snake(String.valueOf(key)), snake(one)));
    return snake;
  }

  /** Where the value at a place of the document comes from, by its path in the configuration. */
  private void note(String place, String path, String... steps) {
    Map<String, @Nullable Object> source = new LinkedHashMap<>();
    Source layer = steps.length == 0 ? Source.DEFAULT : view.source(steps);
    Origin origin = layer == Source.STORED ? Origin.DEFAULT : setup.origins().of(path);
    boolean said = origin.kind() != Origin.Kind.DEFAULT;
    source.put("source", said ? origin.kind().word() : layer.word());
    source.put("at", said ? origin.at() : null);
    sources.put(place, source);
  }
}
