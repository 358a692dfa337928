package dev.patchbay.server.cli;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** How the log looks, said before anything logs. Properties given to the JVM win. */
final class Logging {
  private static final String SIMPLE = "org.slf4j.simpleLogger.";
  private static final Set<String> LEVELS = Set.of("trace", "debug", "info", "warn", "error");

  private Logging() {}

  /** {@code LOG_LEVEL} is one of debug, info, warn, error; default info. */
  static void configure(Map<String, String> environment) {
    String level = level(environment);
    set("defaultLogLevel", level);
    // It tells its own start, and more than anybody wants to know at debug.
    set("log.org.eclipse.jetty", level.equals("error") ? "error" : "warn");
    set("log.com.zaxxer.hikari", level.equals("error") ? "error" : "warn");
    set("showDateTime", "true");
    set("dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
    set("showThreadName", "false");
    set("showShortLogName", "true");
  }

  /** What is asked for; info if that is nothing, or no level. */
  static String level(Map<String, String> environment) {
    String asked = environment.getOrDefault("LOG_LEVEL", "info").strip().toLowerCase(Locale.ROOT);
    return LEVELS.contains(asked) ? asked : "info";
  }

  private static void set(String name, String value) {
    if (System.getProperty(SIMPLE + name) == null) {
      System.setProperty(SIMPLE + name, value);
    }
  }
}
