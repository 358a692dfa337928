package dev.patchbay.server.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a call is answered with. */
public sealed interface Answer {
  /**
   * An answer that is there. Immutable but for the body, which nobody changes.
   *
   * @param status HTTP status
   * @param headers names in lower case
   * @param body its bytes
   */
  record Whole(int status, Map<String, String> headers, byte[] body) implements Answer {
    public Whole {
      headers = Map.copyOf(headers);
    }

    /** The same with one more header. */
    public Whole with(String name, String value) {
      Map<String, String> more = new LinkedHashMap<>(headers);
      more.put(name, value);
      return new Whole(status, more, body);
    }

    /** The body as text. */
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /** An answer that comes while it is written. */
  non-sealed interface Live extends Answer {
    /**
     * Writes all of it, on this thread; returning ends it well.
     *
     * @throws IOException what the outlet threw, or if the answer broke: then the connection is cut
     */
    void writeTo(Outlet out) throws IOException;

    /** The client left, or the server stops: end soon. From any thread, at any time; idempotent. */
    void cancel();
  }

  /** JSON of this status. */
  static Whole json(int status, String json) {
    return new Whole(
        status, Map.of("content-type", "application/json"), json.getBytes(StandardCharsets.UTF_8));
  }

  /** JSON, all well. */
  static Whole json(String json) {
    return json(200, json);
  }

  /** Plain text. */
  static Whole text(int status, String text) {
    return new Whole(
        status,
        Map.of("content-type", "text/plain; charset=utf-8"),
        text.getBytes(StandardCharsets.UTF_8));
  }

  /** Nothing to say but that it is done. */
  static Whole done() {
    return new Whole(204, Map.of(), new byte[0]);
  }
}
