package dev.patchbay.wire.openai;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.Citation;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.wire.writing.Ending;
import dev.patchbay.wire.writing.Losses;
import dev.patchbay.wire.writing.PartEvents;
import dev.patchbay.wire.writing.WholeCalls;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the parts of a choice: the role first, then deltas; tool calls by our own indexes, in the
 * order they begin. One thread.
 */
final class PartWriter extends PartEvents {
  private final int choice;
  private final StreamWriter stream;
  private final Losses losses;
  private final Map<Integer, Call> calls = new HashMap<>();
  private final Map<Integer, JsonFields> thoughts = new HashMap<>();
  private int details;
  private boolean begun;

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

  PartWriter(int choice, StreamWriter stream, Losses losses) {
    this.choice = choice;
    this.stream = stream;
    this.losses = losses;
  }

  @Override
  protected void text(int part, String text) {
    if (!calls.isEmpty() && !text.isEmpty()) {
      losses.accept(ResponseEncoder.TEXT_AFTER_CALL);
    }
    said("content", text);
  }

  @Override
  protected void refusal(int part, String text) {
    said("refusal", text);
  }

  @Override
  protected void thinking(int part, String text) {
    thoughts.putIfAbsent(part, JsonFields.NONE);
    said(ThinkingWords.CONTENT, text);
  }

  private void said(String name, String text) {
    if (!text.isEmpty()) {
      delta(writer -> writer.name(name).value(text));
    }
  }

  @Override
  protected void signature(int part, Opaque signature) {
    JsonFields known = thoughts.getOrDefault(part, JsonFields.NONE);
    thoughts.put(part, JsonFields.NONE);
    detail(signature.value(), null, known);
  }

  private void detail(@Nullable String signature, @Nullable String data, JsonFields extras) {
    int place = details++;
    delta(
        writer -> {
          writer.name(ThinkingWords.DETAILS).beginArray();
          ThinkingWords.detail(writer, null, signature, data, extras, place);
          writer.endArray();
        });
  }

  @Override
  protected void citation(int part, Citation citation) {
    if (PartEncoder.isTellable(citation)) {
      delta(writer -> PartEncoder.annotations(writer.name("annotations"), List.of(citation)));
    } else {
      losses.accept(ResponseEncoder.CITATION);
    }
  }

  @Override
  protected void call(ChatEvent.ToolCallStart start) {
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

  @Override
  protected void arguments(int part, String arguments) {
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

  @Override
  protected void whole(int part, Part content) {
    if (content instanceof Part.OpaqueThinking opaque) {
      detail(null, opaque.data().value(), ThinkingWords.own(opaque));
    } else if (content instanceof Part.Audio audio) {
      delta(writer -> AudioWords.encode(writer, audio));
    } else if (!pieces(part, content)) {
      losses.accept(ResponseEncoder.untold(content));
    }
  }

  /** What else is known of a thought is told with its signature, or at its end. */
  @Override
  protected void extras(int part, JsonFields extras) {
    thoughts.computeIfPresent(part, (p, known) -> known.and(extras.in(Words.PROTOCOL)));
  }

  /** A call without arguments is one of an empty object, never of an empty text. */
  @Override
  protected void end(int part) {
    JsonFields thought = thoughts.getOrDefault(part, JsonFields.NONE);
    if (!thought.isEmpty()) {
      thoughts.put(part, JsonFields.NONE);
      detail(null, null, thought);
    }
    Call call = calls.get(part);
    if (call != null && !call.argued) {
      arguments(part, WholeCalls.given(call.kind, ""));
    }
  }

  /** The last chunk of a choice says why it ended. */
  void finish(Ending ending) {
    begin();
    chunk(
        writer -> Json.fields(writer, PartDecoder.inside(ending.extras(), Delta.MESSAGE)),
        writer -> ResponseEncoder.finish(writer, ending));
  }

  /** The first chunk of a choice carries the role: the SDKs refuse a choice without. */
  private void begin() {
    if (!begun) {
      begun = true;
      chunk(
          writer -> writer.name("role").value(Words.ASSISTANT).name("content").value(""),
          PartWriter::unfinished);
    }
  }

  private void delta(Json.Printer delta) {
    begin();
    chunk(delta, PartWriter::unfinished);
  }

  private static void unfinished(JsonWriter writer) throws IOException {
    PartDecoder.nothing(writer, "finish_reason");
  }

  private void chunk(Json.Printer delta, Json.Printer finish) {
    stream.chunk(
        writer -> {
          writer.beginObject();
          writer.name("index").value(choice);
          writer.name("delta").beginObject();
          delta.print(writer);
          writer.endObject();
          finish.print(writer);
          writer.endObject();
        },
        null);
  }
}
