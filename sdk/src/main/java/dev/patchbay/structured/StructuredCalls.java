package dev.patchbay.structured;

import dev.patchbay.chat.ChatClient;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.ResponseFormat;
import dev.patchbay.chat.StopReason;
import dev.patchbay.json.BadJsonException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks a client for values of a type. Stateless. */
public final class StructuredCalls {
  private StructuredCalls() {}

  /**
   * Asks for a value, and once more if the answer says none, with what was wrong with it. A
   * refusal, an answer cut at its token limit and a call of a tool are not asked again.
   *
   * @param request without a {@code responseFormat} of its own
   * @throws StructuredOutputException if there is no such value in the end
   * @throws IllegalArgumentException if the request asks for another format
   */
  public static <T> StructuredResponse<T> chat(
      ChatClient client, ChatRequest request, StructuredType<T> type) {
    if (request.responseFormat() != null
        && !(request.responseFormat() instanceof ResponseFormat.Text)) {
      throw new IllegalArgumentException(
          "responseFormat must be unset where a value of a type is asked for: " + type);
    }
    ChatRequest asked = request.toBuilder().responseFormat(type.format()).build();
    ChatResponse first = client.chat(asked);
    BadJsonException wrong;
    try {
      return new StructuredResponse<>(value(first, type, List.of(first)), first, List.of());
    } catch (BadJsonException e) {
      wrong = e;
    }
    ChatResponse second = client.chat(again(asked, first, wrong));
    List<ChatResponse> both = List.of(first, second);
    try {
      return new StructuredResponse<>(value(second, type, both), second, List.of(first));
    } catch (BadJsonException e) {
      StructuredOutputException failed =
          new StructuredOutputException(
              "The answer is no " + type + ", asked twice: " + e.getMessage(), both);
      failed.initCause(e);
      throw failed;
    }
  }

  private static <T> T value(
      ChatResponse response, StructuredType<T> type, List<ChatResponse> responses) {
    String hopeless = hopeless(response);
    if (hopeless != null) {
      throw new StructuredOutputException("The answer is no " + type + ": " + hopeless, responses);
    }
    return type.parse(response.text());
  }

  /** Why asking again would not help; null if it may. */
  private static @Nullable String hopeless(ChatResponse response) {
    if (!response.toolCalls().isEmpty()) {
      return "the model calls a tool; answer its calls with chat() and ask for the value then";
    }
    StopReason reason = response.stopReason();
    if (reason == StopReason.REFUSAL || reason == StopReason.CONTENT_FILTER) {
      return "the model refused to answer";
    }
    return reason == StopReason.LENGTH
        ? "it was cut at its token limit; raise maxOutputTokens"
        : null;
  }

  /** The history goes on with the answer's words only: a host may refuse its own reasoning back. */
  private static ChatRequest again(
      ChatRequest request, ChatResponse answer, BadJsonException wrong) {
    List<Message> messages = new ArrayList<>(request.messages());
    if (!answer.text().isBlank()) {
      messages.add(new Message.Assistant(List.of(new Part.Text(answer.text()))));
    }
    messages.add(
        Message.user(
            "That answer does not match the JSON schema: "
                + wrong.getMessage()
                + ". Answer again, with nothing but JSON that matches it."));
    return request.toBuilder().messages(messages).build();
  }
}
