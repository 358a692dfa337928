package dev.patchbay.server.cli;

import dev.patchbay.server.desk.Desk;
import dev.patchbay.server.desk.DeskException;
import dev.patchbay.server.desk.Doc;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds what is meant by a name or an id. Stateless. */
final class Names {
  /** As many as a list gives at once. */
  private static final int PAGE = 100;

  private Names() {}

  /** The id of the one row of a list that has this id, or else this name. */
  static String id(Desk desk, String path, String what, String given) {
    List<Doc> rows = all(desk, path);
    List<Doc> named = new ArrayList<>();
    for (Doc row : rows) {
      if (row.text("id").equals(given)) {
        return given;
      }
      if (row.text("name").equals(given)) {
        named.add(row);
      }
    }
    if (named.size() == 1) {
      return named.get(0).text("id");
    }
    List<String> ids =
        (named.isEmpty() ? rows : named).stream().map(row -> row.text("id")).toList();
    throw new DeskException(
        404,
        named.isEmpty()
            ? "There is no "
                + what
                + " '"
                + given
                + "'"
                + (ids.isEmpty() ? "" : ". There are: " + String.join(", ", ids))
            : "Several are called '" + given + "'; say which: " + String.join(", ", ids));
  }

  /** Every row of a list, page by page. */
  static List<Doc> all(Desk desk, String path) {
    List<Doc> rows = new ArrayList<>();
    Doc page = desk.ask("GET", path);
    rows.addAll(page.list("data"));
    while (page.has("next") && rows.size() < PAGE * PAGE) {
      page = desk.ask("GET", path, Map.of("cursor", page.text("next")), null);
      rows.addAll(page.list("data"));
    }
    return rows;
  }
}
