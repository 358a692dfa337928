package dev.patchbay.server.setup;

import java.util.Locale;

/**
 * Where a value comes from. Immutable.
 *
 * @param kind which of the places it is
 * @param at which line, variable or flag; empty for a default
 */
public record Origin(Kind kind, String at) {
  /** Nobody said anything. */
  public static final Origin DEFAULT = new Origin(Kind.DEFAULT, "");

  /** The places, those that win first. */
  public enum Kind {
    /** The command line. */
    FLAG,
    /** The environment of the process. */
    ENVIRONMENT,
    /** The file {@code .env} beneath it. */
    DOTENV,
    /** The configuration file. */
    FILE,
    /** The server itself. */
    DEFAULT;

    /** As answers say it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** For people, such as {@code patchbay.yaml line 3} or {@code .env: PORT}. */
  @Override
  public String toString() {
    return switch (kind) {
      case DEFAULT -> "default";
      case DOTENV -> ".env: " + at;
      case FLAG, ENVIRONMENT, FILE -> at;
    };
  }
}
