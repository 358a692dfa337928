package dev.patchbay.wire.anthropic;

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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Encodes a stream: one message start, blocks one after the other with indexes without a gap, one
 * message delta with the stop reason and all usage, one stop. What interleaves with an open tool
 * call waits for its end. One thread.
 */
final class StreamWriter implements StreamEncoder {
  private final ClientView client;
  private final List<Loss> losses = new ArrayList<>();
  private final Map<Integer, List<ChatEvent>> waiting = new LinkedHashMap<>();
  private final BlockWriter blocks = new BlockWriter(losses);
  private ChatEvent.@Nullable Start start;
  private ChatEvent.@Nullable Finish finish;
  private @Nullable Usage usage;
  private JsonFields extras = JsonFields.NONE;
  private boolean begun;
  private boolean failed;

  StreamWriter(ClientView client) {
    this.client = client;
  }

  @Override
  public void encode(ChatEvent event, Consumer<SseFrame> out) {
    if (event instanceof ChatEvent.Start first) {
      start = start == null ? first : start;
    } else if (event instanceof ChatEvent.UsageReport report) {
      usage = usage == null ? report.usage() : usage.merge(report.usage());
    } else if (event instanceof ChatEvent.Extras more) {
      extras = extras.and(more.extras().in(Words.PROTOCOL));
    } else if (event instanceof ChatEvent.Finish done) {
      if (done.choice() == 0 && finish == null) {
        finish = done;
        closeAll(out);
      }
    } else if (event instanceof ChatEvent.Unknown unknown) {
      if (unknown.protocol().equals(Words.PROTOCOL)) {
        begin(out);
        out.accept(new SseFrame(unknown.type(), unknown.raw().text()));
      }
    } else {
      inPart(event, out);
    }
  }

  /**
   * Says that the message begins. Not before the first part: what is known of the usage by then is
   * told, as clients show the input's tokens from here.
   */
  private void begin(Consumer<SseFrame> out) {
    if (begun) {
      return;
    }
    begun = true;
    String data =
        Json.write(
            writer -> {
              writer.beginObject().name("type").value("message_start");
              writer.name("message").beginObject();
              ResponseEncoder.head(writer, start == null ? "" : start.id(), client.model());
              writer.name("content").beginArray().endArray();
              writer.name("stop_reason").nullValue();
              writer.name("stop_sequence").nullValue();
              writer.name("stop_details").nullValue();
              ResponseEncoder.extras(writer, extras);
              writer.name("usage");
              UsageWords.encode(writer, usage, tier(), UsageWords.details(extras));
              writer.endObject().endObject();
            });
    out.accept(new SseFrame("message_start", data));
  }

  private @Nullable String tier() {
    return start == null ? null : start.serviceTier();
  }

  private void inPart(ChatEvent event, Consumer<SseFrame> out) {
    PartRef ref = PartRef.of(event);
    if (ref.choice() != 0) {
      if (losses.stream().noneMatch(loss -> loss.feature().equals("choices"))) {
        losses.add(new Loss("choices", "only the first answer was kept"));
      }
      return;
    }
    begin(out);
    if (mustWait(ref.part())) {
      waiting.computeIfAbsent(ref.part(), part -> new ArrayList<>()).add(event);
      return;
    }
    blocks.write(event, ref.part(), out);
    if (!blocks.isOpen()) {
      flush(out);
    }
  }

  /** Only a tool call keeps others waiting; text gives way, and goes on in a further block. */
  private boolean mustWait(int part) {
    return blocks.inToolCall() && blocks.part() != part;
  }

  private void flush(Consumer<SseFrame> out) {
    while (!waiting.isEmpty() && !blocks.inToolCall()) {
      int part = waiting.keySet().iterator().next();
      List<ChatEvent> events = waiting.remove(part);
      if (events != null) {
        events.forEach(event -> blocks.write(event, part, out));
      }
    }
  }

  private void closeAll(Consumer<SseFrame> out) {
    blocks.close(out);
    flush(out);
    while (blocks.isOpen()) {
      blocks.close(out);
      flush(out);
    }
  }

  @Override
  public void end(Consumer<SseFrame> out) {
    if (failed) {
      return;
    }
    begin(out);
    closeAll(out);
    String data =
        Json.write(
            writer -> {
              writer.beginObject().name("type").value("message_delta");
              writer.name("delta").beginObject();
              ResponseEncoder.stop(
                  writer,
                  finish == null ? StopReason.END : finish.reason(),
                  finish == null ? null : finish.stopSequence(),
                  finish == null ? JsonFields.NONE : finish.extras().in(Words.PROTOCOL));
              ResponseEncoder.nullable(writer, "container", extras);
              writer.endObject();
              writer.name("usage");
              UsageWords.encode(writer, usage, tier(), UsageWords.details(extras));
              writer.endObject();
            });
    out.accept(new SseFrame("message_delta", data));
    out.accept(new SseFrame("message_stop", "{\"type\":\"message_stop\"}"));
  }

  @Override
  public void fail(Failure failure, Consumer<SseFrame> out) {
    failed = true;
    out.accept(new SseFrame("error", Errors.body(failure)));
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
