package dev.patchbay.wire.responses;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Choice;
import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.StopReason;
import dev.patchbay.chat.Usage;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes an upstream's whole answer, in a body or in the last event of a stream. Stateless. */
final class ResponseDecoder {
  /** The last second an {@link Instant} can be relied on to hold: the year 9999. */
  private static final long LAST_SECOND = 253_402_300_799L;

  private ResponseDecoder() {}

  static ChatResponse decode(byte[] body, Issuer issuer) {
    Block answer = Json.read(body, Words::block);
    if (!answer.has("output")) {
      throw new BadJsonException("$.output", "Expected output items, found nothing");
    }
    Read read = read(answer);
    List<Part> parts = new ArrayList<>();
    for (Block item : read.output()) {
      parts.addAll(ItemDecoder.answer(item, issuer, read.id() + "/" + item.path()));
    }
    ChatEvent.Finish finish = finish(read, Kinds.of(parts));
    Choice choice =
        new Choice(0, new Message.Assistant(parts), finish.reason(), null, finish.extras());
    return new ChatResponse(
        read.id(),
        read.model(),
        read.created(),
        List.of(choice),
        read.usage(),
        read.serviceTier(),
        read.extras());
  }

  /**
   * A response object.
   *
   * @param output its items, not yet decoded
   * @param incomplete why it was cut; null if it was not
   * @param extras its other fields that say something, the echo of the request among them
   */
  record Read(
      String id,
      String model,
      @Nullable Instant created,
      @Nullable String serviceTier,
      List<Block> output,
      @Nullable RawJson incomplete,
      @Nullable Usage usage,
      JsonFields extras) {}

  static Read read(Block answer) {
    String id = answer.string("id", "");
    String model = answer.string("model", "");
    Instant created = instant(answer.count("created_at"));
    String tier = answer.string("service_tier");
    List<Block> output = answer.objects("output");
    RawJson incomplete = answer.take("incomplete_details");
    Block usage = answer.object("usage");
    Usage told = usage == null ? null : UsageWords.decode(usage);
    answer.take("object");
    answer.take("status");
    answer.take("error");
    answer.take("output_text"); // said of the items once more, by some servers
    return new Read(id, model, created, tier, output, incomplete, told, answer.spokenRest());
  }

  private static @Nullable Instant instant(@Nullable Long second) {
    return second == null || second <= 0 || second > LAST_SECOND
        ? null
        : Instant.ofEpochSecond(second);
  }

  /** Which kinds of parts decide why an answer stopped. */
  record Kinds(boolean calls, boolean refusal) {
    static Kinds of(List<Part> parts) {
      return new Kinds(
          parts.stream().anyMatch(Part.ToolCall.class::isInstance),
          parts.stream().anyMatch(Part.Refusal.class::isInstance));
    }
  }

  /** Why it stopped: the protocol says only why it was cut. */
  static ChatEvent.Finish finish(Read read, Kinds kinds) {
    RawJson incomplete = read.incomplete();
    if (incomplete != null && incomplete.isObject()) {
      RawJson word = Words.block(incomplete, "$.incomplete_details").take("reason");
      StopReason cut = word == null ? StopReason.OTHER : Words.cut(Block.text(word));
      JsonFields extras =
          cut == StopReason.OTHER
              ? JsonFields.of(Words.PROTOCOL, "incomplete_details", incomplete)
              : JsonFields.NONE;
      return new ChatEvent.Finish(0, cut, null, extras);
    }
    StopReason reason = kinds.refusal() ? StopReason.REFUSAL : StopReason.END;
    return new ChatEvent.Finish(
        0, kinds.calls() ? StopReason.TOOL_CALLS : reason, null, JsonFields.NONE);
  }
}
