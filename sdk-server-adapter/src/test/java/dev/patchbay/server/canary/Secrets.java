package dev.patchbay.server.canary;

import java.util.List;

/** Every secret a server is told, none in a shape that any vendor's keys have. */
final class Secrets {
  /** In the environment or the configuration file. */
  static final String CONFIGURED = "zq9CONFIGURED/key+7f3a=1b";

  /** Over the management routes. */
  static final String STORED = "zq9STORED/key+8e4b=2c";

  static final String SECOND = "zq9SECOND/key+9d5c=3d";
  static final String HEADER = "zq9HEADER-value";
  static final String STORED_HEADER = "zq9PUTHEADER-value";
  static final String QUERY = "zq9QUERYvalue";
  static final String STORED_QUERY = "zq9PUTQUERYvalue";
  static final String PROXY = "zq9PROXYpassword";
  static final String ADMIN = "zq9ADMIN-token-0123456789";
  static final String SCRAPE = "zq9SCRAPE-token-0123456789";

  /** Nobody gave it: who tries it must not find it repeated. */
  static final String WRONG = "zq9WRONG-key-0123456789";

  /** What is said in prompts and may be kept. */
  static final String MARK = "a word that may be kept";

  private Secrets() {}

  /** What upstreams of the configuration are sent. */
  static String configured() {
    return "Authorization: Bearer " + CONFIGURED + " x: " + HEADER + " /v1?token=" + QUERY;
  }

  /** What the upstream that was added at run time is sent. */
  static String stored() {
    return "Bearer " + STORED + " x: " + STORED_HEADER + " /v1?token=" + STORED_QUERY;
  }

  /** By what begins each: half a secret is found too. */
  static Canaries canaries() {
    Canaries canaries = new Canaries();
    for (String secret :
        List.of(
            CONFIGURED,
            STORED,
            SECOND,
            HEADER,
            STORED_HEADER,
            QUERY,
            STORED_QUERY,
            PROXY,
            ADMIN,
            SCRAPE,
            WRONG)) {
      canaries.add(secret, secret.substring(0, 10));
    }
    return canaries;
  }
}
