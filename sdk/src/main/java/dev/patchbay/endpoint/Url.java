package dev.patchbay.endpoint;

import dev.patchbay.secret.Redactor;
import java.util.regex.Pattern;

/**
 * A base URL while a call's URL is made of it. Immutable.
 *
 * @param path scheme, host and path, without a trailing slash
 * @param query what stood after {@code ?}; empty for none
 */
record Url(String path, String query) {

  private static final Pattern DOTS = Pattern.compile("(?:^|/)\\.{1,2}(?:/|$)");
  private static final Pattern BEGINNING = Pattern.compile("https?://[^/?#\\s]");

  /**
   * Takes a base URL apart.
   *
   * @throws IllegalArgumentException if it is no http or https URL
   */
  static Url of(String text) {
    String url = text.strip();
    if (!BEGINNING.matcher(url).lookingAt()) {
      throw new IllegalArgumentException(
          "A base URL must begin with http:// or https:// and a host: '"
              + Redactor.address(url)
              + "'");
    }
    int mark = url.indexOf('?');
    return mark < 0
        ? new Url(trim(url), "")
        : new Url(trim(url.substring(0, mark)), url.substring(mark + 1));
  }

  private static String trim(String path) {
    int end = path.length();
    while (path.charAt(end - 1) == '/' && path.charAt(end - 2) != '/') {
      end--;
    }
    return path.substring(0, end);
  }

  /**
   * Appends a path, with or without a leading slash, and with or without a query.
   *
   * @throws IllegalArgumentException if the path climbs: a model in it must not lead elsewhere
   */
  Url join(String more) {
    String tail = more.startsWith("/") || more.isEmpty() ? more : "/" + more;
    int mark = tail.indexOf('?');
    if (DOTS.matcher(mark < 0 ? tail : tail.substring(0, mark)).find()) {
      throw new IllegalArgumentException("A path must not have '.' or '..' in it");
    }
    return mark < 0
        ? new Url(path + tail, query)
        : new Url(path + tail.substring(0, mark), query).with(tail.substring(mark + 1));
  }

  /** Adds parameters, unless the URL has them already. */
  Url with(String parameters) {
    if (query.contains(parameters)) {
      return this;
    }
    return new Url(path, query.isEmpty() ? parameters : query + "&" + parameters);
  }

  /** Without an end of the path, if that is there. */
  Url cut(String end) {
    return endsWith(end) ? new Url(path.substring(0, path.length() - end.length()), query) : this;
  }

  boolean endsWith(String end) {
    return path.endsWith(end);
  }

  String lastSegment() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  boolean hasSegment(Pattern segment) {
    return !fromSegment(segment).isEmpty();
  }

  /** The path from the last such segment on, with a leading slash; empty if there is none. */
  String fromSegment(Pattern segment) {
    int host = path.indexOf('/', path.indexOf("//") + 2);
    for (int at = path.length(), slash; host >= 0 && at > host; at = slash) {
      slash = path.lastIndexOf('/', at - 1);
      if (segment.matcher(path.substring(slash + 1, at)).matches()) {
        return path.substring(slash);
      }
    }
    return "";
  }

  String text() {
    return query.isEmpty() ? path : path + "?" + query;
  }
}
