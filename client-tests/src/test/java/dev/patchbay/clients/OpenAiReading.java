package dev.patchbay.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.core.JsonValue;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionMessageToolCall;
import com.openai.models.completions.CompletionUsage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What openai-java shows of a chat completion. */
final class OpenAiReading {
  private OpenAiReading() {}

  /** Fields the client has no words for, by choice: reasoning, and what a stream cites. */
  static final class Besides {
    private final Map<Long, List<String>> thoughts = new HashMap<>();
    private final Map<Long, List<String>> opaque = new HashMap<>();
    private final Map<Long, List<JsonNode>> citations = new HashMap<>();

    void add(ChatCompletionChunk chunk) {
      chunk.choices().forEach(c -> add(c.index(), c.delta()._allProperties()));
    }

    void add(long choice, Map<String, JsonValue> fields) {
      JsonNode all = Seen.tree(fields);
      all.path("annotations").forEach(each -> of(citations, choice).add(each.path("url_citation")));
      if (all.hasNonNull("reasoning_content")) {
        of(thoughts, choice).add(all.get("reasoning_content").asText());
      }
      for (JsonNode detail : all.path("reasoning_details")) {
        for (String name : List.of("signature", "data")) {
          if (detail.hasNonNull(name)) {
            of(opaque, choice).add(detail.get(name).asText());
          }
        }
      }
    }

    private static <T> List<T> of(Map<Long, List<T>> all, long choice) {
      return all.computeIfAbsent(choice, c -> new ArrayList<>());
    }
  }

  static Seen whole(ChatCompletion answer) {
    Besides besides = new Besides();
    for (ChatCompletion.Choice choice : answer.choices()) {
      besides.add(choice.index(), choice.message()._allProperties());
    }
    return seen(answer, besides);
  }

  static Seen seen(ChatCompletion answer, Besides besides) {
    Seen seen = new Seen().line("id", answer.id()).line("model", answer.model());
    seen.line("created", answer.created());
    for (ChatCompletion.Choice choice : answer.choices()) {
      long index = choice.index();
      seen.line("choice", index);
      seen.said("thinking", String.join("", Besides.of(besides.thoughts, index)));
      Besides.of(besides.opaque, index).forEach(value -> seen.line("opaque", value));
      message(seen, choice.message());
      Besides.of(besides.citations, index).forEach(each -> citation(seen, each));
      seen.line("finish", choice.finishReason().asString());
    }
    answer.usage().ifPresent(usage -> usage(seen, usage));
    return seen;
  }

  private static void message(Seen seen, ChatCompletionMessage message) {
    seen.said("text", message.content().orElse(null));
    seen.said("refusal", message.refusal().orElse(null));
    message.toolCalls().ifPresent(calls -> calls.forEach(call -> call(seen, call)));
    message.audio().ifPresent(sound -> seen.line("audio", sound.data(), sound.transcript()));
  }

  private static void call(Seen seen, ChatCompletionMessageToolCall call) {
    if (call.isFunction()) {
      var function = call.asFunction();
      seen.call(function.id(), function.function().name(), function.function().arguments());
    } else {
      var custom = call.asCustom();
      seen.line("custom", custom.id(), custom.custom().name(), custom.custom().input());
    }
  }

  private static void citation(Seen seen, JsonNode cited) {
    seen.line(
        "citation",
        cited.path("url").asText(),
        cited.path("title").asText(),
        cited.path("start_index").asInt(),
        cited.path("end_index").asInt());
  }

  private static void usage(Seen seen, CompletionUsage usage) {
    seen.line("input", usage.promptTokens());
    seen.line("output", usage.completionTokens());
    seen.line("total", usage.totalTokens());
    usage
        .promptTokensDetails()
        .ifPresent(
            details ->
                seen.count("cached", details.cachedTokens().orElse(0L))
                    .count("written", details.cacheWriteTokens().orElse(0L))
                    .count("audio in", details.audioTokens().orElse(0L)));
    usage
        .completionTokensDetails()
        .ifPresent(
            details ->
                seen.count("reasoning", details.reasoningTokens().orElse(0L))
                    .count("audio out", details.audioTokens().orElse(0L)));
  }
}
