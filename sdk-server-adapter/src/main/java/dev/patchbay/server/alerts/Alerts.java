package dev.patchbay.server.alerts;

import dev.patchbay.Router;
import dev.patchbay.access.ApiKey;
import dev.patchbay.alert.Alert;
import dev.patchbay.alert.AlertPage;
import dev.patchbay.alert.AlertState;
import dev.patchbay.alert.AlertStore;
import dev.patchbay.event.RouteListener;
import dev.patchbay.failure.StoreException;
import dev.patchbay.server.setup.AlertConfig;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches a router. Its listener is given to the router before that is built; then it is started if
 * this process serves: who only asks, as commands do, is told what was found and finds nothing.
 * Thread-safe.
 */
public final class Alerts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);

  /** On a thread of its own: what others look after must not wait for a slow database twice. */
  private static final long TICK_MILLIS = Duration.ofSeconds(5).toMillis();

  private static final int ID_BYTES = 10;

  private final AlertStore store;
  private final AlertConfig config;
  private final Supplier<List<ApiKey>> keys;
  private final Clock clock;
  private final Traffic traffic;
  private final @Nullable Webhook webhook;
  private final Board board;
  private final SecureRandom random = new SecureRandom();
  private @Nullable ScheduledExecutorService thread;

  private Alerts(
      AlertStore store,
      AlertConfig config,
      Supplier<List<ApiKey>> keys,
      Consumer<News> listener,
      @Nullable Webhook webhook,
      Clock clock) {
    this.store = store;
    this.config = config;
    this.keys = keys;
    this.clock = clock;
    this.traffic = new Traffic(config.window());
    this.webhook = webhook;
    this.board = new Board(store, this::id, listener, this::post);
  }

  /**
   * Alerts that are kept in a store.
   *
   * @param keys the API keys of now; may throw a {@link StoreException}
   * @param listener is told what happens to them, on a thread that it must not hold
   */
  public static Alerts of(
      AlertStore store,
      AlertConfig config,
      Supplier<List<ApiKey>> keys,
      Consumer<News> listener,
      Clock clock) {
    Webhook webhook = config.webhook() == null ? null : Webhook.to(config.webhook());
    return new Alerts(store, config, keys, listener, webhook, clock);
  }

  private String id() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return "al_" + HexFormat.of().formatHex(bytes);
  }

  private void post(News news) {
    if (webhook != null) {
      webhook.post(news);
    }
  }

  /** What hears of the router. */
  public RouteListener listener() {
    return traffic;
  }

  /** Looks every few seconds from now on; once. */
  public synchronized void start(Router router) {
    ScheduledExecutorService made =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread next = new Thread(task, "patchbay-alerts");
              next.setDaemon(true);
              return next;
            });
    made.scheduleWithFixedDelay(
        () -> quietly(router), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    thread = made;
  }

  /** Never throws: a task that does is not run again. */
  private void quietly(Router router) {
    try {
      look(router);
    } catch (RuntimeException e) {
      LOG.warn("Alerts could not be looked for", e);
    }
  }

  /** Looks now. A store that fails is found, and not thrown. */
  public void look(Router router) {
    Instant now = clock.instant();
    try {
      Scene scene =
          new Scene(
              router.accounts().list(),
              router.budgets(),
              router.health().ledger(),
              keys.get(),
              traffic.recent(now));
      board.take(Causes.of(scene, config, now), now);
    } catch (StoreException e) {
      LOG.debug("Alerts can't be kept", e);
      board.failed(now);
    }
  }

  /** Those that last, as they were at the last look; nothing is asked. */
  public List<Alert> unresolved() {
    return board.unresolved();
  }

  /**
   * A page, the newest first. While the store fails, those that last as far as they are known.
   *
   * @throws IllegalArgumentException if the cursor is none
   */
  public AlertPage list(@Nullable AlertState state, @Nullable String cursor, int limit) {
    try {
      return store.list(state, cursor, limit);
    } catch (StoreException e) {
      if (board.outage().isEmpty()) {
        throw e;
      }
      return new AlertPage(
          board.unresolved().stream()
              .filter(alert -> state == null || alert.state() == state)
              .limit(limit)
              .toList(),
          null);
    }
  }

  /**
   * Somebody knows of it.
   *
   * @return how it is then; empty if there is none of that id
   */
  public Optional<Alert> acknowledge(String id) {
    return board.acknowledge(id, clock.instant());
  }

  /** Somebody knows of all that are open. @return how many they were */
  public int acknowledgeAll() {
    return board.acknowledgeAll(clock.instant());
  }

  /** Looks no more. Idempotent. */
  @Override
  public synchronized void close() {
    if (thread != null) {
      thread.shutdownNow();
    }
    if (webhook != null) {
      webhook.close();
    }
  }
}
