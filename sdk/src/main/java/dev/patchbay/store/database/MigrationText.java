package dev.patchbay.store.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Cuts the text of a migration into statements of one dialect; see {@link Migrations}. */
final class MigrationText {
  private static final Pattern BODY = Pattern.compile("\\$\\$");
  private static final String ONLY = " only";

  private final Dialect dialect;
  private final List<String> statements = new ArrayList<>();
  private final StringBuilder statement = new StringBuilder();
  private boolean inBody;
  private boolean skipped;

  private MigrationText(Dialect dialect) {
    this.dialect = dialect;
  }

  static List<String> statements(String text, Dialect dialect) {
    MigrationText cutter = new MigrationText(dialect);
    text.lines().forEach(cutter::line);
    if (!cutter.statement.isEmpty() || cutter.inBody) {
      throw new IllegalArgumentException("No ; at the end of: " + cutter.statement);
    }
    return cutter.statements;
  }

  private void line(String line) {
    String stripped = line.strip();
    if (stripped.startsWith("--")) {
      skipped |= isForAnother(stripped);
      return;
    }
    if (stripped.isEmpty()) {
      return;
    }
    statement.append(line).append('\n');
    inBody ^= BODY.matcher(line).results().count() % 2 == 1;
    if (stripped.endsWith(";") && !inBody) {
      end();
    }
  }

  private boolean isForAnother(String comment) {
    String said = comment.substring(2).strip();
    return said.endsWith(ONLY)
        && Dialect.valueOf(
                said.substring(0, said.length() - ONLY.length()).toUpperCase(Locale.ROOT))
            != dialect;
  }

  private void end() {
    if (!skipped) {
      String sql = statement.toString().strip();
      statements.add(replaced(sql.substring(0, sql.length() - 1)));
    }
    statement.setLength(0);
    skipped = false;
  }

  private String replaced(String sql) {
    String result = sql;
    for (Map.Entry<String, String> word : dialect.words().entrySet()) {
      result = result.replace("${" + word.getKey() + "}", word.getValue());
    }
    if (result.contains("${")) {
      throw new IllegalArgumentException("A placeholder that no dialect knows in: " + result);
    }
    return result;
  }
}
