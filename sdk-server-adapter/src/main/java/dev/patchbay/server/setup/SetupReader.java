package dev.patchbay.server.setup;

import dev.patchbay.config.ConfigException;
import dev.patchbay.config.ConfigResolver;
import dev.patchbay.config.Faults;
import dev.patchbay.config.source.ConfigMap;
import dev.patchbay.config.source.Environment;
import dev.patchbay.config.source.EnvironmentTree;
import dev.patchbay.config.source.Placeholders;
import dev.patchbay.provider.Catalogue;
import dev.patchbay.secret.Secret;
import dev.patchbay.wire.Protocol;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what the server is told: the file, the variables over it, the flags over both. */
public final class SetupReader {
  private static final String DEFAULT_DATABASE = "jdbc:sqlite:patchbay.db";
  private static final String DATABASE_URL = "database.url";

  private final Flags flags;
  private final Surroundings around;
  private final YamlFile file;
  private final Map<String, Origin> said = new LinkedHashMap<>();

  private SetupReader(Flags flags, Surroundings around) {
    this.flags = flags;
    this.around = around;
    String named = around.value("CONFIG");
    Path config = flags.config();
    Path path = config != null || named == null ? config : Path.of(named);
    this.file = path == null ? YamlFile.NONE : YamlFile.read(path);
  }

  /**
   * Reads it.
   *
   * @throws ConfigException naming what is wrong, and the line or the variable it comes from
   */
  public static Setup read(Flags flags, Surroundings around) {
    SetupReader reader = new SetupReader(flags, around);
    try {
      return reader.setup();
    } catch (ConfigException e) {
      throw new Origins(reader.said, reader.file).explained(e);
    }
  }

  private Setup setup() {
    Map<String, Object> tree = Placeholders.fill(file.tree(), around.raw());
    Object section = tree.remove("server");
    Object watched = tree.remove("alerts");
    Faults faults = new Faults(this::named);
    Names.check(around.raw(), file, faults);
    tree = withVariables(tree);
    tree = withDatabase(tree, faults);
    ServerConfig config = server(section, faults);
    AlertConfig alerts = alerts(watched, faults);
    faults.refuseIfAny();
    ConfigResolver.resolve(
        ConfigMap.read(tree), Catalogue.load(), EnumSet.allOf(Protocol.class), true);
    return new Setup(
        config,
        alerts,
        tree,
        secret("ADMIN_TOKEN"),
        secret("SCRAPE_TOKEN"),
        secret("SECRET_KEY"),
        secrets("SECRET_KEY_OLD"),
        new Origins(said, file));
  }

  private Map<String, Object> withVariables(Map<String, Object> tree) {
    Map<String, String> bare = around.bare();
    // Whether another place names a database is not known there.
    bare.remove("SUPABASE_URL");
    try {
      EnvironmentTree over = Environment.said(bare, "", Catalogue.load());
      Map<String, Object> merged = Layers.merge(tree, over.tree());
      over.variables()
          .forEach(
              (path, name) ->
                  Layers.moved(path, over.tree(), merged).ifPresent(place -> note(place, name)));
      return merged;
    } catch (ConfigException e) {
      throw new ConfigException(e.faults().stream().map(this::named).toList());
    }
  }

  /** A fault that begins with a bare name, by the name that stands there. */
  private String named(String fault) {
    int colon = fault.indexOf(':');
    String bare = colon < 0 ? fault : fault.substring(0, colon);
    return around.origin(bare).map(Origin::toString).orElse(bare) + fault.substring(bare.length());
  }

  private void note(String path, String bare) {
    around.origin(bare).ifPresent(origin -> said.put(path, origin));
  }

  private Map<String, Object> withDatabase(Map<String, Object> tree, Faults faults) {
    Map<String, Object> merged =
        Layers.merge(Map.of("database", Map.of("url", DEFAULT_DATABASE)), tree);
    String flag = flags.database();
    if (flag != null) {
      said.put(DATABASE_URL, new Origin(Origin.Kind.FLAG, "--database"));
      return Layers.merge(merged, Map.of("database", Map.of("url", flag)));
    }
    Object url = tree.get("database") instanceof Map<?, ?> database ? database.get("url") : null;
    DatabaseChoice.check(around, url == null ? null : url.toString(), faults);
    return merged;
  }

  private ServerConfig server(@Nullable Object section, Faults faults) {
    Map<Object, Object> server = section("server", section, faults);
    variable("server.host", server, "HOST");
    variable("server.port", server, "PORT");
    flag("host", flags.host(), server);
    flag("port", flags.port(), server);
    return new ServerSection(server, faults).read();
  }

  private AlertConfig alerts(@Nullable Object section, Faults faults) {
    Map<Object, Object> alerts = section("alerts", section, faults);
    AlertSection.KEYS.forEach(key -> variable("alerts." + key, alerts, AlertSection.variable(key)));
    return new AlertSection(alerts, faults).read();
  }

  private static Map<Object, Object> section(String name, @Nullable Object value, Faults faults) {
    if (value != null && !(value instanceof Map)) {
      faults.add(name, "expected a map of keys to values");
    }
    return new LinkedHashMap<>(value instanceof Map<?, ?> map ? map : Map.of());
  }

  private void variable(String path, Map<Object, Object> section, String name) {
    String value = around.value(name);
    if (value != null) {
      section.put(path.substring(path.indexOf('.') + 1), value);
      note(path, name);
    }
  }

  private void flag(String key, @Nullable Object value, Map<Object, Object> server) {
    if (value != null) {
      server.put(key, value);
      said.put("server." + key, new Origin(Origin.Kind.FLAG, "--" + key));
    }
  }

  /** Several with commas. */
  private List<Secret> secrets(String name) {
    String value = around.value(name);
    return Arrays.stream(value == null ? new String[0] : value.split(",", -1))
        .filter(one -> !one.isBlank())
        .map(Secret::of)
        .toList();
  }

  private @Nullable Secret secret(String name) {
    String value = around.value(name);
    return value == null ? null : Secret.of(value);
  }
}
