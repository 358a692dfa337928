package dev.patchbay.wire.responses;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.StopReason;
import dev.patchbay.chat.Usage;
import dev.patchbay.failure.Failure;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.ClientView;
import dev.patchbay.wire.Loss;
import dev.patchbay.wire.StreamEncoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Encodes a stream: the response begun, its items one after the other, and in the last event the
 * whole answer. What interleaves with an open part waits for its end. One thread.
 */
final class StreamWriter implements StreamEncoder {
  private final ClientView client;
  private final List<Loss> losses = new ArrayList<>();
  private final Map<Integer, List<ChatEvent>> waiting = new LinkedHashMap<>();
  private final ItemWriter items = new ItemWriter(this);
  private ResponseEncoder.Head head;
  private ChatEvent.@Nullable Finish finish;
  private @Nullable Usage usage;
  private JsonFields extras = JsonFields.NONE;
  private int sequence;
  private boolean begun;
  private boolean over;

  StreamWriter(ClientView client) {
    this.client = client;
    this.head = ResponseEncoder.Head.of("", null, null, client);
  }

  @Override
  public void encode(ChatEvent event, Consumer<SseFrame> out) {
    if (event instanceof ChatEvent.Start start) {
      if (!begun) {
        head = ResponseEncoder.Head.of(start.id(), start.created(), start.serviceTier(), client);
      }
    } else if (event instanceof ChatEvent.UsageReport report) {
      usage = usage == null ? report.usage() : usage.merge(report.usage());
    } else if (event instanceof ChatEvent.Extras more) {
      extras = extras.and(more.extras().in(Words.PROTOCOL));
    } else if (event instanceof ChatEvent.Finish done) {
      if (done.choice() == 0 && finish == null) {
        finish = done;
        closeAll(out);
      }
    } else if (!(event instanceof ChatEvent.Unknown)) {
      inPart(event, out);
    }
  }

  /** Not before the first part: what is known of the answer by then is told. */
  private void begin(Consumer<SseFrame> out) {
    if (!begun) {
      begun = true;
      frame("response.created", writer -> response(writer, "in_progress", null), out);
      frame("response.in_progress", writer -> response(writer, "in_progress", null), out);
    }
  }

  private void response(JsonWriter writer, String status, @Nullable Failure failure)
      throws IOException {
    writer.name("response").beginObject();
    head.write(writer, status);
    JsonFields cut = finish == null ? JsonFields.NONE : finish.extras().in(Words.PROTOCOL);
    boolean ended = !status.equals("in_progress");
    if (failure == null) {
      ResponseEncoder.ended(writer, ended && finish != null ? finish.reason() : null, cut);
    } else {
      Errors.write(writer.name("error"), failure);
      ResponseEncoder.nothing(writer, "incomplete_details");
    }
    ResponseEncoder.body(writer, items.output(), ended ? usage : null);
    ResponseEncoder.extras(writer, extras);
    writer.endObject();
  }

  private void inPart(ChatEvent event, Consumer<SseFrame> out) {
    PartRef ref = PartRef.of(event);
    if (ref.choice() != 0) {
      lost(new Loss("choices", "only the first answer was kept"));
      return;
    }
    begin(out);
    if (items.isInAnother(ref.part())) {
      waiting.computeIfAbsent(ref.part(), part -> new ArrayList<>()).add(event);
      return;
    }
    items.write(event, ref.part(), out);
    flush(out);
  }

  private void flush(Consumer<SseFrame> out) {
    while (!waiting.isEmpty() && !items.inPart()) {
      int part = waiting.keySet().iterator().next();
      List<ChatEvent> events = waiting.remove(part);
      if (events != null) {
        events.forEach(event -> items.write(event, part, out));
      }
    }
  }

  private void closeAll(Consumer<SseFrame> out) {
    items.endPart(out);
    flush(out);
    while (items.inPart()) {
      items.endPart(out);
      flush(out);
    }
  }

  /** Writes an event; a data line holds no line break, which raw JSON may. */
  void frame(String type, Json.Printer fields, Consumer<SseFrame> out) {
    int number = sequence++;
    String data =
        Json.write(
            writer -> {
              writer.beginObject().name("type").value(type);
              writer.name("sequence_number").value(number);
              fields.print(writer);
              writer.endObject();
            });
    out.accept(new SseFrame(type, data.replace('\n', ' ').replace('\r', ' ')));
  }

  void lost(Loss loss) {
    if (!losses.contains(loss)) {
      losses.add(loss);
    }
  }

  String id() {
    return head.id();
  }

  @Override
  public void end(Consumer<SseFrame> out) {
    if (over) {
      return;
    }
    over = true;
    begin(out);
    closeAll(out);
    StopReason reason = finish == null ? StopReason.END : finish.reason();
    JsonFields cut = finish == null ? JsonFields.NONE : finish.extras().in(Words.PROTOCOL);
    String status = ResponseEncoder.status(reason, cut);
    if (reason == StopReason.REFUSAL) {
      items.decline(out);
    }
    items.close(status, out);
    frame("response." + status, writer -> response(writer, status, null), out);
  }

  /**
   * The failed response, by which clients of the protocol go, and then the error itself: the
   * vendor's SDKs throw at no other event than one with an error object in it, and take a stream
   * that only failed for one that ended (npm openai 6.49.0, tried).
   */
  @Override
  public void fail(Failure failure, Consumer<SseFrame> out) {
    if (over) {
      return;
    }
    over = true;
    begin(out);
    frame("response.failed", writer -> response(writer, "failed", failure), out);
    frame("error", writer -> Errors.event(writer, failure), out);
  }

  @Override
  public List<Loss> losses() {
    return List.copyOf(losses);
  }

  /** Where an event of a part belongs. */
  private record PartRef(int choice, int part) {
    static PartRef of(ChatEvent event) {
      if (event instanceof ChatEvent.TextDelta e) {
        return new PartRef(e.choice(), e.part());
      } else if (event instanceof ChatEvent.CitationAdded e) {
        return new PartRef(e.choice(), e.part());
      } else if (event instanceof ChatEvent.RefusalDelta e) {
        return new PartRef(e.choice(), e.part());
      } else if (event instanceof ChatEvent.ThinkingDelta e) {
        return new PartRef(e.choice(), e.part());
      } else if (event instanceof ChatEvent.Signature e) {
        return new PartRef(e.choice(), e.part());
      } else if (event instanceof ChatEvent.ToolCallStart e) {
        return new PartRef(e.choice(), e.part());
      } else if (event instanceof ChatEvent.ToolCallDelta e) {
        return new PartRef(e.choice(), e.part());
      } else if (event instanceof ChatEvent.PartAdded e) {
        return new PartRef(e.choice(), e.part());
      } else if (event instanceof ChatEvent.PartExtras e) {
        return new PartRef(e.choice(), e.part());
      } else if (event instanceof ChatEvent.PartEnd e) {
        return new PartRef(e.choice(), e.part());
      }
      throw new IllegalArgumentException("Not an event of a part: " + event);
    }
  }
}
