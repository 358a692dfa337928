package dev.patchbay.server.admin;

import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Call;
import dev.patchbay.server.http.Route;
import dev.patchbay.server.roster.Roster;
import dev.patchbay.server.roster.RosterView;
import dev.patchbay.server.setup.Setup;
import java.io.IOException;
import java.util.List;

/** {@code /config}: all of the configuration. Changes count for the next request. Thread-safe. */
public final class ConfigRoutes {
  private static final String PATH = "/config";

  private final Roster roster;
  private final Setup setup;

  private ConfigRoutes(Roster roster, Setup setup) {
    this.roster = roster;
    this.setup = setup;
  }

  /**
   * The routes.
   *
   * @param setup what the server was started with
   */
  public static List<Route> routes(Roster roster, Setup setup) {
    ConfigRoutes here = new ConfigRoutes(roster, setup);
    return List.of(
        Route.admin("GET", PATH, call -> here.shown(roster.view())),
        Route.admin("PATCH", PATH, here::change));
  }

  private Answer change(Call call) throws IOException {
    Fields body = Fields.of(call);
    return shown(Changes.make(roster, draft -> ConfigPatch.apply(body, draft)));
  }

  private Answer shown(RosterView view) {
    return Lists.one(200, ConfigDocument.of(view, setup), ConfigDocument::write);
  }
}
