package dev.patchbay.wire;

import dev.patchbay.failure.Failure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A failure in a protocol's own form. Immutable but for the body, which nobody changes.
 *
 * @param status HTTP status
 * @param headers {@code retry-after} and its kind
 * @param body UTF-8 JSON
 */
public record EncodedError(int status, Map<String, String> headers, byte[] body) {
  /** The vendors' SDKs hold a wait in milliseconds of 32 bits. */
  private static final Duration LONGEST = Duration.ofSeconds(Integer.MAX_VALUE / 1000);

  public EncodedError {
    headers = Map.copyOf(headers);
  }

  /** A failure with the headers the clients of all protocols understand. */
  public static EncodedError of(int status, Failure failure, byte[] body) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", "application/json");
    // The router has tried again already: the SDKs would multiply its tries.
    headers.put("x-should-retry", "false");
    Duration wait = failure.retryAfter();
    if (wait != null) {
      Duration sane = wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
      headers.put("retry-after", Long.toString(seconds(sane)));
      headers.put("retry-after-ms", Long.toString(sane.toMillis()));
    }
    return new EncodedError(status, headers, body);
  }

  /** Whole seconds, rounded up: 0 is refused by the SDKs, and early is worse than late. */
  private static long seconds(Duration wait) {
    return Math.max(1, wait.getSeconds() + (wait.getNano() > 0 ? 1 : 0));
  }

  /** The same with one more header. */
  public EncodedError with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new EncodedError(status, more, body);
  }
}
