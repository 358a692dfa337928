package dev.patchbay.server.api;

import dev.patchbay.json.Json;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.Protocol;
import org.jspecify.annotations.Nullable;

/** How the frames of a stream stand in the bytes of an answer. */
enum Framing {
  /** Server-sent events; alive by a comment, which no client hands on. */
  EVENTS(": keep-alive\n\n"),
  /** Server-sent events of Claude's kind; alive by an event of its own. */
  CLAUDE_EVENTS("event: ping\ndata: {\"type\": \"ping\"}\n\n"),
  /**
   * Server-sent events of Gemini's kind; alive by empty lines. Google's SDK for JavaScript before
   * 2.0, which Gemini CLI 0.61 has, loses whatever comes after a comment.
   */
  GEMINI_EVENTS("\n\n"),
  /** One JSON array that grows: Gemini's without {@code alt=sse}. Nothing keeps it alive. */
  ARRAY(null);

  private static final byte[] NOTHING = new byte[0];

  private final byte @Nullable [] pulse;

  Framing(@Nullable String pulse) {
    this.pulse = pulse == null ? null : Json.utf8(pulse);
  }

  static Framing of(Protocol protocol) {
    return switch (protocol) {
      case ANTHROPIC_MESSAGES -> CLAUDE_EVENTS;
      case GEMINI -> GEMINI_EVENTS;
      case OPENAI_CHAT, OPENAI_RESPONSES -> EVENTS;
    };
  }

  /** What says that the stream lives; null if nothing may be said between frames. */
  byte @Nullable [] pulse() {
    return pulse;
  }

  String contentType() {
    return this == ARRAY ? "application/json" : "text/event-stream; charset=utf-8";
  }

  /** The bytes of a frame. */
  byte[] frame(SseFrame frame, boolean first) {
    return Json.utf8(this == ARRAY ? (first ? "[" : ",\r\n") + frame.data() : frame.lines());
  }

  /** An event of its own: some clients lose what is glued to a comment. Gemini's take none. */
  byte[] comment(String text) {
    boolean takes = this == EVENTS || this == CLAUDE_EVENTS;
    return takes ? Json.utf8(": " + text + "\n\n") : NOTHING;
  }

  /** What follows the last frame. */
  byte[] end(boolean any) {
    return this == ARRAY ? Json.utf8(any ? "]" : "[]") : NOTHING;
  }

  /** An error that comes instead of the stream, as its reader expects it. */
  byte[] error(byte[] body) {
    if (this != ARRAY) {
      return body;
    }
    byte[] wrapped = new byte[body.length + 2];
    wrapped[0] = '[';
    System.arraycopy(body, 0, wrapped, 1, body.length);
    wrapped[wrapped.length - 1] = ']';
    return wrapped;
  }
}
