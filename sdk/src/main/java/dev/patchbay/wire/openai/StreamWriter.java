package dev.patchbay.wire.openai;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.Usage;
import dev.patchbay.failure.Failure;
import dev.patchbay.json.Json;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.ClientView;
import dev.patchbay.wire.ServiceTiers;
import dev.patchbay.wire.oai.ErrorWords;
import dev.patchbay.wire.writing.AnswerWriter;
import dev.patchbay.wire.writing.Ending;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Encodes a stream for a client: chunks, each of one choice; usage only if asked for, and the
 * terminator only after a whole answer. One thread.
 */
final class StreamWriter extends AnswerWriter<PartWriter> {
  /** The last frame of a whole answer. */
  static final SseFrame DONE = SseFrame.data("[DONE]");

  private final ClientView client;

  StreamWriter(ClientView client) {
    super(Words.PROTOCOL, Choices.MANY);
    this.client = client;
  }

  @Override
  protected PartWriter writer(int choice) {
    return new PartWriter(choice, this, lost());
  }

  /** Writes a chunk; what is written of the choices goes between the brackets of their array. */
  void chunk(Json.Printer choices, @Nullable Usage usage) {
    frames().data(writer -> chunk(writer, choices, usage));
  }

  private void chunk(JsonWriter writer, Json.Printer choices, @Nullable Usage usage)
      throws IOException {
    writer.name("id").value(told().id());
    writer.name("object").value("chat.completion.chunk");
    writer.name("created").value(ResponseEncoder.seconds(told().created()));
    writer.name("model").value(client.model());
    writer.name("choices").beginArray();
    choices.print(writer);
    writer.endArray();
    if (usage != null) {
      writer.name("usage");
      UsageWords.encode(writer, usage);
    } else if (client.includeUsage()) {
      PartDecoder.nothing(writer, "usage");
    }
    writer.name("service_tier").value(ServiceTiers.openai(told().serviceTier()));
    ResponseEncoder.extras(writer, told().takeExtras());
  }

  @Override
  protected void finish(int choice, Ending ending) {
    decline(choice, ending);
    parts(choice).finish(ending);
  }

  @Override
  protected void end() {
    Usage usage = client.includeUsage() ? told().usage() : null;
    if (usage != null || !told().extras().isEmpty()) {
      chunk(writer -> {}, usage);
    }
    frames().add(DONE);
  }

  @Override
  protected void fail(Failure failure) {
    frames().add(SseFrame.data(ErrorWords.body(failure)));
  }
}
