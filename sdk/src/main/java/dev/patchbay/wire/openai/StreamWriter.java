package dev.patchbay.wire.openai;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.Usage;
import dev.patchbay.failure.Failure;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.ClientView;
import dev.patchbay.wire.Loss;
import dev.patchbay.wire.StreamEncoder;
import dev.patchbay.wire.oai.ErrorWords;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Encodes a stream for a client: the role first in each choice, tool calls by our own indexes,
 * usage only if asked for, and the terminator only after a whole answer. One thread.
 */
final class StreamWriter implements StreamEncoder {
  private static final SseFrame DONE = SseFrame.data("[DONE]");

  private final ClientView client;
  private final TreeMap<Integer, ChoiceWriter> choices = new TreeMap<>();
  private final List<Loss> losses = new ArrayList<>();
  private ChatEvent.Start start = new ChatEvent.Start("", "", null, null);
  private JsonFields extras = JsonFields.NONE;
  private @Nullable Usage usage;

  StreamWriter(ClientView client) {
    this.client = client;
  }

  @Override
  public void encode(ChatEvent event, Consumer<SseFrame> out) {
    if (event instanceof ChatEvent.Start first) {
      start = first;
    } else if (event instanceof ChatEvent.UsageReport report) {
      usage = usage == null ? report.usage() : usage.merge(report.usage());
    } else if (event instanceof ChatEvent.Extras more) {
      extras = extras.and(more.extras().in(Words.PROTOCOL));
    } else if (event instanceof ChatEvent.Finish finish) {
      choice(finish.choice(), out).finish(finish);
    } else if (!(event instanceof ChatEvent.Unknown)) {
      part(event, out);
    }
  }

  private void part(ChatEvent event, Consumer<SseFrame> out) {
    if (event instanceof ChatEvent.TextDelta d) {
      choice(d.choice(), out).text("content", d.text());
    } else if (event instanceof ChatEvent.RefusalDelta d) {
      choice(d.choice(), out).refusal(d.text());
    } else if (event instanceof ChatEvent.ThinkingDelta d) {
      choice(d.choice(), out).thinking(d.part(), d.text());
    } else if (event instanceof ChatEvent.Signature s) {
      choice(s.choice(), out).signature(s);
    } else if (event instanceof ChatEvent.CitationAdded c) {
      choice(c.choice(), out).citation(c.citation());
    } else if (event instanceof ChatEvent.ToolCallStart s) {
      choice(s.choice(), out).call(s);
    } else if (event instanceof ChatEvent.ToolCallDelta d) {
      choice(d.choice(), out).arguments(d.part(), d.arguments());
    } else if (event instanceof ChatEvent.PartAdded p) {
      added(p, out);
    } else if (event instanceof ChatEvent.PartExtras p) {
      choice(p.choice(), out).extras(p.part(), p.extras());
    } else if (event instanceof ChatEvent.PartEnd p) {
      choice(p.choice(), out).end(p.part());
    }
  }

  private void added(ChatEvent.PartAdded event, Consumer<SseFrame> out) {
    Part part = event.content();
    ChoiceWriter choice = choice(event.choice(), out);
    if (ResponseEncoder.isUntellable(part)) {
      lost("part", ResponseEncoder.untellable(part));
    } else {
      choice.whole(event.part(), part);
    }
  }

  private ChoiceWriter choice(int index, Consumer<SseFrame> out) {
    ChoiceWriter choice = choices.computeIfAbsent(index, i -> new ChoiceWriter(i, this));
    choice.to(out);
    return choice;
  }

  /** Writes a chunk; what is written of the choices goes between the brackets of their array. */
  void chunk(Json.Printer choices, @Nullable Usage told, Consumer<SseFrame> out) {
    out.accept(SseFrame.data(Json.write(writer -> chunk(writer, choices, told))));
  }

  private void chunk(JsonWriter writer, Json.Printer inside, @Nullable Usage told)
      throws IOException {
    writer.beginObject();
    writer.name("id").value(start.id());
    writer.name("object").value("chat.completion.chunk");
    writer.name("created").value(ResponseEncoder.seconds(start.created()));
    writer.name("model").value(client.model());
    writer.name("choices").beginArray();
    inside.print(writer);
    writer.endArray();
    if (told != null) {
      writer.name("usage");
      UsageWords.encode(writer, told);
    } else if (client.includeUsage()) {
      PartDecoder.nothing(writer, "usage");
    }
    writer.name("service_tier").value(start.serviceTier());
    ResponseEncoder.answerExtras(writer, extras);
    extras = JsonFields.NONE;
    writer.endObject();
  }

  void lost(String feature, String detail) {
    Loss loss = new Loss(feature, detail);
    if (!losses.contains(loss)) {
      losses.add(loss);
    }
  }

  @Override
  public void end(Consumer<SseFrame> out) {
    boolean tellsUsage = client.includeUsage() && usage != null;
    if (tellsUsage || !extras.isEmpty()) {
      chunk(writer -> {}, tellsUsage ? usage : null, out);
    }
    out.accept(DONE);
  }

  @Override
  public void fail(Failure failure, Consumer<SseFrame> out) {
    out.accept(SseFrame.data(ErrorWords.body(failure)));
  }

  @Override
  public List<Loss> losses() {
    return List.copyOf(losses);
  }
}
