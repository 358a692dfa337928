package dev.patchbay.failure;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an upstream said when it refused, in words no protocol owns: a codec fills it from an error
 * body, an error inside a 200 or an error inside a stream, and {@link FailureTable} judges it.
 * Immutable.
 *
 * @param protocol id of the protocol the upstream spoke, such as {@code anthropic-messages}
 * @param status HTTP status; inside a stream or a 200 the status the body names, else 0
 * @param type the protocol's error type or status word, such as {@code rate_limit_error} or {@code
 *     RESOURCE_EXHAUSTED}; null if absent
 * @param code the protocol's error code, such as {@code insufficient_quota}; null if absent
 * @param message the upstream's message, or an excerpt of a body that is no JSON
 * @param details further machine-readable words (error_code, reason, quota id, retryDelay …), by
 *     name
 * @param headers response headers, names in lower case, last value of each; empty inside a stream
 * @param understood false if the body was no error of the protocol: HTML, empty, or other JSON
 */
public record ErrorSignal(
    String protocol,
    int status,
    @Nullable String type,
    @Nullable String code,
    String message,
    Map<String, String> details,
    Map<String, String> headers,
    boolean understood) {

  public ErrorSignal {
    details = Map.copyOf(details);
    TreeMap<String, String> lower = new TreeMap<>();
    headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    headers = java.util.Collections.unmodifiableSortedMap(lower);
  }

  /** A header's value, or null; the name in lower case. */
  public @Nullable String header(String name) {
    return headers.get(name);
  }
}
