package dev.patchbay.attempt;

import dev.patchbay.chat.CallOptions;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.JsonBytes;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.JsonPlace;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Glance;
import dev.patchbay.wire.Loss;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.TargetProfile;
import dev.patchbay.wire.UntranslatableException;
import dev.patchbay.wire.WireRequest;
import dev.patchbay.wire.compaction.Compactions;
import dev.patchbay.wire.compaction.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is asked, in the form in which the caller has it. Thread-safe. */
public sealed interface Asked {
  /**
   * The request in the canonical model.
   *
   * @throws UntranslatableException if a client's bytes cannot be decoded
   */
  ChatRequest request();

  /** How it is to be routed. */
  CallOptions options();

  /**
   * The caller's own bytes for a target, if they pass: then its answer goes back as it comes, too.
   *
   * @param codec speaks to the target
   * @throws UntranslatableException if the bytes are malformed
   */
  Optional<Encoded> splice(Codec codec, TargetProfile target, boolean stream);

  /** Where the caller's own bytes have a text, as a path; empty if there are none, or nowhere. */
  default Optional<String> place(String text) {
    return Optional.empty();
  }

  /** The caller's headers that mean something in this protocol, names in lower case. */
  Map<String, String> headers(Protocol target);

  /** What was left out of it before it is encoded. */
  default List<Loss> losses() {
    return List.of();
  }

  /** How many answers are asked for, at least 1. */
  int choices();

  /** Whether the conversation in short is asked for, not an answer to it. */
  default Form compaction() {
    return Form.NONE;
  }

  /** What an encoder may know of a target, with what narrows it for this request. */
  default TargetProfile within(TargetProfile target) {
    return target;
  }

  /** A request of the canonical model. */
  record Typed(ChatRequest request) implements Asked {
    @Override
    public CallOptions options() {
      return request.options();
    }

    @Override
    public int choices() {
      return request.choices();
    }

    @Override
    public Optional<Encoded> splice(Codec codec, TargetProfile target, boolean stream) {
      return Optional.empty();
    }

    @Override
    public Map<String, String> headers(Protocol target) {
      return Map.of();
    }
  }

  /** A client's bytes, decoded once at most, when the first target needs that. */
  final class Wired implements Asked {
    private final WireRequest wire;
    private final Codec client;
    private final @Nullable Glance glance;
    private final boolean streams;
    private final boolean usage;
    private final boolean rewritten;
    private @Nullable ChatRequest request;

    /**
     * @param client speaks the client's protocol
     * @param glance what was seen of the request, for all attempts; null if it cannot be read
     * @param streams true if the client wants a stream
     * @param usage true if the client wants a stream to end with usage
     * @param rewritten true if the answer may have to be joined of several: then no bytes pass
     */
    public Wired(
        WireRequest wire,
        Codec client,
        @Nullable Glance glance,
        boolean streams,
        boolean usage,
        boolean rewritten) {
      this.wire = wire;
      this.client = client;
      this.glance = glance;
      this.streams = streams;
      this.usage = usage;
      this.rewritten = rewritten;
    }

    /** What the client sent. */
    public WireRequest wire() {
      return wire;
    }

    /** What the answer repeats of the request. */
    public JsonFields echo() {
      return glance == null ? JsonFields.NONE : client.echo(glance);
    }

    /** Speaks the client's protocol. */
    public Codec client() {
      return client;
    }

    /** True if the client wants a stream. */
    public boolean streams() {
      return streams;
    }

    /** True if the client wants a stream to end with usage. */
    public boolean wantsUsage() {
      return usage;
    }

    @Override
    public Form compaction() {
      return glance == null ? Form.NONE : Compactions.form(wire, glance);
    }

    @Override
    public synchronized ChatRequest request() {
      if (request == null) {
        request = decoded();
      }
      return request;
    }

    private ChatRequest decoded() {
      try {
        ChatRequest.Builder decoded = client.decodeRequest(wire.body()).toBuilder();
        if (wire.model() != null) {
          decoded.model(wire.model());
        }
        return decoded.options(wire.options()).build();
      } catch (BadJsonException e) {
        throw unreadable(e);
      }
    }

    @Override
    public CallOptions options() {
      return wire.options();
    }

    /**
     * Two protocols have a field for it; what is no number there is refused by whoever is asked.
     */
    @Override
    public int choices() {
      if (glance == null) {
        return 1;
      }
      JsonBytes in = glance.body();
      int node =
          switch (wire.protocol()) {
            case OPENAI_CHAT -> in.field(in.root(), "n");
            case GEMINI -> in.field(in.field(in.root(), "generationConfig"), "candidateCount");
            case OPENAI_RESPONSES, ANTHROPIC_MESSAGES -> JsonBytes.NONE;
          };
      try {
        Integer choices = in.integer(node, "$");
        return choices == null ? 1 : Math.max(1, choices);
      } catch (BadJsonException e) {
        return 1;
      }
    }

