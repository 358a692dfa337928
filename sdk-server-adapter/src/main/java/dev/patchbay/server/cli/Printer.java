package dev.patchbay.server.cli;

import dev.patchbay.server.desk.Doc;
import dev.patchbay.server.terminal.Table;
import dev.patchbay.server.terminal.Terminal;
import java.util.function.BiConsumer;

/**
 * Prints what a command found: for people, or as the route answered it.
 *
 * @param terminal where to
 * @param json whether programs read it
 */
record Printer(Terminal terminal, boolean json) {
  /** An answer for programs, or a table of its rows. */
  void table(Doc answer, String none, Table table, BiConsumer<Table, Doc> row) {
    if (json) {
      terminal.say(answer.raw());
    } else {
      answer.list("data").forEach(each -> row.accept(table, each));
      table.print(terminal, none);
    }
  }

  /** An answer for programs, or a sentence. */
  void done(Doc answer, String sentence) {
    terminal.say(json ? answer.raw() : sentence);
  }

  /** An answer for programs, or its plain fields, one on a line. */
  void fields(Doc answer) {
    if (json) {
      terminal.say(answer.raw());
      return;
    }
    int widest = answer.names().stream().mapToInt(String::length).max().orElse(0);
    for (String name : answer.names()) {
      if (answer.has(name)) {
        terminal.say(terminal.bold(pad(name.replace('_', ' '), widest)) + "  " + answer.text(name));
      }
    }
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
