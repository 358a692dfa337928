package dev.patchbay.wire;

import java.util.Map;

/**
 * Where a protocol takes a request, below a provider's base URL. Immutable.
 *
 * @param path without a leading slash, with its query: {@code chat/completions}
 * @param headers headers the protocol itself requires
 */
public record Endpoint(String path, Map<String, String> headers) {
  public Endpoint {
    headers = Map.copyOf(headers);
  }
}
