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
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Encodes a whole answer for a client. One thread. */
final class ResponseEncoder {
  /** What a client is shown where a model declined without a word. */
  static final String DECLINED = "The model declined to answer.";

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

  private final List<Loss> losses = new ArrayList<>();

  private ResponseEncoder() {}

  static Encoded encode(ChatResponse response, ClientView client) {
    ResponseEncoder encoder = new ResponseEncoder();
    byte[] body = Json.writeBytes(writer -> encoder.write(writer, response, client));
    return new Encoded(body, encoder.losses);
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
    writer.name("service_tier").value(response.serviceTier());
    answerExtras(writer, response.extras().in(Words.PROTOCOL));
    writer.endObject();
  }

  static long seconds(@Nullable Instant created) {
    return created == null ? 0 : created.getEpochSecond();
  }

  /** Unknown fields of an answer, except where they would take a field's name. */
  static void answerExtras(JsonWriter writer, JsonFields extras) throws IOException {
    Json.fields(writer, extras.without(ANSWER));
  }

  private void choice(JsonWriter writer, Choice choice) throws IOException {
    writer.beginObject();
    writer.name("index").value(choice.index());
    writer.name(Delta.MESSAGE).beginObject();
    message(writer, choice);
    writer.endObject();
    finish(writer, choice.stopReason(), choice.extras().in(Words.PROTOCOL));
    writer.endObject();
  }

  /** How a choice ended, and its unknown fields. */
  static void finish(JsonWriter writer, StopReason reason, JsonFields extras) throws IOException {
    writer.name("finish_reason");
    RawJson word = extras.get("finish_reason").orElse(null);
    if (reason == StopReason.OTHER && word != null) {
      Json.raw(writer, word);
    } else {
      writer.value(Words.stopWord(reason));
    }
    if (extras.get(Logprobs.NAME).isEmpty()) {
      PartDecoder.nothing(writer, Logprobs.NAME);
    }
    Json.fields(writer, extras.without(CHOICE));
  }

  private void message(JsonWriter writer, Choice choice) throws IOException {
    List<Part> parts = choice.message().parts();
    writer.name("role").value(Words.ASSISTANT);
    content(writer, parts);
    refusal(writer, choice);
    thinking(writer, parts);
    annotations(writer, parts);
    for (Part part : parts) {
      other(writer, part);
    }
    calls(writer, choice.message().toolCalls());
    Json.fields(writer, PartDecoder.inside(choice.extras(), Delta.MESSAGE).without(MESSAGE));
  }

  /** Content is a text, whatever parts it was made of; null only beside something else. */
  private static void content(JsonWriter writer, List<Part> parts) throws IOException {
    StringBuilder text = new StringBuilder();
    boolean elsewhere = false;
    for (Part part : parts) {
      if (part instanceof Part.Text said) {
        text.append(said.text());
      }
      elsewhere |= !(part instanceof Part.Text) && !ThinkingWords.isThinking(part);
    }
    if (text.isEmpty() && elsewhere) {
      PartDecoder.nothing(writer, "content");
    } else {
      writer.name("content").value(text.toString());
    }
  }

  private static void refusal(JsonWriter writer, Choice choice) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Part part : choice.message().parts()) {
      if (part instanceof Part.Refusal refusal) {
        text.append(refusal.text());
      }
    }
    if (text.isEmpty() && choice.stopReason() == StopReason.REFUSAL) {
      text.append(DECLINED);
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
      losses.add(new Loss("citations", "Sources without an address were left out"));
    }
    if (!citations.isEmpty()) {
      writer.name("annotations");
      PartEncoder.annotations(writer, citations);
    }
  }

  private void other(JsonWriter writer, Part part) throws IOException {
    if (part instanceof Part.Audio audio) {
      AudioWords.encode(writer, audio);
    } else if (isUntellable(part)) {
      losses.add(new Loss("part", untellable(part)));
    }
  }

  /** True for a part an answer of the protocol has no place for. */
  static boolean isUntellable(Part part) {
    return part instanceof Part.Image
        || part instanceof Part.Document
        || part instanceof Part.Unknown;
  }

  static String untellable(Part part) {
    return "An answer has no place for a part of kind " + part.getClass().getSimpleName();
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
}
