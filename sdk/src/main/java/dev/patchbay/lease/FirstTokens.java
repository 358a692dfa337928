package dev.patchbay.lease;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.patchbay.account.Account;
import java.time.Duration;

/** Moving averages of the time to the first token, by account and model. Thread-safe. */
final class FirstTokens {
  /** Weight of the newest: about the last ten count. */
  private static final double NEWEST = 0.2;

  private static final int MOST = 10_000;
  private static final double NANOS_PER_MILLI = 1e6;

  private record Key(String account, String model) {}

  private final Cache<Key, Double> means =
      Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();

  void add(Account account, String model, Duration time) {
    double millis = time.toNanos() / NANOS_PER_MILLI;
    means
        .asMap()
        .merge(
            new Key(account.alias(), model),
            millis,
            (mean, newest) -> mean + NEWEST * (newest - mean));
  }

  double millis(Account account, String model) {
    Double mean = means.getIfPresent(new Key(account.alias(), model));
    return mean == null ? 0 : mean;
  }
}
