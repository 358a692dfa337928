package dev.patchbay.testing;

import dev.patchbay.secret.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What of a call's headers is a credential. Stateless. */
final class Credentials {
  private static final String BEARER = "bearer ";
  private static final Set<String> HEADERS =
      Set.of("authorization", "x-api-key", "api-key", "x-goog-api-key", "cookie");

  private Credentials() {}

  /** The headers that carry none. */
  static Map<String, String> without(Map<String, String> headers) {
    Map<String, String> kept = new LinkedHashMap<>(headers);
    kept.keySet().removeAll(HEADERS);
    return kept;
  }

  /** Whose key came: an account's name, else the key's fingerprint; empty without a key. */
  static String account(Map<String, String> headers, Map<String, Secret> accounts) {
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
