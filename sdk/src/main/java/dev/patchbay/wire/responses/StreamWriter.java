package dev.patchbay.wire.responses;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.failure.Failure;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import dev.patchbay.json.RawJson;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.ClientView;
import dev.patchbay.wire.writing.AnswerWriter;
import dev.patchbay.wire.writing.Ending;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Encodes a stream for a client: the response begun, its items one after the other, and in the last
 * event the whole answer; events are counted without a gap. One thread.
 */
final class StreamWriter extends AnswerWriter<PartWriter> {
  private final ClientView client;
  private ResponseEncoder.Head head;
  private int sequence;

  StreamWriter(ClientView client) {
    super(Words.PROTOCOL, Choices.ONE);
    this.client = client;
    this.head = ResponseEncoder.Head.of("", null, null, client);
  }

  /** What came before was written by somebody else, and this was its last frame. */
  void continueAfter(SseFrame last) {
    hasBegun();
    try {
      Integer number = Words.block(RawJson.of(last.data()), "$").integer("sequence_number");
      sequence = number == null ? sequence : number + 1;
    } catch (BadJsonException e) {
      // It was no event of the protocol's: the numbers go on from what was said.
    }
  }

  @Override
  protected void begin() {
    head = ResponseEncoder.Head.of(told().id(), told().created(), told().serviceTier(), client);
    frame("response.created", writer -> response(writer, ResponseEncoder.IN_PROGRESS, null));
    frame("response.in_progress", writer -> response(writer, ResponseEncoder.IN_PROGRESS, null));
  }

  private void response(JsonWriter writer, String status, @Nullable Failure failure)
      throws IOException {
    writer.name("response").beginObject();
    head.write(writer, status);
    boolean ended = !status.equals(ResponseEncoder.IN_PROGRESS);
    if (failure == null) {
      ResponseEncoder.finish(writer, ended ? told().ending(0) : null);
    } else {
      Errors.write(writer.name("error"), failure);
      ResponseEncoder.nothing(writer, "incomplete_details");
    }
    ResponseEncoder.body(writer, parts(0).output(), ended ? told().usage() : null);
    Echo.write(writer, client.echo(), told().extras());
    writer.endObject();
  }

  @Override
  protected PartWriter writer(int choice) {
    return new PartWriter(this, lost());
  }

  String id() {
    return head.id();
  }

  /** Writes an event. */
  void frame(String type, Json.Printer fields) {
    int number = sequence++;
    frames()
        .named(
            type,
            writer -> {
              writer.name("sequence_number").value(number);
              fields.print(writer);
            });
  }

  @Override
  protected void finish(int choice, Ending ending) {
    decline(choice, ending);
  }

  @Override
  protected void end() {
    String status = ResponseEncoder.status(told().ending(0));
    parts(0).close(status);
    frame("response." + status, writer -> response(writer, status, null));
  }

  /**
   * The failed response, by which clients of the protocol go, and then the error itself: the
   * vendor's SDKs throw at no other event than one with an error object in it, and take a stream
   * that only failed for one that ended (npm openai 6.49.0, tried).
   */
  @Override
  protected void fail(Failure failure) {
    beginOnce();
    frame("response.failed", writer -> response(writer, "failed", failure));
    frame("error", writer -> Errors.event(writer, failure));
  }
}