    @Override
    public Optional<Encoded> splice(Codec codec, TargetProfile target, boolean stream) {
      if (glance == null || rewritten || codec.protocol() != wire.protocol()) {
        return Optional.empty();
      }
      try {
        return codec.splice(glance, target, stream);
      } catch (BadJsonException e) {
        throw unreadable(e);
      }
    }

    @Override
    public Optional<String> place(String text) {
      return glance == null ? Optional.empty() : JsonPlace.of(glance.body(), text);
    }

    private static UntranslatableException unreadable(BadJsonException e) {
      return new UntranslatableException(
          "request", "The request cannot be read: " + e.getMessage());
    }

    @Override
    public Map<String, String> headers(Protocol target) {
      return target == wire.protocol() ? wire.headers() : Map.of();
    }
  }

  /** What is asked, with a change; whatever is not changed is as the caller has it. */
  sealed interface Changed extends Asked {
    /** What is asked otherwise. */
    Asked asked();

    @Override
    default CallOptions options() {
      return asked().options();
    }

    @Override
    default int choices() {
      return asked().choices();
    }

    @Override
    default Form compaction() {
      return asked().compaction();
    }

    @Override
    default Optional<String> place(String text) {
      return asked().place(text);
    }

    @Override
    default Map<String, String> headers(Protocol target) {
      return asked().headers(target);
    }

    /** What was left out before, and what this change leaves out. */
    default List<Loss> with(List<Loss> more) {
      List<Loss> all = new ArrayList<>(asked().losses());
      all.addAll(more);
      return all;
    }
  }

  /**
   * What is asked, in other messages than the caller sent: no bytes pass.
   *
   * @param lost what was left out of it
   */
  record Restated(Asked asked, ChatRequest request, List<Loss> lost) implements Changed {
    @Override
    public int choices() {
      return request.choices();
    }

    @Override
    public Optional<Encoded> splice(Codec codec, TargetProfile target, boolean stream) {
      return Optional.empty();
    }

    @Override
    public List<Loss> losses() {
      return with(lost);
    }
  }

  /**
   * What is asked, once a provider has refused the thinking in its history: all of it is left out,
   * for a part of it would be refused again.
   */
  record WithoutThinking(Asked asked) implements Changed {
    private static final Loss REFUSED =
        new Loss("thinking", "refused as not the provider's own: all of the history was left out");

    @Override
    public ChatRequest request() {
      ChatRequest request = asked.request();
      List<Message> messages = new ArrayList<>();
      for (Message message : request.messages()) {
        if (!(message instanceof Message.Assistant said)) {
          messages.add(message);
          continue;
        }
        List<Part> parts = said.parts().stream().filter(part -> !isThinking(part)).toList();
        if (!parts.isEmpty()) {
          messages.add(new Message.Assistant(parts, said.name(), said.extras()));
        }
      }
      return request.toBuilder().messages(messages).build();
    }

    private static boolean isThinking(Part part) {
      return part instanceof Part.Thinking || part instanceof Part.OpaqueThinking;
    }

    /** The bytes have the thinking in them. */
    @Override
    public Optional<Encoded> splice(Codec codec, TargetProfile target, boolean stream) {
      return Optional.empty();
    }

    @Override
    public List<Loss> losses() {
      return with(List.of(REFUSED));
    }
  }

  /**
   * What is asked, with a shorter answer than could be: that is what a budget leaves. Thread-safe.
   *
   * @param asked what is asked otherwise
   * @param maxOutput most tokens of the answer
   * @param stated whether the request has a limit of its own; where it has none, its bytes cannot
   *     pass, since most protocols have no place where one could be spliced in
   * @param why who wants it shorter, for a person
   */
  record Limited(Asked asked, int maxOutput, boolean stated, String why) implements Changed {
    /** How encoders call it when they lower a limit. */
    private static final String FEATURE = "max-output-tokens";

    @Override
    public ChatRequest request() {
      ChatRequest request = asked.request();
      Integer own = request.maxOutputTokens();
      int most = own == null ? maxOutput : Math.min(own, maxOutput);
      return request.toBuilder().maxOutputTokens(most).build();
    }

    /** The splicer takes the limit for the model's own, and says so: it is not. */
    @Override
    public Optional<Encoded> splice(Codec codec, TargetProfile target, boolean stream) {
      return stated ? asked.splice(codec, target, stream).map(Limited::untold) : Optional.empty();
    }

    private static Encoded untold(Encoded spliced) {
      List<Loss> losses =
          spliced.losses().stream().filter(loss -> !loss.feature().equals(FEATURE)).toList();
      return new Encoded(spliced.body(), losses, spliced.undo());
    }

    @Override
    public TargetProfile within(TargetProfile target) {
      Integer own = target.maxOutput();
      int most = own == null ? maxOutput : Math.min(own, maxOutput);
      return new TargetProfile(
          target.model(),
          target.issuer(),
          target.quirks(),
          target.capabilities(),
          target.contextWindow(),
          most,
          target.cache());
    }

    @Override
    public List<Loss> losses() {
      return with(List.of(new Loss(FEATURE, "Lowered to " + maxOutput + ": " + why)));
    }
  }
}
