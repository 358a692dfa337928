package dev.patchbay.server.monitor;

import dev.patchbay.Router;
import dev.patchbay.event.RouteListener;
import dev.patchbay.server.alerts.Alerts;
import dev.patchbay.server.alerts.News;
import dev.patchbay.server.http.Access;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Route;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at a server while it runs. Its listener is given to the router before that is built, its
 * routes are had after. Thread-safe. Close it first.
 */
public final class Monitor implements AutoCloseable {
  private final Clock clock;
  private final Feed feed = new Feed();
  private volatile boolean draining;

  /** A monitor that knows the time by this clock. */
  public Monitor(Clock clock) {
    this.clock = clock;
  }

  /** What hears of the router for those who watch. */
  public RouteListener listener() {
    return feed;
  }

  /** Tells those who watch what happened to an alert. */
  public void alert(News news) {
    feed.alert(news);
  }

  /** The routes to what there is to see of a router and its alerts. */
  public List<Route> routes(Router router, Alerts alerts) {
    feed.follow(router.requests());
    Readiness readiness = new Readiness(router);
    Overview overview = new Overview(router, clock);
    RequestRoutes requests = new RequestRoutes(router.requests());
    FeedRoute stream = new FeedRoute(feed, router.requests());
    List<Route> routes = new ArrayList<>();
    routes.add(
        Route.of("GET", "/health", Access.PUBLIC, call -> Answer.json("{\"status\":\"ok\"}")));
    routes.add(
        Route.of("GET", "/ready", Access.PUBLIC, call -> ready(!draining && readiness.isReady())));
    OpenApi description = OpenApi.load();
    routes.add(Route.of("GET", "/openapi.json", Access.KEY, call -> description.answer()));
    routes.add(Route.admin("GET", "/monitor", overview::answer));
    routes.add(Route.admin("GET", "/monitor/requests", requests::list));
    routes.add(Route.admin("GET", "/monitor/requests/{id}", requests::one));
    routes.add(Route.admin("GET", "/monitor/stream", stream::answer));
    AlertRoutes needs = new AlertRoutes(alerts);
    routes.add(Route.admin("GET", "/monitor/alerts", needs::list));
    routes.add(Route.admin("POST", "/monitor/alerts/{id}/acknowledge", needs::acknowledge));
    routes.add(Route.admin("POST", "/monitor/alerts/acknowledge-all", needs::acknowledgeAll));
    return routes;
  }

  /** The public learns that it is so, not why. */
  private static Answer ready(boolean is) {
    return is
        ? Answer.json("{\"status\":\"ready\"}")
        : Answer.json(503, "{\"status\":\"unavailable\"}").with("retry-after", "1");
  }

  /**
   * From now on it is not ready: no more calls should be sent here. Streams of those who watch end,
   * so that nobody waits for them. Idempotent.
   */
  @Override
  public void close() {
    draining = true;
    feed.close();
  }
}
