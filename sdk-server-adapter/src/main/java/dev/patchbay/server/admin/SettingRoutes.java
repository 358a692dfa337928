package dev.patchbay.server.admin;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.config.DatabaseConfig;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Call;
import dev.patchbay.server.http.Fault;
import dev.patchbay.server.http.Route;
import dev.patchbay.server.roster.Draft;
import dev.patchbay.server.roster.Roster;
import dev.patchbay.server.roster.RosterView;
import dev.patchbay.server.roster.Trees;
import dev.patchbay.server.setup.Setup;
import dev.patchbay.store.database.DatabaseUrl;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code /admin/settings}: the settings of the configuration that are single values, by their
 * names. What is only read at the start is shown, and may be sent back as it is. Thread-safe.
 */
public final class SettingRoutes {
  private static final String PATH = "/admin/settings";

  private final Roster roster;
  private final Setup setup;

  private SettingRoutes(Roster roster, Setup setup) {
    this.roster = roster;
    this.setup = setup;
  }

  /**
   * The routes.
   *
   * @param setup what the server was started with
   */
  public static List<Route> routes(Roster roster, Setup setup) {
    SettingRoutes here = new SettingRoutes(roster, setup);
    return List.of(
        Route.admin("GET", PATH, call -> here.shown(roster.view())),
        Route.admin("POST", PATH, here::change));
  }

  private Answer shown(RosterView view) {
    Map<String, @Nullable Object> all = started(view);
    for (SettingField field : SettingField.values()) {
      all.put(field.json(), field.of(view.config()));
    }
    return Lists.one(200, all, SettingRoutes::write);
  }

  private static void write(JsonWriter out, Map<String, @Nullable Object> all) throws IOException {
    Trees.write(out, all);
  }

  /** What the server was started with. */
  private Map<String, @Nullable Object> started(RosterView view) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    DatabaseUrl database = view.config().database().url();
    all.put("host", setup.server().host());
    all.put("port", setup.server().port());
    all.put("database_type", type(database));
    all.put("database_url", database == null ? DatabaseConfig.MEMORY : database.toString());
    return all;
  }

  private static String type(@Nullable DatabaseUrl database) {
    return database == null
        ? DatabaseConfig.MEMORY
        : database.file().isPresent() ? "sqlite" : "postgresql";
  }

  private Answer change(Call call) throws IOException {
    Fields body = Fields.of(call);
    Map<String, @Nullable Object> started = started(roster.view());
    for (String name : body.names()) {
      if (started.containsKey(name)) {
        refuseOther(name, started.get(name), body.text(name));
      } else if (SettingField.of(name).isEmpty()) {
        throw unknown(name, started.keySet());
      }
    }
    return shown(Changes.make(roster, draft -> set(draft, body)));
  }

  private static void refuseOther(String name, @Nullable Object now, @Nullable String sent) {
    if (sent != null && !Objects.equals(String.valueOf(now), sent)) {
      throw Fault.invalid(
          name,
          name
              + " is read when the server starts; set it in the file or the environment, and"
              + " start it again");
    }
  }

  private static Fault unknown(String name, Iterable<String> started) {
    StringBuilder known = new StringBuilder(String.join(", ", started));
    for (SettingField field : SettingField.values()) {
      known.append(", ").append(field.json());
    }
    return Fault.invalid(
        name, "There is no setting '" + Words.shown(name) + "'; there are " + known);
  }

  private static void set(Draft draft, Fields body) {
    for (String name : body.names()) {
      SettingField.of(name)
          .ifPresent(
              field -> {
                Object value = body.value(name);
                boolean millis = name.endsWith("_ms") && value != null;
                put(draft.settings(), field.steps(), millis ? body.whole(name) + "ms" : value);
              });
    }
  }

  /** Null takes a change back. */
  private static void put(Map<String, Object> changes, String[] steps, @Nullable Object value) {
    Map<String, Object> at = changes;
    for (int i = 0; i < steps.length - 1; i++) {
      at = Trees.section(at, steps[i]);
    }
    String last = steps[steps.length - 1];
    if (value == null) {
      at.remove(last);
    } else if (!Fields.MASK.equals(value)) {
      at.put(last, value);
    }
    if (at.isEmpty() && steps.length > 1) {
      changes.remove(steps[0]);
    }
  }
}
