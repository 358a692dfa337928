package dev.patchbay.attempt;

import dev.patchbay.account.Account;
import dev.patchbay.provider.Provider;
import dev.patchbay.route.Candidate;
import dev.patchbay.secret.Redactor;
import dev.patchbay.secret.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Masks whatever may be secret of a candidate, wherever an upstream echoes it: its key, the values
 * of the provider's configured headers, logins and queries of its addresses. Immutable.
 */
public final class Mask {
  /** Shorter values are words such as {@code true}: masking them would blank ordinary text. */
  private static final int SHORTEST = 6;

  /** What catalogue rows set: names of versions and applications, no secrets. */
  private static final Set<String> PUBLIC_HEADERS =
      Set.of(
          "accept",
          "anthropic-beta",
          "anthropic-version",
          "content-type",
          "openai-beta",
          "user-agent",
          "x-title",
          "http-referer");

  private final List<Secret> secrets;

  private Mask(List<Secret> secrets) {
    this.secrets = List.copyOf(secrets);
  }

  /** The mask of a candidate. */
  public static Mask of(Candidate candidate) {
    List<Secret> secrets = new ArrayList<>();
    Account account = candidate.account();
    if (account.apiKey() != null) {
      secrets.add(account.apiKey());
    }
    Provider provider = candidate.target().provider();
    provider
        .headers()
        .forEach(
            (name, value) -> {
              if (!PUBLIC_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                add(secrets, value);
              }
            });
    provider.protocols().values().forEach(url -> addParts(secrets, url));
    if (provider.proxy() != null) {
      addParts(secrets, provider.proxy());
    }
    return new Mask(secrets);
  }

  /** The credentials in values of headers. */
  public static List<Secret> words(List<String> values) {
    List<Secret> secrets = new ArrayList<>();
    values.forEach(value -> add(secrets, value));
    return secrets;
  }

  private static void add(List<Secret> secrets, String value) {
    String[] words = value.strip().split("\\s+");
    String last = words[words.length - 1]; // behind a scheme such as Bearer
    if (last.length() >= SHORTEST) {
      secrets.add(Secret.of(last));
    }
  }

  /** The password before a host, and the values of a query. */
  private static void addParts(List<Secret> secrets, String url) {
    int host = url.indexOf("://") + 3;
    int at = url.indexOf('@', host);
    int path = url.indexOf('/', host);
    if (host > 2 && at > 0 && (path < 0 || at < path)) {
      add(
          secrets,
          url.substring(url.indexOf(':', host) < at ? url.indexOf(':', host) + 1 : host, at));
    }
    int query = url.indexOf('?');
    if (query >= 0) {
      for (String parameter : url.substring(query + 1).split("&")) {
        if (!parameter.startsWith("api-version=")) {
          add(secrets, parameter.substring(parameter.indexOf('=') + 1));
        }
      }
    }
  }

  /** What it masks. */
  public List<Secret> secrets() {
    return secrets;
  }

  String over(String text) {
    return Redactor.redact(text, secrets);
  }
}
