package dev.patchbay.transport.okhttp;

import dev.patchbay.transport.HttpCall;
import dev.patchbay.transport.TimeLimits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/** Calls and clients for the tests of this package. */
final class Calls {
  static final TimeLimits PATIENT = limits(20_000, 20_000, 20_000, 20_000);

  private Calls() {}

  static TimeLimits limits(long connect, long firstToken, long idle, long attempt) {
    return new TimeLimits(
        Duration.ofMillis(connect),
        Duration.ofMillis(firstToken),
        Duration.ofMillis(idle),
        Duration.ofMillis(attempt));
  }

  static HttpCall get(String url) {
    return get(url, PATIENT);
  }

  static HttpCall get(String url, TimeLimits limits) {
    return new HttpCall("GET", url, Map.of(), new byte[0], null, limits);
  }

  static HttpCall post(String url, Map<String, String> headers, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new HttpCall("POST", url, headers, bytes, null, PATIENT);
  }

  /** A client with a pool of its own, to count connections. */
  static OkHttpClient client() {
    return new OkHttpClient.Builder()
        .connectionPool(new ConnectionPool(10, 1, TimeUnit.MINUTES))
        .build();
  }
}
