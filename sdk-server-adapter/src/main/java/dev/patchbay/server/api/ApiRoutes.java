package dev.patchbay.server.api;

import dev.patchbay.Router;
import dev.patchbay.server.http.FaultWriter;
import dev.patchbay.server.http.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Everything clients with a key may ask, over one router. Thread-safe; close it after the last. */
public final class ApiRoutes implements AutoCloseable {
  /** Providers may take 15 s to list their models; a client's menu should not. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Router router;
  private final Pulse pulse;

  private ApiRoutes(Router router, Pulse pulse) {
    this.router = router;
    this.pulse = pulse;
  }

  /** The routes to a router, which stays its owner's. */
  public static ApiRoutes over(Router router, Pulse.Timing timing) {
    return new ApiRoutes(router, new Pulse(timing));
  }

  /** All of them. */
  public List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.addAll(new ChatRoutes(router, pulse).routes());
    routes.addAll(new CountRoutes(router).routes());
    routes.addAll(new ModelRoutes(new Offer(router, new ModelLists(router, PATIENCE))).routes());
    routes.addAll(new ConversationRoutes(router).routes());
    routes.addAll(new UsageRoutes(router).routes());
    routes.addAll(new ExplainRoutes(router).routes());
    return routes;
  }

  /** Tells faults in the forms of the protocols. */
  public FaultWriter faults() {
    return new ProtocolFaults(router::codec);
  }

  @Override
  public void close() {
    pulse.close();
  }
}
