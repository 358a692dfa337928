package dev.patchbay.wire.gemini;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.failure.Failure;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.ClientView;
import dev.patchbay.wire.writing.AnswerWriter;
import dev.patchbay.wire.writing.Ending;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;

/**
 * Encodes a stream for a client: frames without names, each an answer of its own with what is new
 * in it; the last one has the reasons and the usage, for it may come last. No frame follows it: the
 * official client fails on {@code [DONE]}. One thread.
 */
final class StreamWriter extends AnswerWriter<PartWriter> {
  private final ClientView client;

  StreamWriter(ClientView client) {
    super(Words.PROTOCOL, Choices.MANY);
    this.client = client;
  }

  @Override
  protected PartWriter writer(int choice) {
    return new PartWriter(choice, this, lost());
  }

  /** Writes a frame; what is written of the candidates goes between the brackets of their array. */
  void frame(Json.Printer candidates) {
    frames()
        .data(
            writer -> {
              candidates(writer, candidates);
              ResponseEncoder.tail(writer, told().id(), null, null, JsonFields.NONE, client);
            });
  }

  private static void candidates(JsonWriter writer, Json.Printer candidates) throws IOException {
    writer.name("candidates").beginArray();
    candidates.print(writer);
    writer.endArray();
  }

  @Override
  protected void finish(int choice, Ending ending) {
    // Usage may come later: the reason is told at the end.
  }

  @Override
  protected void end() {
    frames()
        .data(
            writer -> {
              if (parts(0).hasSpoken() || told().extras().get(Words.FEEDBACK).isEmpty()) {
                candidates(writer, this::endings);
              }
              ResponseEncoder.tail(
                  writer, told().id(), told().created(), told().usage(), told().extras(), client);
            });
  }

  private void endings(JsonWriter writer) throws IOException {
    SortedMap<Integer, Ending> endings = told().endings();
    if (endings.isEmpty()) {
      parts(0).finish(writer, told().ending(0));
    }
    for (Map.Entry<Integer, Ending> each : endings.entrySet()) {
      parts(each.getKey()).finish(writer, each.getValue());
    }
  }

  @Override
  protected void fail(Failure failure) {
    frames().add(SseFrame.data(Errors.body(failure)));
  }
}
