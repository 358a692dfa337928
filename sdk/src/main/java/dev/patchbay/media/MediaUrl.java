package dev.patchbay.media;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Which URLs are fetched: those of web servers. What a name leads to is looked at when it is
 * connected to; an address in the place of a name is looked at here too. Pure.
 */
final class MediaUrl {
  private static final int LONGEST = 8192;
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  /** Ports below are those of well-known services, which are not to be spoken to in HTTP. */
  private static final int FREE_PORTS = 1024;

  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

  private MediaUrl() {}

  /**
   * A URL that may be asked.
   *
   * @throws MediaException if it may not
   */
  static HttpUrl of(String text) {
    if (text.length() > LONGEST) {
      throw new MediaException("its address is longer than " + LONGEST + " characters");
    }
    return checked(HttpUrl.parse(text));
  }

  /**
   * Where a redirect leads.
   *
   * @param location as the answer says it; null if it does not
   * @throws MediaException if it is nowhere or may not be asked
   */
  static HttpUrl next(HttpUrl from, @Nullable String location) {
    if (location == null) {
      throw new MediaException("its host redirects to nowhere");
    }
    try {
      return checked(from.resolve(location));
    } catch (MediaException e) {
      // What it led to is the host's own affair, and perhaps a look into somebody's network.
      throw new MediaException("its host redirects to an address that is not fetched");
    }
  }

  private static HttpUrl checked(@Nullable HttpUrl url) {
    if (url == null) {
      throw new MediaException("only http and https addresses are fetched");
    }
    if (!url.encodedUsername().isEmpty() || !url.encodedPassword().isEmpty()) {
      throw new MediaException("an address with a login in it is not fetched");
    }
    if (url.port() != HTTP && url.port() != HTTPS && url.port() < FREE_PORTS) {
      throw new MediaException(
          "port " + url.port() + " is no web server's; use 80, 443 or one from 1024 on");
    }
    if (isPrivate(url.host())) {
      throw new MediaException(MediaFetcher.NOT_PUBLIC);
    }
    return url;
  }

  /** Decimal, octal and other forms look like names: they end at the guard of connections. */
  private static boolean isPrivate(String host) {
    boolean literal = host.indexOf(':') >= 0 || IPV4.matcher(host).matches();
    try {
      return literal && !PublicAddresses.contain(InetAddress.getByName(host));
    } catch (UnknownHostException e) {
      return true;
    }
  }
}
