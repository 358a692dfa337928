package dev.patchbay.server.cli;

import dev.patchbay.config.ConfigException;
import dev.patchbay.failure.StoreException;
import java.io.IOException;
import java.net.BindException;
import java.util.List;

/** What went wrong, for who typed the command: what it was and what to do about it. Stateless. */
final class Troubles {
  private Troubles() {}

  /** One line each; never a stack, never a secret. */
  static List<String> lines(Throwable thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (each instanceof ConfigException config) {
        return config.faults();
      }
      if (each instanceof BindException) {
        return List.of(
            thrown.getMessage()
                + ". Stop what listens there, or choose another port with --port;"
                + " 'patchbay doctor' says what it is");
      }
      if (each instanceof StoreException) {
        return List.of(String.valueOf(each.getMessage()));
      }
    }
    String message = thrown.getMessage();
    if (message == null || thrown instanceof NullPointerException) {
      return List.of("it failed unexpectedly: " + thrown + at(thrown));
    }
    return List.of(thrown instanceof IOException ? message + " (" + name(thrown) + ")" : message);
  }

  private static String name(Throwable thrown) {
    return thrown.getClass().getSimpleName();
  }

  private static String at(Throwable thrown) {
    return thrown.getStackTrace().length == 0 ? "" : " at " + thrown.getStackTrace()[0];
  }
}
