package dev.patchbay.server.roster;

import java.util.Locale;

/** Where something comes from. */
public enum Source {
  /** The configuration file, the environment or the command line: stays until those change. */
  CONFIGURED,
  /** Changed while the server ran, and stored. */
  STORED,
  /** Nobody said anything. */
  DEFAULT;

  /** As answers tell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
