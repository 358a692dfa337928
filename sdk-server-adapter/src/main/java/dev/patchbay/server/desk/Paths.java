package dev.patchbay.server.desk;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Paths and queries as URLs write them. Stateless. */
public final class Paths {
  private Paths() {}

  /** A path of a beginning and an id; a slash in it, as in {@code provider/name}, stays one. */
  public static String of(String start, String part) {
    return start + "/" + encoded(part).replace("%2F", "/");
  }

  /** The same with something after the part, such as {@code /pause}. */
  public static String of(String start, String part, String end) {
    return of(start, part) + end;
  }

  static String query(Map<String, String> query) {
    return query.entrySet().stream()
        .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
