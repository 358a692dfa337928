package dev.patchbay.wire.compaction;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.json.Json;
import dev.patchbay.json.RawJson;
import dev.patchbay.secret.Sealer;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.UntranslatableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How compactions are asked for, told, and read when they come back. Thread-safe. */
public final class Compactions {
  private final Sealer sealer;

  /** Compactions whose summaries are sealed so. */
  public Compactions(Sealer sealer) {
    this.sealer = sealer;
  }

  /**
   * How requests of a tenant's client are read: summaries of ours in them are opened. What does not
   * open is a {@link dev.patchbay.json.BadJsonException}.
   */
  public Codec reading(Codec codec, String tenant) {
    return codec.protocol() == Protocol.OPENAI_RESPONSES
        ? new OpeningCodec(codec, CompactionItem.of(sealer, tenant))
        : codec;
  }

  /**
   * How a compaction is told to a tenant's client.
   *
   * @param codec of the client
   * @param whole the conversation, with the history that the request left to us
   */
  public Codec telling(Codec codec, ChatRequest whole, String tenant) {
    return new CompactingCodec(codec, whole, CompactionItem.of(sealer, tenant));
  }

  /** How a target is asked for one. */
  public static Codec asking(Codec codec, Set<Quirk> quirks) {
    return hasEndpoint(codec.protocol(), quirks)
        ? new EndpointCodec(codec)
        : new SummaryCodec(codec);
  }

  /** True if a target compacts by itself: it answers whole, never as a stream. */
  public static boolean hasEndpoint(Protocol protocol, Set<Quirk> quirks) {
    return protocol == Protocol.OPENAI_RESPONSES
        && quirks.contains(Quirk.COMPACTS)
        && !quirks.contains(Quirk.AZURE_DEPLOYMENT_PATH);
  }

  /**
   * Refuses a conversation of which a part is sealed by an issuer of another protocol: without it
   * the rest would make no sense.
   *
   * @throws UntranslatableException if there is such a part
   */
  public static void refuseSealed(ChatRequest request, Protocol target) {
    if (target == Protocol.OPENAI_RESPONSES) {
      return;
    }
    for (Message message : request.messages()) {
      if (message instanceof Message.Assistant said
          && said.parts().stream().anyMatch(CompactionItem::isOne)) {
        throw CompactionItem.sealedElsewhere();
      }
    }
  }

  /** Why an answer to the question is no compaction; null if it is one. */
  public static @Nullable String fault(ChatResponse answer) {
    List<Part> parts = answer.message().parts();
    boolean compacted =
        isItems(parts) ? parts.stream().anyMatch(CompactionItem::isOne) : !answer.text().isBlank();
    return compacted ? null : "The answer holds no summary of the conversation";
  }

  /** True for an answer in a provider's own items. */
  static boolean isItems(List<Part> parts) {
    return !parts.isEmpty() && parts.stream().allMatch(Part.Unknown.class::isInstance);
  }

  /** The elements of an array. */
  static List<RawJson> elements(RawJson array) {
    return Json.read(
        array.text(),
        in -> {
          List<RawJson> elements = new ArrayList<>();
          in.beginArray();
          while (in.hasNext()) {
            elements.add(Json.raw(in));
          }
          in.endArray();
          return elements;
        });
  }
}
