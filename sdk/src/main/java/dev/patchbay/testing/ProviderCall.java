package dev.patchbay.testing;

import dev.patchbay.chat.ChatRequest;
import java.util.Map;

/**
 * One call a scripted provider got. Immutable.
 *
 * @param number 1 for the provider's first call
 * @param account name of the account whose key came; the key's fingerprint if it is none of the
 *     provider's accounts, empty if no key came
 * @param stream whether a stream was asked for
 * @param request the body, decoded by the protocol of the path it came on
 * @param body the body as it came
 * @param headers names in lower case; those that carry credentials are left out
 */
public record ProviderCall(
    int number,
    String account,
    boolean stream,
    ChatRequest request,
    String body,
    Map<String, String> headers) {
  public ProviderCall {
    headers = Map.copyOf(headers);
  }

  /** The model that was asked for. */
  public String model() {
    return request.model();
  }
}
