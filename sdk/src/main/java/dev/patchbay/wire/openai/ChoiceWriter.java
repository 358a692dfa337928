package dev.patchbay.wire.openai;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.Citation;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.chat.StopReason;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.transport.SseFrame;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One choice of a stream while it is written. One thread. */
final class ChoiceWriter {
  private final int index;
  private final StreamWriter stream;
  private final Map<Integer, Call> calls = new HashMap<>();
  private final Map<Integer, JsonFields> thoughts = new HashMap<>();
  private Consumer<SseFrame> out = frame -> {};
  private int details;
  private boolean begun;
  private boolean refused;

  /** A tool call of the choice: the index the client knows it by, and whether it has arguments. */
  private static final class Call {
    final int index;
    final Part.ToolCall.Kind kind;
    boolean argued;

    Call(int index, Part.ToolCall.Kind kind) {
      this.index = index;
      this.kind = kind;
    }

    String field() {
      return kind == Part.ToolCall.Kind.CUSTOM ? "input" : "arguments";
    }

    String type() {
      return kind == Part.ToolCall.Kind.CUSTOM ? "custom" : Words.FUNCTION;
    }
  }

  ChoiceWriter(int index, StreamWriter stream) {
    this.index = index;
    this.stream = stream;
  }

  void to(Consumer<SseFrame> frames) {
    out = frames;
  }

  void text(String name, String text) {
    if (!text.isEmpty()) {
      delta(writer -> writer.name(name).value(text));
    }
  }

  void refusal(String text) {
    refused |= !text.isEmpty();
    text("refusal", text);
  }

  void thinking(int part, String text) {
    thoughts.putIfAbsent(part, JsonFields.NONE);
    text(ThinkingWords.CONTENT, text);
  }

  /** What else is known of a thought is told with its signature, or at its end. */
  void extras(int part, JsonFields extras) {
    thoughts.computeIfPresent(part, (p, known) -> known.and(extras.in(Words.PROTOCOL)));
  }

  void signature(ChatEvent.Signature event) {
    JsonFields known = thoughts.getOrDefault(event.part(), JsonFields.NONE);
    thoughts.put(event.part(), JsonFields.NONE);
    detail(null, event.signature().value(), null, known, details++);
  }

  private void detail(
      @Nullable String text,
      @Nullable String signature,
      @Nullable String data,
      JsonFields extras,
      int place) {
    delta(
        writer -> {
          writer.name(ThinkingWords.DETAILS).beginArray();
          ThinkingWords.detail(writer, text, signature, data, extras, place);
          writer.endArray();
        });
  }

  void citation(Citation citation) {
    if (PartEncoder.isTellable(citation)) {
      delta(writer -> PartEncoder.annotations(writer.name("annotations"), List.of(citation)));
    } else {
      stream.lost("citations", "Sources without an address were left out");
    }
  }

  void call(ChatEvent.ToolCallStart start) {
    Call call = new Call(calls.size(), start.kind());
    calls.put(start.part(), call);
    delta(
        writer -> {
          writer.name("tool_calls").beginArray().beginObject();
          writer.name("index").value(call.index);
          writer.name("id").value(start.id());
          ToolWords.begin(writer, start.kind(), start.name());
          writer.name(call.field()).value("").endObject();
          Json.fields(writer, start.info().extras().in(Words.PROTOCOL));
          writer.endObject().endArray();
        });
  }

  void arguments(int part, String arguments) {
    Call call = calls.get(part);
    if (call == null || arguments.isEmpty()) {
      return;
    }
    call.argued |= !arguments.isBlank();
    delta(
        writer -> {
          writer.name("tool_calls").beginArray().beginObject();
          writer.name("index").value(call.index);
          writer.name(call.type()).beginObject();
          writer.name(call.field()).value(arguments);
          writer.endObject().endObject().endArray();
        });
  }

  /** A call without arguments is one of an empty object, never of an empty text. */
  void end(int part) {
    JsonFields thought = thoughts.getOrDefault(part, JsonFields.NONE);
    if (!thought.isEmpty()) {
      thoughts.put(part, JsonFields.NONE);
      detail(null, null, null, thought, details++);
    }
    Call call = calls.get(part);
    if (call != null && !call.argued && call.kind == Part.ToolCall.Kind.FUNCTION) {
      arguments(part, "{}");
    }
  }

  void whole(int place, Part part) {
    if (part instanceof Part.Text text) {
      text("content", text.text());
      text.citations().forEach(this::citation);
    } else if (part instanceof Part.Refusal said) {
      refusal(said.text());
    } else if (part instanceof Part.Thinking thinking) {
      String value = thinking.signature() == null ? null : thinking.signature().value();
      text(ThinkingWords.CONTENT, thinking.text());
      if (value != null) {
        detail(null, value, null, ThinkingWords.own(thinking), details++);
      }
    } else if (part instanceof Part.OpaqueThinking opaque) {
      detail(null, null, opaque.data().value(), ThinkingWords.own(opaque), details++);
    } else if (part instanceof Part.Audio audio) {
      delta(writer -> AudioWords.encode(writer, audio));
    } else if (part instanceof Part.ToolCall said) {
      PartInfo info = said.info();
      call(new ChatEvent.ToolCallStart(index, place, said.id(), said.name(), said.kind(), info));
      arguments(place, said.arguments());
    }
  }

  void finish(ChatEvent.Finish finish) {
    calls.keySet().forEach(this::end);
    if (finish.reason() == StopReason.REFUSAL && !refused) {
      refusal(ResponseEncoder.DECLINED);
    }
    begin();
    JsonFields extras = finish.extras().in(Words.PROTOCOL);
    chunk(
        writer -> Json.fields(writer, PartDecoder.inside(extras, Delta.MESSAGE)),
        writer -> ResponseEncoder.finish(writer, finish.reason(), extras));
  }

  /** The first chunk of a choice carries the role: the SDKs refuse a choice without. */
  private void begin() {
    if (!begun) {
      begun = true;
      chunk(
          writer -> writer.name("role").value(Words.ASSISTANT).name("content").value(""),
          ChoiceWriter::unfinished);
    }
  }

  private void delta(Json.Printer delta) {
    begin();
    chunk(delta, ChoiceWriter::unfinished);
  }

  private static void unfinished(JsonWriter writer) throws IOException {
    PartDecoder.nothing(writer, "finish_reason");
  }

  private void chunk(Json.Printer delta, Json.Printer finish) {
    stream.chunk(
        writer -> {
          writer.beginObject();
          writer.name("index").value(index);
          writer.name("delta").beginObject();
          delta.print(writer);
          writer.endObject();
          finish.print(writer);
          writer.endObject();
        },
        null,
        out);
  }
}
