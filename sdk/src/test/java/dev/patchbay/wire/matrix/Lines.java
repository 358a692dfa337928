package dev.patchbay.wire.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What was said, line by line, in words of no protocol. Calls are numbered as they come, and
 * results by the call they answer, so that ids need not be the same; that they fit is checked here.
 */
final class Lines {
  private static final String SEAL =
      Base64.getEncoder().encodeToString("patchbay1".getBytes(StandardCharsets.UTF_8));

  private final List<String> lines = new ArrayList<>();
  private final List<String> ids = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final Set<Integer> answered = new HashSet<>();

  void add(String word, Object value) {
    String text = value instanceof String said ? said : Node.json(value);
    lines.add(word + ": " + text.replace("\n", "\\n"));
  }

  /** Adds a line if there is something to say. */
  void maybe(String word, Object value) {
    if (value != null) {
      add(word, value);
    }
  }

  void media(String word, String type, String data, String name) {
    add(word, (type + " " + data).strip() + (name == null ? "" : " '" + name + "'"));
  }

  /** A call; one without an id is known by its name. */
  void call(String id, String name, Object arguments) {
    assertFalse(id != null && ids.contains(id), "a second call with the id " + id);
    ids.add(id);
    names.add(name);
    Object value = arguments instanceof String text ? Node.tree(text) : arguments;
    add("call " + ids.size(), name + " " + Node.json(value));
  }

  /** The number of the call a result answers, each once. */
  int answers(String id, String name) {
    for (int i = 0; i < ids.size(); i++) {
      boolean same = id != null ? id.equals(ids.get(i)) : names.get(i).equals(name);
      if (same && answered.add(i)) {
        assertTrue(name == null || name.equals(names.get(i)), "a result of another tool: " + name);
        return i + 1;
      }
    }
    throw new AssertionError("a result of no call: " + id + " " + name + ", calls " + ids);
  }

  /** Every call must be answered before anybody speaks again. */
  void allAnswered() {
    assertEquals(ids.size(), answered.size(), "calls without a result: " + ids);
  }

  /** A signature; one of ours, which says whose it is, is opened. */
  void signed(Object value) {
    if (value instanceof String text) {
      boolean sealed = text.startsWith(SEAL);
      add("thinking signed", sealed ? opened(text) : text);
    }
  }

  private static String opened(String sealed) {
    String open = new String(Base64.getDecoder().decode(sealed), StandardCharsets.UTF_8);
    return "sealed " + open.replace('\n', ' ');
  }

  void usage(long in, long cached, long written, long out, long reasoning) {
    Deque<String> said = new ArrayDeque<>(List.of("in " + in));
    more(said, "cached", cached);
    more(said, "written", written);
    said.add("out " + out);
    more(said, "reasoning", reasoning);
    add("usage", String.join(" ", said));
  }

  private static void more(Deque<String> said, String word, long count) {
    if (count != 0) {
      said.add(word + " " + count);
    }
  }

  /** A number as it is written, without a fraction of zeros. */
  static String plain(Object number) {
    return ((BigDecimal) number).toPlainString();
  }

  /** The lines; settings in the order of the alphabet behind what was said. */
  List<String> all() {
    return List.copyOf(lines);
  }

  /** Takes the settings of another list, sorted. */
  void sorted(Lines settings) {
    settings.lines.stream().sorted().forEach(lines::add);
  }
}
