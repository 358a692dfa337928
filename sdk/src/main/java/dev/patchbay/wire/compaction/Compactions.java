package dev.patchbay.wire.compaction;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Message;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonBytes;
import dev.patchbay.json.RawJson;
import dev.patchbay.seal.Seal;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.Glance;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.UntranslatableException;
import dev.patchbay.wire.WireRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How compactions are asked for, told, and read when they come back. Thread-safe. */
public final class Compactions {
  /** What Codex ends a conversation with that is to be compacted. */
  static final String TRIGGER = "compaction_trigger";

  private final Seal seal;

  /** Compactions whose summaries are sealed so. */
  public Compactions(Seal seal) {
    this.seal = seal;
  }

  /**
   * How requests of a tenant's client are read: summaries of ours in them are opened. What does not
   * open is a {@link dev.patchbay.json.BadJsonException}.
   */
  public Codec reading(Codec codec, String tenant) {
    return codec.protocol() == Protocol.OPENAI_RESPONSES
        ? new OpeningCodec(codec, CompactionItem.of(seal, tenant))
        : codec;
  }

  /**
   * How a compaction is told to a tenant's client.
   *
   * @param codec of the client
   * @param whole the conversation, with the history that the request left to us
   */
  public Codec telling(Codec codec, ChatRequest whole, String tenant) {
    return new CompactingCodec(codec, whole, CompactionItem.of(seal, tenant));
  }

  /** As {@link #telling}, where the answer itself is to be the compaction. */
  public Codec answering(Codec codec, String tenant) {
    return new TriggeredCodec(codec, CompactionItem.of(seal, tenant));
  }

  /** In which form a request asks for one. */
  public static Form form(WireRequest request, Glance glance) {
    if (request.compaction()) {
      return Form.ENDPOINT;
    }
    JsonBytes in = glance.body();
    int input = in.field(in.root(), "input");
    if (request.protocol() != Protocol.OPENAI_RESPONSES || !in.isArray(input)) {
      return Form.NONE;
    }
    int last = JsonBytes.NONE;
    int end = in.next(input);
    for (int item = in.first(input); item < end; item = in.next(item)) {
      last = item;
    }
    boolean triggered = last != JsonBytes.NONE && in.is(in.field(last, "type"), TRIGGER);
    return triggered ? Form.TRIGGER : Form.NONE;
  }

  /** How a target is asked for one. */
  public static Codec asking(Form form, Codec codec, Set<Quirk> quirks) {
    if (form == Form.NONE || (form == Form.TRIGGER && hasEndpoint(codec.protocol(), quirks))) {
      return codec;
    }
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

  /**
   * Why an answer is no compaction; null if it is one, or none was asked for.
   *
   * @param codec how it was asked for
   */
  public static @Nullable String fault(Codec codec, ChatResponse answer) {
    boolean missing =
        (codec instanceof SummaryCodec && answer.text().isBlank())
            || (codec instanceof EndpointCodec && !isCompacted(answer));
    return missing ? "The answer holds no summary of the conversation" : null;
  }

  /** True for an answer with an item of a provider's own. */
  static boolean isCompacted(ChatResponse answer) {
    return answer.message().parts().stream().anyMatch(CompactionItem::isOne);
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
