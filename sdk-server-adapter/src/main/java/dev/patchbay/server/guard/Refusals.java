package dev.patchbay.server.guard;

import dev.patchbay.access.ApiKey;
import dev.patchbay.server.http.Access;
import dev.patchbay.server.http.Fault;

/** What those are told who are not let in: never what they sent. Stateless. */
final class Refusals {
  private static final String HOW =
      "as Authorization: Bearer, x-api-key, x-goog-api-key or ?key= in the address";

  private Refusals() {}

  /** Who is known, but may not do this. */
  static Fault forbidden(Access access) {
    return Fault.of(
        403,
        "forbidden",
        access == Access.ADMIN || access == Access.SCRAPE
            ? "An API key is for clients; this needs the admin token"
            : "This credential is not for the routes of clients; they need an API key");
  }

  /** A key of ours that opens nothing now. */
  static Fault shut(ApiKey key) {
    return unknown(
        "invalid_api_key",
        key.enabled() ? "This API key has expired" : "This API key is switched off");
  }

  /** A client with no key of ours. */
  static Fault ofClient(boolean offered, boolean none) {
    if (none) {
      return unknown(
          "missing_api_key",
          "From elsewhere than this machine an API key is needed, and none has been made yet: "
              + SafeBinding.MAKE_KEY);
    }
    return offered
        ? unknown("invalid_api_key", "This API key is not known here")
        : unknown("missing_api_key", "An API key is needed, " + HOW);
  }

  /** Somebody without the admin token. */
  static Fault ofManagement(boolean set) {
    return unknown(
        "unauthorized",
        set
            ? "The admin token is needed, as Authorization: Bearer"
            : "From elsewhere than this machine the admin token is needed, and none is set: "
                + SafeBinding.SET_TOKEN);
  }

  private static Fault unknown(String code, String message) {
    return Fault.of(401, code, message).with("www-authenticate", "Bearer");
  }
}
