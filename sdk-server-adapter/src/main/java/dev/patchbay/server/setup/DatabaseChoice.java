package dev.patchbay.server.setup;

import dev.patchbay.config.Faults;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which database is meant: {@code DATABASE_TYPE} and the variables of Supabase say nothing that a
 * URL doesn't, and must not be contradicted by one in silence. Pure.
 */
final class DatabaseChoice {
  private static final String TYPE = "DATABASE_TYPE";
  private static final List<String> SERVERS = List.of("postgresql", "postgres", "supabase");
  private static final String SQLITE = "sqlite";

  private DatabaseChoice() {}

  /**
   * Checks it.
   *
   * @param url what file or environment say; null if they say nothing
   */
  static void check(Surroundings around, @Nullable String url, Faults faults) {
    String type = around.value(TYPE);
    if (type != null) {
      type(type.toLowerCase(Locale.ROOT), url, faults);
    } else if (url == null && around.value("SUPABASE_URL") != null) {
      faults.add("SUPABASE_URL", "names no database; " + cure("the project's"));
    }
  }

  private static void type(String type, @Nullable String url, Faults faults) {
    boolean server = SERVERS.contains(type);
    if (!server && !type.equals(SQLITE)) {
      faults.wrong(TYPE, type, "sqlite, postgresql or supabase");
    } else if (server && url == null) {
      String whose = type.equals("supabase") ? "the project's" : "the database's";
      faults.add(TYPE, "is " + type + ", and no database is named; " + cure(whose));
    } else if (url != null && server != isServer(url)) {
      faults.add(
          TYPE,
          "is " + type + ", but the URL of the database is of another kind; take one of them out");
    }
  }

  private static String cure(String whose) {
    return "set DATABASE_URL to "
        + whose
        + " connection string, postgresql://USER:PASSWORD@HOST/NAME"
        + (whose.equals("the project's") ? ", which stands on its page Connect" : "");
  }

  private static boolean isServer(String url) {
    return url.strip().replaceFirst("^jdbc:", "").startsWith("postgres");
  }
}
