package dev.patchbay.wire.anthropic;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.ChatEvent;
import dev.patchbay.failure.Failure;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.ClientView;
import dev.patchbay.wire.writing.AnswerWriter;
import dev.patchbay.wire.writing.Ending;
import java.io.IOException;

/**
 * Encodes a stream for a client: one message start, blocks one after the other, one message delta
 * with the stop reason and all usage, one stop. One thread.
 */
final class StreamWriter extends AnswerWriter<PartWriter> {
  /** The last frame of a whole answer. */
  private static final SseFrame PING = new SseFrame("ping", "{\"type\":\"ping\"}");

  static final SseFrame STOP = new SseFrame("message_stop", "{\"type\":\"message_stop\"}");

  private final ClientView client;

  StreamWriter(ClientView client) {
    super(Words.PROTOCOL, Choices.ONE);
    this.client = client;
  }

  /** Clients show the input's tokens from here. */
  @Override
  protected void begin() {
    frames()
        .named(
            "message_start",
            writer -> {
              writer.name("message").beginObject();
              ResponseEncoder.head(writer, told().id(), client.model());
              writer.name("content").beginArray().endArray();
              writer.name("stop_reason").nullValue();
              writer.name("stop_sequence").nullValue();
              writer.name("stop_details").nullValue();
              ResponseEncoder.extras(writer, told().extras());
              usage(writer);
              writer.endObject();
            });
  }

  private void usage(JsonWriter writer) throws IOException {
    writer.name("usage");
    UsageWords.encode(
        writer, told().usage(), told().serviceTier(), UsageWords.details(told().extras()));
  }

  @Override
  protected PartWriter writer(int choice) {
    return new PartWriter(frames(), lost());
  }

  /** Clients of the protocol pass over events they do not know. */
  @Override
  protected SseFrame beat() {
    return PING;
  }

  @Override
  protected void stranger(ChatEvent.Unknown event) {
    if (event.protocol().equals(Words.PROTOCOL)) {
      beginOnce();
      frames().add(new SseFrame(event.type(), event.raw().text()));
    }
  }

  @Override
  protected void finish(int choice, Ending ending) {
    // Usage may come later: the stop is told at the end.
  }

  @Override
  protected void end() {
    frames()
        .named(
            "message_delta",
            writer -> {
              writer.name("delta").beginObject();
              ResponseEncoder.finish(writer, told().ending(0));
              ResponseEncoder.nullable(writer, "container", told().extras());
              writer.endObject();
              usage(writer);
            });
    frames().add(STOP);
  }

  @Override
  protected void fail(Failure failure) {
    frames().add(new SseFrame("error", Errors.body(failure)));
  }
}
