package dev.patchbay.wire.anthropic;

import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Choice;
import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.StopReason;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes an upstream's whole answer. Stateless. */
final class ResponseDecoder {
  private ResponseDecoder() {}

  static ChatResponse decode(byte[] body, Issuer issuer) {
    Block answer = Json.read(body, Words::block);
    if (!answer.has("content")) {
      throw new BadJsonException("$.content", "Expected content blocks, found nothing");
    }
    String id = answer.string("id", "");
    String model = answer.string("model", "");
    List<Part> parts =
        answer.objects("content").stream().map(block -> PartDecoder.decode(block, issuer)).toList();
    Message.Assistant message = new Message.Assistant(parts);
    Choice choice = choice(answer, message);
    Block usage = answer.object("usage");
    UsageWords.Decoded told = usage == null ? null : UsageWords.decode(usage, null);
    JsonFields extras = extras(answer);
    return new ChatResponse(
        id,
        model,
        null,
        List.of(choice),
        told == null ? null : told.usage(),
        told == null ? null : told.serviceTier(),
        told == null ? extras : UsageWords.keep(extras, told.details()));
  }

  private static Choice choice(Block answer, Message.Assistant message) {
    String word = answer.string("stop_reason");
    String sequence = answer.string("stop_sequence");
    JsonFields extras = stopExtras(word, answer.take("stop_details"));
    StopReason reason = stopReason(word, !message.toolCalls().isEmpty());
    return new Choice(0, message, reason, sequence, extras);
  }

  /** Why it stopped; a reason that contradicts the content is put right. */
  static StopReason stopReason(@Nullable String word, boolean calls) {
    if (word == null) {
      return calls ? StopReason.TOOL_CALLS : StopReason.END;
    }
    StopReason reason = Words.stopReason(word);
    return reason == StopReason.TOOL_CALLS && !calls ? StopReason.END : reason;
  }

  /** Details of the stop (a refusal's explanation), and a reason this version has no word for. */
  static JsonFields stopExtras(@Nullable String word, @Nullable RawJson details) {
    JsonFields extras = JsonFields.NONE;
    if (word != null && Words.stopReason(word) == StopReason.OTHER) {
      extras = extras.and(JsonFields.of(Words.PROTOCOL, "stop_reason", RawJson.string(word)));
    }
    return details == null
        ? extras
        : extras.and(JsonFields.of(Words.PROTOCOL, "stop_details", details));
  }

  /** The fields of an answer, or of its start, that have no place of their own. */
  static JsonFields extras(Block message) {
    for (String known : ResponseEncoder.KNOWN) {
      message.take(known);
    }
    return message.spokenRest();
  }
}
