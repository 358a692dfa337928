package dev.patchbay.server.guard;

import dev.patchbay.server.setup.Setup;

/** Refuses to listen beyond this machine with nothing to ask callers for. Stateless. */
public final class SafeBinding {
  static final String MAKE_KEY = "patchbay keys create NAME";
  static final String SET_TOKEN = "export PATCHBAY_ADMIN_TOKEN=$(openssl rand -hex 32)";

  private SafeBinding() {}

  /**
   * Checks before the server listens.
   *
   * @throws IllegalStateException if it would listen beyond this machine without an API key and an
   *     admin token; the message says how to have both
   */
  public static void require(Setup setup, Keys keys) {
    if (Hosts.isLoopback(Hosts.name(setup.server().host()))) {
      return;
    }
    StringBuilder missing = new StringBuilder();
    if (!keys.any()) {
      missing.append("\n  an API key:      ").append(MAKE_KEY);
    }
    if (setup.adminToken() == null) {
      missing.append("\n  an admin token:  ").append(SET_TOKEN);
    }
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          "The server would listen on "
              + setup.server().host()
              + ", beyond this machine, with nothing to ask callers for. Make first:"
              + missing
              + "\nor let it listen on 127.0.0.1.");
    }
  }
}
