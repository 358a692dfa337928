package dev.patchbay.wire;

import java.util.Map;

/**
 * A failure in a protocol's own form. Immutable but for the body, which nobody changes.
 *
 * @param status HTTP status
 * @param headers {@code retry-after} and its kind
 * @param body UTF-8 JSON
 */
public record EncodedError(int status, Map<String, String> headers, byte[] body) {
  public EncodedError {
    headers = Map.copyOf(headers);
  }
}
