package dev.patchbay.server.api;

import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Outlet;
import dev.patchbay.wire.WireReply;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The router's reply on its way to the client. Written once; cancelled from any thread. */
final class LiveAnswer implements Answer.Live {
  private final WireReply reply;
  private final Framing framing;
  private final Map<String, String> always;
  private final Pulse pulse;

  /**
   * An answer of which nothing is written yet.
   *
   * @param always headers it has whatever becomes of it
   */
  LiveAnswer(WireReply reply, Framing framing, Map<String, String> always, Pulse pulse) {
    this.reply = reply;
    this.framing = framing;
    this.always = always;
    this.pulse = pulse;
  }

  @Override
  public void writeTo(Outlet out) throws IOException {
    AnswerSink sink = new AnswerSink(out, framing, early(), always);
    try {
      if (reply.isStream() && framing.pulse() != null) {
        writeAlive(sink);
      } else {
        reply.writeTo(sink);
      }
      sink.end();
    } finally {
      reply.close();
    }
  }

  private void writeAlive(AnswerSink sink) throws IOException {
    Pulse.Beating beating = pulse.start(sink, this::cancel);
    try {
      reply.writeTo(sink);
    } finally {
      beating.end();
    }
  }

  private Map<String, String> early() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("x-patchbay-request-id", reply.trace().requestId());
    return headers;
  }

  @Override
  public void cancel() {
    reply.close();
  }
}
