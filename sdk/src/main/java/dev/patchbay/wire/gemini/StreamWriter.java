package dev.patchbay.wire.gemini;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.Part;
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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Encodes a stream: frames without names, each an answer of its own with what is new in it. A call
 * waits until its arguments are whole; the last frame has the reasons and the usage, for it may
 * come last. No frame follows it: the official client fails on {@code [DONE]}. One thread.
 */
final class StreamWriter implements StreamEncoder {
  private final ClientView client;
  private final List<Loss> losses = new ArrayList<>();
  private final Map<String, Call> calls = new TreeMap<>();
  private final Map<Integer, ChatEvent.Finish> finishes = new TreeMap<>();
  private final Map<Integer, Boolean> spoke = new TreeMap<>();
  private ChatEvent.@Nullable Start start;
  private @Nullable Usage usage;
  private JsonFields extras = JsonFields.NONE;
  private boolean failed;

  /** A call whose arguments are coming. */
  private record Call(ChatEvent.ToolCallStart start, StringBuilder arguments) {
    Part.ToolCall whole() {
      String text = arguments.toString();
      boolean none = text.isBlank() && start.kind() == Part.ToolCall.Kind.FUNCTION;
      return new Part.ToolCall(
          start.id(), start.name(), none ? "{}" : text, start.kind(), start.info());
    }
  }

  StreamWriter(ClientView client) {
    this.client = client;
  }

  @Override
  public void encode(ChatEvent event, Consumer<SseFrame> out) {
    if (event instanceof ChatEvent.Start first) {
      start = start == null ? first : start;
    } else if (event instanceof ChatEvent.TextDelta text) {
      part(text.choice(), new Part.Text(text.text()), out);
    } else if (event instanceof ChatEvent.RefusalDelta refusal) {
      part(refusal.choice(), new Part.Text(refusal.text()), out);
    } else if (event instanceof ChatEvent.ThinkingDelta thought) {
      if (!thought.text().isEmpty()) {
        part(thought.choice(), new Part.Thinking(thought.text(), null), out);
      }
    } else if (event instanceof ChatEvent.CitationAdded added) {
      if (!added.citation().protocol().equals(Words.PROTOCOL)) {
        lose("citations", "a source in another protocol's form was left out");
      }
    } else if (event instanceof ChatEvent.PartAdded added) {
      part(added.choice(), added.content(), out);
    } else if (event instanceof ChatEvent.ToolCallStart call) {
      calls.put(key(call.choice(), call.part()), new Call(call, new StringBuilder()));
    } else if (event instanceof ChatEvent.ToolCallDelta more) {
      Call call = calls.get(key(more.choice(), more.part()));
      if (call != null) {
        call.arguments().append(more.arguments());
      }
    } else if (event instanceof ChatEvent.PartEnd end) {
      call(key(end.choice(), end.part()), out);
    } else {
      answer(event, out);
    }
  }

  private void answer(ChatEvent event, Consumer<SseFrame> out) {
    if (event instanceof ChatEvent.UsageReport report) {
      usage = usage == null ? report.usage() : usage.merge(report.usage());
    } else if (event instanceof ChatEvent.Extras more) {
      extras = extras.and(more.extras().in(Words.PROTOCOL));
    } else if (event instanceof ChatEvent.Finish done) {
      flush(done.choice(), out);
      finishes.putIfAbsent(done.choice(), done);
    }
  }

  /** One line: the official client reads no more. A raw line break can only be white space here. */
  private static SseFrame frame(String data) {
    return SseFrame.data(data.replace('\n', ' ').replace('\r', ' '));
  }

  private static String key(int choice, int part) {
    return String.format("%010d/%010d", choice, part);
  }

  private void call(String key, Consumer<SseFrame> out) {
    Call call = calls.remove(key);
    if (call != null) {
      part(call.start().choice(), call.whole(), out);
    }
  }

  private void flush(int choice, Consumer<SseFrame> out) {
    String prefix = key(choice, 0).substring(0, 11);
    List.copyOf(calls.keySet()).stream()
        .filter(key -> key.startsWith(prefix))
        .forEach(key -> call(key, out));
  }

  private void part(int choice, Part part, Consumer<SseFrame> out) {
    if (finishes.containsKey(choice) || !ResponseEncoder.isTold(part, this::lose)) {
      return;
    }
    spoke.put(choice, true);
    String data =
        Json.write(
            writer -> {
              writer.beginObject();
              writer.name("candidates").beginArray().beginObject();
              content(writer, part);
              writer.name("index").value(choice);
              writer.endObject().endArray();
              ResponseEncoder.tail(writer, id(), null, null, JsonFields.NONE, client);
              writer.endObject();
            });
    out.accept(frame(data));
  }

  private void content(JsonWriter writer, Part part) throws IOException {
    writer.name("content").beginObject();
    writer.name("role").value(Words.MODEL);
    writer.name("parts").beginArray();
    PartEncoder.ANSWER.part(writer, part, this::lose);
    writer.endArray().endObject();
  }

  private String id() {
    return start == null ? "" : start.id();
  }

  @Override
  public void end(Consumer<SseFrame> out) {
    if (failed) {
      return;
    }
    List.copyOf(calls.keySet()).forEach(key -> call(key, out));
    if (finishes.isEmpty()) {
      finishes.put(0, new ChatEvent.Finish(0, StopReason.END, null, JsonFields.NONE));
    }
    String data =
        Json.write(
            writer -> {
              writer.beginObject();
              if (spoke.containsKey(0) || extras.get(Words.FEEDBACK).isEmpty()) {
                writer.name("candidates").beginArray();
                for (ChatEvent.Finish finish : finishes.values()) {
                  candidate(writer, finish);
                }
                writer.endArray();
              }
              ResponseEncoder.tail(
                  writer, id(), start == null ? null : start.created(), usage, extras, client);
              writer.endObject();
            });
    out.accept(frame(data));
  }

  /** Clients look for a part in each frame of an answer that has any. */
  private void candidate(JsonWriter writer, ChatEvent.Finish finish) throws IOException {
    writer.beginObject();
    if (spoke.containsKey(finish.choice())) {
      content(writer, new Part.Text(""));
    }
    writer.name("index").value(finish.choice());
    ResponseEncoder.finish(writer, finish.reason(), finish.extras().in(Words.PROTOCOL));
    writer.endObject();
  }

  @Override
  public void fail(Failure failure, Consumer<SseFrame> out) {
    failed = true;
    out.accept(SseFrame.data(Errors.body(failure)));
  }

  private void lose(String feature, String detail) {
    lose(new Loss(feature, detail));
  }

  private void lose(Loss loss) {
    if (!losses.contains(loss)) {
      losses.add(loss);
    }
  }

  @Override
  public List<Loss> losses() {
    return List.copyOf(losses);
  }
}
