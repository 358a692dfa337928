package dev.patchbay.server.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Paths and queries as URLs write them. Stateless. */
public final class PercentCoding {
  private PercentCoding() {}

  /**
   * A part of a path; a plus is a plus.
   *
   * @throws Fault 400 if it is coded wrongly
   */
  static String decode(String text) {
    return decoded(text.replace("+", "%2B"));
  }

  /**
   * A query, in order; of {@code a} alone the value is empty.
   *
   * @throws Fault 400 if it is coded wrongly
   */
  public static Map<String, List<String>> query(String text) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String pair : text.split("&")) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      if (!name.isEmpty()) {
        values.computeIfAbsent(decoded(name), key -> new ArrayList<>()).add(decoded(value));
      }
    }
    return values;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Fault.of(400, "invalid_request", "The address has a % that begins no character");
    }
  }
}
