package dev.patchbay.server.http;

import dev.patchbay.wire.Protocol;

/**
 * One row of the table of routes. Immutable.
 *
 * @param method in upper case; {@code HEAD} is answered by {@code GET}'s
 * @param path which paths it means; see {@link PathPattern}
 * @param access who may use it
 * @param speech in whose words its faults are told
 * @param handler who answers
 */
public record Route(
    String method, PathPattern path, Access access, Speech speech, Handler handler) {

  /** A route of management. */
  public static Route admin(String method, String path, Handler handler) {
    return of(method, path, Access.ADMIN, handler);
  }

  /** A route whose faults are told in management's form. */
  public static Route of(String method, String path, Access access, Handler handler) {
    return new Route(method, PathPattern.of(path), access, Speech.MANAGEMENT, handler);
  }

  /** A route of clients of one protocol. */
  public static Route of(String method, String path, Protocol protocol, Handler handler) {
    return new Route(method, PathPattern.of(path), Access.KEY, Speech.of(protocol), handler);
  }

  /** Such as {@code GET /v1/models}. */
  @Override
  public String toString() {
    return method + " " + path;
  }
}
