package dev.patchbay.server.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a call is refused: told to the client in its own form. Its message is for the client: never a
 * secret, never a stack. Serializable as all exceptions are, and never serialized.
 */
public final class Fault extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;
  private final @Nullable String field;
  private final transient Map<String, String> headers;

  private Fault(
      int status,
      String code,
      String message,
      @Nullable String field,
      Map<String, String> headers,
      @Nullable Throwable cause) {
    super(message, cause);
    this.status = status;
    this.code = code;
    this.field = field;
    this.headers = Map.copyOf(headers);
  }

  /**
   * A fault.
   *
   * @param status HTTP status, from 400 on
   * @param code a word for programs, in snake case
   * @param message what was wrong and what to do
   */
  public static Fault of(int status, String code, String message) {
    return new Fault(status, code, message, null, Map.of(), null);
  }

  /** 400: the value of a field. */
  public static Fault invalid(String field, String message) {
    return new Fault(400, "invalid_request", message, field, Map.of(), null);
  }

  /** 404: there is nothing of that name. */
  public static Fault missing(String message) {
    return of(404, "not_found", message);
  }

  /** 409: it can't be done as things are. */
  public static Fault conflict(String message) {
    return of(409, "conflict", message);
  }

  /** 429: later. */
  public static Fault later(String message, Duration wait) {
    long seconds = Math.max(1, (wait.toMillis() + 999) / 1000);
    return of(429, "rate_limited", message).with("retry-after", Long.toString(seconds));
  }

  /** The same with one more header. */
  public Fault with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Fault(status, code, text(), field, more, getCause());
  }

  /** The same because of something that goes to the log, not to the client. */
  public Fault because(Throwable cause) {
    return new Fault(status, code, text(), field, headers, cause);
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  /** The path of what was wrong in the body, or the name of a parameter; null if it is neither. */
  public @Nullable String field() {
    return field;
  }

  /** Names in lower case. */
  public Map<String, String> headers() {
    return headers;
  }

  /** The message. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
