package dev.patchbay.config;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * What an address, a header or a key must look like to be sent. Pure; a fault does not quote it.
 */
public final class Addresses {
  private static final Pattern BEGINNING = Pattern.compile("https?://[^/?#\\s].*", Pattern.DOTALL);
  private static final Pattern SENDABLE = Pattern.compile("[\\t\\x20-\\x7e]*");

  /** RFC 9110, "Field Names": a token. */
  private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private static final String UNSENDABLE =
      "holds a character that no header can carry, such as a line end";

  private Addresses() {}

  /** What is wrong with a base URL; empty if nothing is. */
  public static Optional<String> baseUrlFault(String text) {
    if (text.indexOf('{') >= 0) {
      return Optional.of("has a part in braces that only you know: write it out");
    }
    HttpUrl url = BEGINNING.matcher(text).matches() ? HttpUrl.parse(text) : null;
    if (url == null) {
      return Optional.of("is no address; expected http://… or https://…");
    }
    if (!url.username().isEmpty() || !url.password().isEmpty()) {
      return Optional.of("must not hold a user or a password: use an account or headers");
    }
    return url.fragment() == null
        ? Optional.empty()
        : Optional.of("must not hold a '#' and what follows it");
  }

  /** What is wrong with the address of a proxy; empty if nothing is. */
  public static Optional<String> proxyFault(String text) {
    try {
      URI uri = URI.create(text);
      if ("http".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null) {
        return Optional.empty();
      }
    } catch (IllegalArgumentException e) {
      // The message of the exception quotes the text, which may hold a password.
    }
    return Optional.of("is no proxy; expected http://host:port");
  }

  /** What is wrong with a header; empty if nothing is. */
  public static Optional<String> headerFault(String name, String value) {
    if (!HEADER_NAME.matcher(name).matches()) {
      return Optional.of("has a name no header can have");
    }
    return keyFault(value);
  }

  /** What is wrong with a key; empty if nothing is. */
  public static Optional<String> keyFault(String key) {
    return SENDABLE.matcher(key).matches() ? Optional.empty() : Optional.of(UNSENDABLE);
  }
}
