package dev.patchbay.transport;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request to an upstream. Immutable but for the body, which nobody changes.
 *
 * @param method {@code POST} or {@code GET}
 * @param url the whole address
 * @param headers credentials included; {@code toString} shows only their names
 * @param body the body; empty for none
 * @param proxy address of an HTTP proxy ({@code http://host:port}); null for none
 * @param limits how long it may take
 */
public record HttpCall(
    String method,
    String url,
    Map<String, String> headers,
    byte[] body,
    @Nullable String proxy,
    TimeLimits limits) {
  public HttpCall {
    headers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  @Override
  public String toString() {
    return method + " " + url + " " + headers.keySet() + " " + body.length + " bytes";
  }
}
