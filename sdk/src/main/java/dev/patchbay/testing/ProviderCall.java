package dev.patchbay.testing;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.secret.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

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
  private static final String BEARER = "bearer ";
  private static final Set<String> HEADERS =
      Set.of("authorization", "x-api-key", "api-key", "x-goog-api-key", "cookie");

  public ProviderCall {
    headers = Map.copyOf(headers);
  }

  /** The model that was asked for. */
  public String model() {
    return request.model();
  }

  /** The headers that carry none. */
  static Map<String, String> withoutCredentials(Map<String, String> headers) {
    Map<String, String> kept = new LinkedHashMap<>(headers);
    kept.keySet().removeAll(HEADERS);
    return kept;
  }

  /** Whose key came: an account's name, else the key's fingerprint; empty without a key. */
  static String accountOf(Map<String, String> headers, Map<String, Secret> accounts) {
    for (String header : HEADERS) {
      String value = headers.getOrDefault(header, "");
      boolean bearer = value.regionMatches(true, 0, BEARER, 0, BEARER.length());
      String key = bearer ? value.substring(BEARER.length()) : value;
      if (!key.isBlank()) {
        return named(Secret.of(key), accounts);
      }
    }
    return "";
  }

  private static String named(Secret key, Map<String, Secret> accounts) {
    return accounts.entrySet().stream()
        .filter(account -> account.getValue().equals(key))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseGet(key::fingerprint);
  }
}
