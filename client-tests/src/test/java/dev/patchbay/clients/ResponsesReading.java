package dev.patchbay.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseOutputMessage;
import com.openai.models.responses.ResponseOutputText;
import com.openai.models.responses.ResponseReasoningItem;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.ResponseUsage;

/** What openai-java shows of a response. */
final class ResponsesReading {
  private ResponsesReading() {}

  /** What a caller that prints deltas has seen: it must be what the last event says. */
  static final class Deltas {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder refusal = new StringBuilder();
    private final StringBuilder arguments = new StringBuilder();
    private long sequence = -1;

    void add(ResponseStreamEvent event) {
      event.outputTextDelta().ifPresent(delta -> text.append(delta.delta()));
      event.refusalDelta().ifPresent(delta -> refusal.append(delta.delta()));
      event.functionCallArgumentsDelta().ifPresent(delta -> arguments.append(delta.delta()));
      JsonNode json = Seen.tree(event);
      assertEquals(++sequence, json.path("sequence_number").asLong(-1), () -> json.toString());
    }

    void check(Response answer) {
      Deltas said = new Deltas();
      for (ResponseOutputItem item : answer.output()) {
        item.functionCall().ifPresent(call -> said.arguments.append(call.arguments()));
        item.message()
            .ifPresent(
                message ->
                    message
                        .content()
                        .forEach(
                            piece -> {
                              piece.outputText().ifPresent(t -> said.text.append(t.text()));
                              piece.refusal().ifPresent(r -> said.refusal.append(r.refusal()));
                            }));
      }
      assertEquals(said.text.toString(), text.toString());
      assertEquals(said.refusal.toString(), refusal.toString());
      assertEquals(said.arguments.length(), arguments.length());
    }
  }

  static Seen seen(Response answer) {
    Seen seen = new Seen().line("id", answer.id()).line("model", answer.model().asString());
    seen.line("created", (long) answer.createdAt());
    answer.output().forEach(item -> item(seen, item));
    String status = answer.status().orElseThrow().asString();
    String why =
        answer
            .incompleteDetails()
            .flatMap(Response.IncompleteDetails::reason)
            .map(Object::toString)
            .orElse(null);
    seen.line("status", status, why);
    answer.usage().ifPresent(usage -> usage(seen, usage));
    return seen;
  }

  private static void item(Seen seen, ResponseOutputItem item) {
    if (item.isMessage()) {
      item.asMessage().content().forEach(piece -> piece(seen, piece));
    } else if (item.isReasoning()) {
      reasoning(seen, item.asReasoning());
    } else if (item.isFunctionCall()) {
      var call = item.asFunctionCall();
      seen.call(call.callId(), call.name(), call.arguments());
    } else if (item.isCustomToolCall()) {
      var call = item.asCustomToolCall();
      seen.line("custom", call.callId(), call.name(), call.input());
    } else {
      seen.line("other", Seen.tree(item).path("type").asText());
    }
  }

  private static void piece(Seen seen, ResponseOutputMessage.Content piece) {
    if (piece.isRefusal()) {
      seen.line("refusal", piece.asRefusal().refusal());
      return;
    }
    seen.said("text", piece.asOutputText().text());
    for (ResponseOutputText.Annotation annotation : piece.asOutputText().annotations()) {
      if (annotation.isUrlCitation()) {
        var cited = annotation.asUrlCitation();
        seen.line("citation", cited.url(), cited.title(), cited.startIndex(), cited.endIndex());
      } else {
        seen.line("annotation", Seen.tree(annotation).path("type").asText());
      }
    }
  }

  private static void reasoning(Seen seen, ResponseReasoningItem item) {
    StringBuilder text = new StringBuilder();
    item.summary().forEach(piece -> text.append(piece.text()));
    item.content().ifPresent(all -> all.forEach(piece -> text.append(piece.text())));
    seen.said("thinking", text.toString());
    seen.said("opaque", item.encryptedContent().orElse(null));
  }

  private static void usage(Seen seen, ResponseUsage usage) {
    seen.line("input", usage.inputTokens());
    seen.line("output", usage.outputTokens());
    seen.line("total", usage.totalTokens());
    seen.count("cached", usage.inputTokensDetails().cachedTokens());
    seen.count("written", usage.inputTokensDetails().cacheWriteTokens());
    seen.count("reasoning", usage.outputTokensDetails().reasoningTokens());
  }
}
