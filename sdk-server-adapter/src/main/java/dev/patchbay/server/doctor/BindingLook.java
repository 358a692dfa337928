package dev.patchbay.server.doctor;

import dev.patchbay.server.setup.Setup;
import java.util.List;

/** Whether a server beyond this machine asks callers for something. */
final class BindingLook {
  private static final String SUBJECT = "access";
  private static final List<String> HERE = List.of("localhost", "::1", "[::1]");

  private BindingLook() {}

  /**
   * Looks.
   *
   * @param keys how many API keys there are
   */
  static Finding at(Setup setup, int keys) {
    String host = setup.server().host();
    if (host.startsWith("127.") || HERE.contains(host)) {
      return Finding.ok(SUBJECT, "only from this machine");
    }
    if (keys == 0) {
      return Finding.problem(
          SUBJECT,
          "it would listen on "
              + host
              + " without an API key: make one, patchbay keys create NAME");
    }
    if (setup.adminToken() == null) {
      return Finding.problem(
          SUBJECT,
          "it would listen on "
              + host
              + " without an admin token: export PATCHBAY_ADMIN_TOKEN=$(openssl rand -hex 32)");
    }
    return Finding.ok(SUBJECT, "from " + host + ", with a key");
  }
}
