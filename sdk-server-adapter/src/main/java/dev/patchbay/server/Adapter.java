package dev.patchbay.server;

import dev.patchbay.Router;
import dev.patchbay.server.api.ApiRoutes;
import dev.patchbay.server.api.Pulse;
import dev.patchbay.server.http.Access;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Call;
import dev.patchbay.server.http.Caller;
import dev.patchbay.server.http.Front;
import dev.patchbay.server.http.Gate;
import dev.patchbay.server.http.Route;
import dev.patchbay.server.http.RouteTable;
import dev.patchbay.server.setup.Setup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything behind the socket: the router, what is kept beside it, and the routes to both. The
 * server answers over HTTP what this answers; the command line asks it in process. Thread-safe.
 */
public final class Adapter implements AutoCloseable {
  private final Router router;
  private final ApiRoutes api;
  private final RouteTable routes;
  private final Front front;

  private Adapter(Router router, ApiRoutes api, RouteTable routes, Front front) {
    this.router = router;
    this.api = api;
    this.routes = routes;
    this.front = front;
  }

  /** Opens the stores and builds the router; nothing listens yet. */
  public static Adapter open(Setup setup) {
    return open(setup, Pulse.Timing.DEFAULT);
  }

  /** As {@link #open(Setup)}, with another pulse of silent streams. */
  static Adapter open(Setup setup, Pulse.Timing pulse) {
    Router router = Router.builder().config(setup.tree()).allowNoProvider().build();
    ApiRoutes api = ApiRoutes.over(router, pulse);
    List<Route> all = new ArrayList<>(api.routes());
    all.add(Route.of("GET", "/health", Access.PUBLIC, call -> Answer.json("{\"status\":\"ok\"}")));
    RouteTable routes = new RouteTable(all);
    Gate gate = (call, access) -> Caller.LOCAL;
    return new Adapter(router, api, routes, new Front(routes, gate, api.faults()));
  }

  /** The answer to a call, be it a fault. */
  public Answer answer(Call call) throws IOException {
    return front.answer(call);
  }

  /** The router behind it. */
  public Router router() {
    return router;
  }

  /** Every route there is. */
  public RouteTable routes() {
    return routes;
  }

  /** Lets live calls end for a while; see {@link Router#close}. Idempotent. */
  @Override
  public void close() {
    router.close();
    api.close();
  }
}
