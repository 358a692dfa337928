package dev.patchbay.transport;

import dev.patchbay.secret.Redactor;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request to an upstream. Immutable but for the body, which nobody changes.
 *
 * @param method {@code POST} or {@code GET}
 * @param url the whole address; {@code toString} leaves its query out
 * @param headers credentials included; {@code toString} shows only their names
 * @param body the body; empty for none
 * @param proxy address of an HTTP proxy ({@code http://host:port}, a login before the host if it
 *     asks for one); null for none
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
    return method + " " + shownUrl() + " " + headers.keySet() + " " + body.length + " bytes";
  }

  private String shownUrl() {
    int query = url.indexOf('?');
    return Redactor.redact(query < 0 ? url : url.substring(0, query));
  }
}
