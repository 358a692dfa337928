package dev.patchbay.tokens;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Texts of our own, each with its name and kind, from {@code tokens/texts.txt}. */
record Texts(String name, String kind, String text) {
  static List<Texts> all() {
    List<Texts> texts = new ArrayList<>();
    for (String section : read().split("(?m)^== ")) {
      if (!section.isEmpty()) {
        String[] head = section.substring(0, section.indexOf('\n')).split(" ");
        texts.add(new Texts(head[0], head[1], section.substring(section.indexOf('\n') + 1)));
      }
    }
    return texts;
  }

  /** The most an estimate may be off: 15 % for text, 30 % for the rest. */
  double bound() {
    return kind.equals("text") ? 0.15 : 0.30;
  }

  private static String read() {
    try (InputStream in = Texts.class.getResourceAsStream("/tokens/texts.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public String toString() {
    return name + " (" + kind + ")";
  }
}
