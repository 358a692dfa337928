package dev.patchbay.server.guard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.patchbay.access.ApiKey;
import dev.patchbay.server.http.Call;
import dev.patchbay.server.http.Fault;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Holds API keys to their requests per minute, each process by itself. Thread-safe.
 *
 * <p>What counts are requests for an answer. Reading lists, counting tokens and asking for a plan
 * do not: coding agents count tokens dozens of times a second when they start.
 */
final class Rates {
  private static final List<String> FREE =
      List.of("/count_tokens", "/input_tokens", ":countTokens", "/route/explain");

  private final Clock clock;
  private final Cache<String, Minute> minutes =
      Caffeine.newBuilder().expireAfterAccess(Duration.ofMinutes(2)).build();

  Rates(Clock clock) {
    this.clock = clock;
  }

  /**
   * Counts a call.
   *
   * @throws Fault 429 if it is one too many
   */
  void count(ApiKey key, Call call) {
    Integer limit = key.requestsPerMinute();
    if (limit == null
        || !call.method().equals("POST")
        || FREE.stream().anyMatch(call.path()::endsWith)) {
      return;
    }
    Minute minute = minutes.get(key.id(), id -> new Minute());
    Duration wait = minute.take(limit, clock.instant());
    if (!wait.isZero()) {
      throw Fault.later(
          "This API key may make "
              + limit
              + " requests per minute; try again in "
              + wait.toSeconds()
              + " s",
          wait);
    }
  }
}
