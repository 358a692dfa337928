package dev.patchbay.endpoint;

import dev.patchbay.provider.Auth;
import dev.patchbay.provider.ModelNames;
import dev.patchbay.provider.Provider;
import dev.patchbay.secret.Secret;
import dev.patchbay.wire.Endpoint;
import dev.patchbay.wire.Protocol;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The headers of a call: the protocol's, the provider's, the caller's allowed ones, the key. */
public final class Headers {
  private static final String BETA = "anthropic-beta";

  /**
   * Credentials that are no API keys and go as a bearer token wherever keys have a header of their
   * own. Their prefixes: Anthropic's OAuth tokens, Microsoft Entra's tokens (a JWT), Google's OAuth
   * tokens.
   */
  private static final Map<String, String> TOKENS =
      Map.of("x-api-key", "sk-ant-oat", "api-key", "eyJ", "x-goog-api-key", "ya29.");

  /** Anthropic takes OAuth tokens only under this beta. */
  private static final String OAUTH_BETA = "oauth-2025-04-20";

  private Headers() {}

  /**
   * The headers of a call. Of one name, the later counts: protocol, caller, key, the user's own in
   * the configuration; {@code anthropic-beta} collects.
   *
   * @param passed a caller's headers that {@link #passed} let through
   * @param secret the credential; null for none
   */
  public static Map<String, String> of(
      Provider provider,
      Protocol protocol,
      Endpoint endpoint,
      Map<String, String> passed,
      @Nullable Secret secret) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    endpoint.headers().forEach((name, value) -> put(headers, name, value));
    passed.forEach((name, value) -> put(headers, name, value));
    if (secret != null) {
      authorize(headers, provider.auth(), protocol, secret.reveal());
    }
    provider.headers().forEach((name, value) -> put(headers, name, value));
    return headers;
  }

  /**
   * Those headers that a list lets through, in lower case.
   *
   * @param allowed names or patterns in lower case
   */
  public static Map<String, String> passed(List<String> allowed, Map<String, String> headers) {
    Map<String, String> passed = new TreeMap<>();
    headers.forEach(
        (name, value) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (allowed.stream().anyMatch(pattern -> ModelNames.matches(pattern, lower))) {
            passed.put(lower, value);
          }
        });
    return passed;
  }

  private static void authorize(
      Map<String, String> headers, Auth auth, Protocol protocol, String key) {
    String header = auth.header();
    if (header == null) {
      return;
    }
    boolean token = key.startsWith(TOKENS.getOrDefault(header.toLowerCase(Locale.ROOT), "\0"));
    boolean openAiLayer =
        header.equalsIgnoreCase("x-goog-api-key") && protocol == Protocol.OPENAI_CHAT;
    if (!token && !openAiLayer) {
      headers.put(header, auth.prefix() + key);
      return;
    }
    headers.put("Authorization", "Bearer " + key);
    if (token && header.equalsIgnoreCase("x-api-key")) {
      put(headers, BETA, OAUTH_BETA);
    }
  }

  private static void put(Map<String, String> headers, String name, String value) {
    String earlier = headers.get(name);
    headers.put(
        name, earlier != null && name.equalsIgnoreCase(BETA) ? union(earlier, value) : value);
  }

  private static String union(String one, String other) {
    Set<String> words = new LinkedHashSet<>();
    for (String list : List.of(one, other)) {
      Arrays.stream(list.split(","))
          .map(String::strip)
          .filter(w -> !w.isEmpty())
          .forEach(words::add);
    }
    return String.join(",", words);
  }
}
