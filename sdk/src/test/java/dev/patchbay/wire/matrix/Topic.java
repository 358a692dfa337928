package dev.patchbay.wire.matrix;

import dev.patchbay.wire.Protocol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One topic's file: sections, each with a headline, of what clients ask, what providers answer, and
 * what must come out.
 */
final class Topic {
  private static final java.nio.file.Path ROOT =
      java.nio.file.Path.of("src", "test", "resources", "matrix");

  private final String name;
  private final Map<String, String> sections = new LinkedHashMap<>();

  private Topic(String name) {
    this.name = name;
  }

  static Topic of(String name) {
    Topic topic = new Topic(name);
    try {
      String text = Files.readString(ROOT.resolve(name + ".txt"));
      for (String section : text.split("(?m)^=== ", -1)) {
        int line = section.indexOf('\n');
        topic.sections.put(section.substring(0, line).strip(), section.substring(line + 1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return topic;
  }

  /** A section by its kind, such as {@code request} or {@code answer 2}, and its protocol. */
  String section(String kind, Protocol protocol) {
    return section(kind + " " + protocol.id());
  }

  /** The middle words of a protocol's sections of a kind. */
  List<String> kinds(String kind, Protocol protocol) {
    return sections.keySet().stream()
        .filter(headline -> headline.startsWith(kind + " "))
        .filter(headline -> headline.endsWith(" " + protocol.id()))
        .map(headline -> headline.split(" ")[1])
        .toList();
  }

  private String section(String headline) {
    String text = sections.get(headline);
    if (text == null) {
      throw new AssertionError("matrix/" + name + ".txt has no section '" + headline + "'");
    }
    return text;
  }

  /**
   * What is expected of a cell, one thing a line. The section's headline names the cells it is for:
   * {@code sent openai-chat > gemini, * > openai-chat}; no cell may be named twice.
   */
  List<String> expected(String kind, Cell cell) {
    List<String> found =
        sections.keySet().stream().filter(headline -> isFor(kind, cell, headline)).toList();
    if (found.size() != 1) {
      throw new AssertionError(
          "matrix/" + name + ".txt says '" + kind + "' of " + cell + " in " + found);
    }
    return section(found.get(0)).lines().filter(line -> !line.isEmpty()).toList();
  }

  private static boolean isFor(String kind, Cell cell, String headline) {
    if (!headline.startsWith(kind + " ")) {
      return false;
    }
    for (String cells : headline.substring(kind.length() + 1).split(", ")) {
      String[] ends = cells.split(" > ");
      if (ends.length == 2 && is(ends[0], cell.client()) && is(ends[1], cell.target())) {
        return true;
      }
    }
    return false;
  }

  private static boolean is(String word, Protocol protocol) {
    return word.equals("*") || word.equals(protocol.id());
  }
}
