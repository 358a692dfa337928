package dev.patchbay.server.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which paths a route means. {@code {name}} stands for one part between slashes, {@code {name*}}
 * for one or several; either may be followed by literal text, and takes as much as it can. So
 * {@code /v1beta/models/{model*}:generateContent} goes by the last colon. Immutable.
 */
public final class PathPattern {
  private static final Pattern HOLE = Pattern.compile("\\{([a-z_]+)(\\*?)}");

  private final String text;
  private final Pattern pattern;
  private final List<String> names;

  private PathPattern(String text, Pattern pattern, List<String> names) {
    this.text = text;
    this.pattern = pattern;
    this.names = names;
  }

  /** A pattern of this text, which begins with a slash. */
  public static PathPattern of(String text) {
    StringBuilder regex = new StringBuilder();
    List<String> names = new ArrayList<>();
    Matcher hole = HOLE.matcher(text);
    int from = 0;
    while (hole.find()) {
      regex.append(Pattern.quote(text.substring(from, hole.start())));
      regex.append(hole.group(2).isEmpty() ? "([^/]+)" : "(.+)");
      names.add(hole.group(1));
      from = hole.end();
    }
    regex.append(Pattern.quote(text.substring(from)));
    return new PathPattern(text, Pattern.compile(regex.toString()), List.copyOf(names));
  }

  /** What the holes hold, decoded; empty if it means another path. */
  Optional<Map<String, String>> match(String path) {
    Matcher matcher = pattern.matcher(path);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Map<String, String> found = new java.util.HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      found.put(names.get(i), PercentCoding.decode(matcher.group(i + 1)));
    }
    return Optional.of(found);
  }

  /** How much of it is literal: of two patterns that mean a path, the one with more is meant. */
  int literal() {
    return HOLE.matcher(text).replaceAll("").length();
  }

  /** As it is written. */
  public String text() {
    return text;
  }

  @Override
  public String toString() {
    return text;
  }
}
