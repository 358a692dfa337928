package dev.patchbay.server.desk;

import java.util.function.Predicate;

/** Puts the events of a stream together from its lines. One thread. */
final class Events {
  private final Predicate<Doc> taker;
  private final StringBuilder data = new StringBuilder();
  private final StringBuilder open = new StringBuilder();
  private boolean wanted = true;

  Events(Predicate<Doc> taker) {
    this.taker = taker;
  }

  /** Takes text as it comes, lines in pieces. @return false if no more is wanted */
  boolean text(String piece) {
    open.append(piece);
    int end = open.indexOf("\n");
    while (wanted && end >= 0) {
      line(open.substring(0, end));
      open.delete(0, end + 1);
      end = open.indexOf("\n");
    }
    return wanted;
  }

  /** Takes a line without its end. @return false if no more is wanted */
  boolean line(String line) {
    String text = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    if (text.startsWith("data:")) {
      data.append(data.isEmpty() ? "" : "\n").append(text.substring("data:".length()).strip());
    } else if (text.isEmpty() && !data.isEmpty()) {
      wanted = wanted && taker.test(Doc.parse(data.toString()));
      data.setLength(0);
    }
    return wanted;
  }
}
