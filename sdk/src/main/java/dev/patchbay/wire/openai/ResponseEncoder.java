package dev.patchbay.wire.openai;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Choice;
import dev.patchbay.chat.Citation;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.StopReason;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.ClientView;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Loss;
import dev.patchbay.wire.ServiceTiers;
import dev.patchbay.wire.writing.Ending;
import dev.patchbay.wire.writing.Losses;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Encodes a whole answer for a client. One thread. */
final class ResponseEncoder {
  /** The protocol has one text and one list of calls, and no order of the two. */
  static final Loss TEXT_AFTER_CALL =
      new Loss("part-order", "Text that came after a tool call was put before it");

  static final Loss CITATION = new Loss("citations", "Sources without an address were left out");

  private static final Set<String> ANSWER =
      Set.of("id", "object", "created", "model", "choices", "usage", "service_tier", "error");
  private static final Set<String> CHOICE =
      Set.of("index", "finish_reason", "delta", Delta.MESSAGE);
  private static final Set<String> MESSAGE =
      Set.of(
          "role",
          "content",
          "refusal",
          "annotations",
          "audio",
          "tool_calls",
          ThinkingWords.CONTENT,
          ThinkingWords.DETAILS);

  private final Losses losses = new Losses();

  private ResponseEncoder() {}

  static Encoded encode(ChatResponse response, ClientView client) {
    ResponseEncoder encoder = new ResponseEncoder();
    byte[] body = Json.writeBytes(writer -> encoder.write(writer, response, client));
    return new Encoded(body, encoder.losses.list());
  }

  private void write(JsonWriter writer, ChatResponse response, ClientView client)
      throws IOException {
    writer.beginObject();
    writer.name("id").value(response.id());
    writer.name("object").value("chat.completion");
    writer.name("created").value(seconds(response.created()));
    writer.name("model").value(client.model());
    writer.name("choices").beginArray();
    for (Choice choice : response.choices()) {
      choice(writer, choice);
    }
    writer.endArray();
    if (response.usage() != null) {
      writer.name("usage");
      UsageWords.encode(writer, response.usage());
    }
    writer.name("service_tier").value(ServiceTiers.openai(response.serviceTier()));
    extras(writer, response.extras().in(Words.PROTOCOL));
    writer.endObject();
  }

  private void choice(JsonWriter writer, Choice choice) throws IOException {
    Ending ending = Ending.of(choice, Words.PROTOCOL);
    writer.beginObject();
    writer.name("index").value(choice.index());
    writer.name(Delta.MESSAGE).beginObject();
    message(writer, choice, ending);
    writer.endObject();
    finish(writer, ending);
    writer.endObject();
  }

  private void message(JsonWriter writer, Choice choice, Ending ending) throws IOException {
    List<Part> parts = choice.message().parts();
    writer.name("role").value(Words.ASSISTANT);
    content(writer, parts);
    refusal(writer, parts, ending);
    thinking(writer, parts);
    annotations(writer, parts);
    for (Part part : parts) {
      other(writer, part);
    }
    calls(writer, choice.message().toolCalls());
    Json.fields(writer, PartDecoder.inside(ending.extras(), Delta.MESSAGE).without(MESSAGE));
  }

  /** Content is a text, whatever parts it was made of; null only beside something else. */
  private void content(JsonWriter writer, List<Part> parts) throws IOException {
    StringBuilder text = new StringBuilder();
    boolean elsewhere = false;
    boolean called = false;
    for (Part part : parts) {
      called |= part instanceof Part.ToolCall;
      if (part instanceof Part.Text said) {
        text.append(said.text());
        if (called && !said.text().isEmpty()) {
          losses.accept(TEXT_AFTER_CALL);
        }
      }
      elsewhere |= !(part instanceof Part.Text) && !ThinkingWords.isThinking(part);
    }
    if (text.isEmpty() && elsewhere) {
      PartDecoder.nothing(writer, "content");
    } else {
      writer.name("content").value(text.toString());
    }
  }

  private static void refusal(JsonWriter writer, List<Part> parts, Ending ending)
      throws IOException {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      if (part instanceof Part.Refusal refusal) {
        text.append(refusal.text());
      }
    }
    if (text.isEmpty() && ending.reason() == StopReason.REFUSAL) {
      text.append(ending.declined());
    }
    if (text.isEmpty()) {
      PartDecoder.nothing(writer, "refusal");
    } else {
      writer.name("refusal").value(text.toString());
    }
  }

  private static void thinking(JsonWriter writer, List<Part> parts) throws IOException {
    String text = ThinkingWords.text(parts);
    if (!text.isEmpty()) {
      writer.name(ThinkingWords.CONTENT).value(text);
    }
    if (parts.stream().anyMatch(ThinkingWords::isDetailed)) {
      ThinkingWords.details(writer, parts);
    }
  }

  private void annotations(JsonWriter writer, List<Part> parts) throws IOException {
    List<Citation> citations = new ArrayList<>();
    for (Part part : parts) {
      if (part instanceof Part.Text text) {
        citations.addAll(text.citations());
      }
    }
    if (citations.stream().anyMatch(citation -> !PartEncoder.isTellable(citation))) {
      losses.accept(CITATION);
    }
    if (!citations.isEmpty()) {
      writer.name("annotations");
      PartEncoder.annotations(writer, citations);
    }
  }

  private void other(JsonWriter writer, Part part) throws IOException {
    if (part instanceof Part.Audio audio) {
      AudioWords.encode(writer, audio);
    } else if (part instanceof Part.Image
        || part instanceof Part.Document
        || part instanceof Part.Unknown) {
      losses.accept(untold(part));
    }
  }

  /** The loss of a part an answer of the protocol has no place for. */
  static Loss untold(Part part) {
    String kind = part.getClass().getSimpleName();
    return new Loss("part", "An answer has no place for a part of kind " + kind);
  }

  private static void calls(JsonWriter writer, List<Part.ToolCall> calls) throws IOException {
    if (calls.isEmpty()) {
      return;
    }
    writer.name("tool_calls").beginArray();
    for (Part.ToolCall call : calls) {
      ToolWords.call(writer, call, call.id(), call.name(), call.info().extras().in(Words.PROTOCOL));
    }
    writer.endArray();
  }

  /** How a choice ended, and its unknown fields. */
  static void finish(JsonWriter writer, Ending ending) throws IOException {
    writer.name("finish_reason");
    RawJson word = ending.extras().get("finish_reason").orElse(null);
    if (ending.reason() == StopReason.OTHER && word != null) {
      Json.raw(writer, word);
    } else {
      writer.value(Words.stopWord(ending.reason()));
    }
    if (ending.extras().get(Logprobs.NAME).isEmpty()) {
      PartDecoder.nothing(writer, Logprobs.NAME);
    }
    Json.fields(writer, ending.extras().without(CHOICE));
  }

  static long seconds(@Nullable Instant created) {
    return created == null ? 0 : created.getEpochSecond();
  }

  /** Unknown fields of an answer, except where they would take a field's name. */
  static void extras(JsonWriter writer, JsonFields extras) throws IOException {
    Json.fields(writer, extras.without(ANSWER));
  }
}
