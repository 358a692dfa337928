package dev.patchbay.chat;

import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step of a streamed answer. {@code choice} is the index of the answer, {@code part} the
 * position of the part in its message.
 *
 * <p>Order: {@link Start} once and first; then parts in any interleaving, where a tool call's
 * {@link ToolCallStart} precedes its {@link ToolCallDelta}s and {@link PartEnd} is the last of its
 * part; {@link Finish} once for each choice, after its parts; {@link UsageReport}s anywhere, each
 * cumulative. A stream that fails ends with an exception instead. Immutable.
 */
public sealed interface ChatEvent {
  /** True for what a reader of the answer sees: text, refusal, reasoning and tool calls. */
  default boolean visible() {
    return false;
  }

  /** The answer begins. Fields as in {@link ChatResponse}. */
  record Start(String id, String model, @Nullable Instant created, @Nullable String serviceTier)
      implements ChatEvent {}

  /** More text of a {@link Part.Text}. */
  record TextDelta(int choice, int part, String text) implements ChatEvent {
    @Override
    public boolean visible() {
      return !text.isEmpty();
    }
  }

  /** A source of the text so far. */
  record CitationAdded(int choice, int part, Citation citation) implements ChatEvent {}

  /** More text of a {@link Part.Refusal}. */
  record RefusalDelta(int choice, int part, String text) implements ChatEvent {
    @Override
    public boolean visible() {
      return !text.isEmpty();
    }
  }

  /** More text of a {@link Part.Thinking}. */
  record ThinkingDelta(int choice, int part, String text) implements ChatEvent {
    @Override
    public boolean visible() {
      return !text.isEmpty();
    }
  }

  /** The signature of a {@link Part.Thinking}; the last one counts. */
  record Signature(int choice, int part, Opaque signature) implements ChatEvent {}

  /** A {@link Part.ToolCall} begins; {@code info} holds its marks and unknown fields. */
  record ToolCallStart(
      int choice, int part, String id, String name, Part.ToolCall.Kind kind, PartInfo info)
      implements ChatEvent {
    @Override
    public boolean visible() {
      return true;
    }
  }

  /** More of a tool call's arguments, as text. */
  record ToolCallDelta(int choice, int part, String arguments) implements ChatEvent {
    @Override
    public boolean visible() {
      return !arguments.isEmpty();
    }
  }

  /** A part that comes whole: opaque thinking, media, or one this version has no word for. */
  record PartAdded(int choice, int part, Part content) implements ChatEvent {
    @Override
    public boolean visible() {
      return !(content instanceof Part.OpaqueThinking);
    }
  }

  /** Unknown fields of the part, verbatim, to be added to its info. */
  record PartExtras(int choice, int part, JsonFields extras) implements ChatEvent {}

  /** A part is complete; protocols without such a mark end their parts at the finish. */
  record PartEnd(int choice, int part) implements ChatEvent {}

  /** A choice is complete. Fields as in {@link Choice}. */
  record Finish(int choice, StopReason reason, @Nullable String stopSequence, JsonFields extras)
      implements ChatEvent {}

  /** Tokens so far, cumulative; to be merged with {@link Usage#merge}. */
  record UsageReport(Usage usage) implements ChatEvent {}

  /** Unknown fields of the answer, verbatim, to be added to its extras. */
  record Extras(JsonFields extras) implements ChatEvent {}

  /** An event this version has no word for, verbatim. It is not part of the answer. */
  record Unknown(String protocol, String type, RawJson raw) implements ChatEvent {}
}
