package dev.patchbay.server.terminal;

import java.util.ArrayList;
import java.util.List;

/** Rows under heads, aligned, without boxes. One thread. */
public final class Table {
  private static final String GAP = "  ";

  private final List<String> heads;
  private final List<List<String>> rows = new ArrayList<>();
  private final List<Boolean> numeric = new ArrayList<>();

  /** A table of these columns; one whose head ends in {@code >} is aligned to the right. */
  public Table(String... heads) {
    List<String> names = new ArrayList<>();
    for (String head : heads) {
      numeric.add(head.endsWith(">"));
      names.add(head.endsWith(">") ? head.substring(0, head.length() - 1) : head);
    }
    this.heads = names;
  }

  /** One more row; a cell that is empty shows a dash. */
  public void row(String... cells) {
    if (cells.length != heads.size()) {
      throw new IllegalArgumentException("A row needs " + heads.size() + " cells");
    }
    List<String> row = new ArrayList<>();
    for (String cell : cells) {
      row.add(cell.isEmpty() ? "-" : cell.replaceAll("\\p{Cntrl}+", " "));
    }
    rows.add(row);
  }

  /** Prints it; if it has no rows, says so beside the results. */
  public void print(Terminal terminal, String none) {
    if (rows.isEmpty()) {
      terminal.note(none);
      return;
    }
    terminal.say(terminal.bold(line(heads)));
    rows.forEach(row -> terminal.say(line(row)));
  }

  private String line(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String pad = " ".repeat(width(i) - cells.get(i).length());
      line.append(i == 0 ? "" : GAP);
      line.append(numeric.get(i) ? pad + cells.get(i) : cells.get(i) + pad);
    }
    return line.toString().stripTrailing();
  }

  private int width(int column) {
    int widest = heads.get(column).length();
    for (List<String> row : rows) {
      widest = Math.max(widest, row.get(column).length());
    }
    return widest;
  }
}
