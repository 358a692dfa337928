package dev.patchbay.server.http;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request of a client, as a route sees it. Immutable but for its body, which is read once.
 *
 * @param method in upper case
 * @param path without the query, as it came: still percent-encoded
 * @param params the parts of the path that the route names, decoded
 * @param query names and values, decoded
 * @param headers names in lower case; of a repeated one all values joined by a comma
 * @param loopback whether the connection comes from this machine; says nothing of proxies
 * @param caller who it is, once somebody has found out
 * @param body what it brings
 */
public record Call(
    String method,
    String path,
    Map<String, String> params,
    Map<String, List<String>> query,
    Map<String, String> headers,
    boolean loopback,
    Caller caller,
    Body body) {
  public Call {
    params = Map.copyOf(params);
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
  }

  /** A call from inside this process by somebody who may do everything. */
  public static Call local(
      String method, String path, Map<String, List<String>> query, byte[] body) {
    return new Call(
        method, path, Map.of(), query, Map.of(), true, Caller.ADMIN, () -> body.clone());
  }

  /** The same with what the path says. */
  Call with(Map<String, String> found) {
    return new Call(method, path, found, query, headers, loopback, caller, body);
  }

  /** The same by this caller. */
  Call by(Caller someone) {
    return new Call(method, path, params, query, headers, loopback, someone, body);
  }

  /** A header; null if it was not sent, or is blank. */
  public @Nullable String header(String name) {
    String value = headers.get(name.toLowerCase(Locale.ROOT));
    return value == null || value.isBlank() ? null : value.strip();
  }

  /** The first value of a name in the query; null if there is none, or it is blank. */
  public @Nullable String query(String name) {
    List<String> values = query.getOrDefault(name, List.of());
    return values.isEmpty() || values.get(0).isBlank() ? null : values.get(0).strip();
  }

  /** A part of the path that its route names. */
  public String param(String name) {
    return Optional.ofNullable(params.get(name))
        .orElseThrow(() -> new IllegalArgumentException("The route has no {" + name + "}"));
  }

  /** The whole body; see {@link Body#read}. */
  public byte[] bytes() throws IOException {
    return body.read();
  }

  /** Neither values of headers nor the query: both may hold credentials. */
  @Override
  public String toString() {
    return method + " " + path + " of " + (caller.name().isEmpty() ? "somebody" : caller.name());
  }
}
