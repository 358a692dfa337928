package dev.patchbay.server;

import dev.patchbay.Router;
import dev.patchbay.RouterBuilder;
import dev.patchbay.server.admin.AccountRoutes;
import dev.patchbay.server.admin.ConfigRoutes;
import dev.patchbay.server.admin.ModelRefreshRoute;
import dev.patchbay.server.admin.ProviderRoutes;
import dev.patchbay.server.admin.ProviderTestRoute;
import dev.patchbay.server.admin.SettingRoutes;
import dev.patchbay.server.alerts.Alerts;
import dev.patchbay.server.api.ApiRoutes;
import dev.patchbay.server.api.Pulse;
import dev.patchbay.server.guard.KeyGate;
import dev.patchbay.server.guard.KeyRoutes;
import dev.patchbay.server.guard.Keys;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Call;
import dev.patchbay.server.http.Caller;
import dev.patchbay.server.http.Front;
import dev.patchbay.server.http.Route;
import dev.patchbay.server.http.RouteTable;
import dev.patchbay.server.metrics.Metrics;
import dev.patchbay.server.monitor.Monitor;
import dev.patchbay.server.roster.Roster;
import dev.patchbay.server.setup.Setup;
import dev.patchbay.server.upkeep.UpkeepRoutes;
import dev.patchbay.store.Stores;
import dev.patchbay.trace.RequestIds;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Everything behind the socket: the router, what is kept beside it, and the routes to both. The
 * server answers over HTTP what this answers; the command line asks it in process. Thread-safe.
 */
public final class Adapter implements AutoCloseable {
  private final Kept kept;
  private final Router router;
  private final ApiRoutes api;
  private final Keys keys;
  private final Monitor monitor;
  private final Alerts alerts;
  private final RouteTable routes;
  private final Front front;

  private Adapter(
      Setup setup,
      Kept kept,
      Router router,
      Metrics metrics,
      Monitor monitor,
      Alerts alerts,
      Pulse.Timing pulse,
      Clock clock) {
    Stores stores = kept.stores();
    Roster roster = kept.roster();
    this.kept = kept;
    this.router = router;
    this.api = ApiRoutes.over(router, pulse);
    this.keys = Keys.of(stores.apiKeys(), clock);
    this.monitor = monitor;
    this.alerts = alerts;
    List<Route> all = new ArrayList<>(api.routes());
    all.addAll(
        KeyRoutes.routes(
            keys, stores.tenants(), clock, new SecureRandom(), roster::has, roster::refresh));
    all.addAll(ProviderRoutes.routes(roster));
    all.addAll(ProviderTestRoute.routes(roster, router));
    all.addAll(ModelRefreshRoute.routes(router));
    all.addAll(AccountRoutes.routes(roster, router));
    all.addAll(ConfigRoutes.routes(roster, setup));
    all.addAll(SettingRoutes.routes(roster, setup));
    all.addAll(metrics.routes(router, alerts));
    all.addAll(monitor.routes(router, alerts));
    all.addAll(UpkeepRoutes.routes(router));
    this.routes = new RouteTable(all);
    RequestIds ids = new RequestIds(new SecureRandom(), clock);
    this.front = new Front(routes, new KeyGate(setup, keys, clock), api.faults(), ids::next);
  }

  /**
   * Opens the stores and builds the router; nothing listens yet.
   *
   * @throws dev.patchbay.config.ConfigException if the configuration can't be used
   * @throws dev.patchbay.failure.StoreException if the database can't be opened
   */
  public static Adapter open(Setup setup) {
    return open(setup, Pulse.Timing.DEFAULT, UnaryOperator.identity());
  }

  /** As {@link #open(Setup)}, with another pulse of silent streams, and other parts: for tests. */
  static Adapter open(Setup setup, Pulse.Timing pulse, UnaryOperator<RouterBuilder> parts) {
    Kept kept = Kept.open(setup);
    try {
      Clock clock = Clock.systemUTC();
      kept.roster().budgets(Keys.of(kept.stores().apiKeys(), clock)::budgets);
      Metrics metrics = new Metrics();
      Monitor monitor = new Monitor(clock);
      Stores stores = kept.stores();
      Alerts alerts =
          Alerts.of(stores.alerts(), setup.alerts(), stores.apiKeys()::all, monitor::alert, clock);
      Router router =
          parts
              .apply(Router.builder())
              .config(kept.roster().view().config())
              .stores(kept.stores())
              .seal(kept.vault().derived("compaction"))
              .allowNoProvider()
              .listener(metrics.listener())
              .listener(monitor.listener())
              .listener(alerts.listener())
              .build();
      kept.roster().start(router::reconfigure);
      return new Adapter(setup, kept, router, metrics, monitor, alerts, pulse, clock);
    } catch (RuntimeException e) {
      kept.close();
      throw e;
    }
  }

  /** The answer to a call, be it a fault. */
  public Answer answer(Call call) throws IOException {
    return answer(call, caller -> {});
  }

  /** The answer to a call, be it a fault; tells who makes it once that is known. */
  public Answer answer(Call call, Consumer<Caller> admitted) throws IOException {
    return front.answer(call, admitted);
  }

  /** The router behind it. */
  public Router router() {
    return router;
  }

  /** The API keys that are asked for. */
  Keys keys() {
    return keys;
  }

  /** What was changed at run time, over what was configured. */
  public Roster roster() {
    return kept.roster();
  }

  /** Every route there is. */
  public RouteTable routes() {
    return routes;
  }

  /** What needs somebody. */
  public Alerts alerts() {
    return alerts;
  }

  /** From now on it looks for what needs somebody; once. */
  void watch() {
    alerts.start(router);
  }

  /** From now on it says that it is not ready, while what is live may end. Idempotent. */
  public void drain() {
    monitor.close();
  }

  /** Lets live calls end for a while; see {@link Router#close}. Idempotent. */
  @Override
  public void close() {
    drain();
    alerts.close();
    router.close();
    api.close();
    kept.close();
  }
}
