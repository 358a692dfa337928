package dev.patchbay.chat;

import dev.patchbay.json.JsonFields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One part while its deltas come in. One thread; belongs to {@link ChatFold}. */
final class PartFold {
  /** What the part will be. */
  enum Kind {
    TEXT,
    REFUSAL,
    THINKING,
    TOOL_CALL,
    WHOLE
  }

  final StringBuilder text = new StringBuilder();
  final List<Citation> citations = new ArrayList<>();
  private final Kind kind;
  @Nullable Opaque signature;
  @Nullable Part whole;
  private ChatEvent.@Nullable ToolCallStart call;

  PartFold(Kind kind) {
    this.kind = kind;
  }

  void begin(ChatEvent.ToolCallStart start) {
    call = call == null ? start : call;
  }

  /** The part so far, with the unknown fields that came for it. */
  Part part(JsonFields extras) {
    PartInfo info = extras.isEmpty() ? PartInfo.NONE : PartInfo.of(null, extras);
    return switch (kind) {
      case TEXT -> new Part.Text(text.toString(), citations, info);
      case REFUSAL -> new Part.Refusal(text.toString(), info);
      case THINKING -> new Part.Thinking(text.toString(), signature, info);
      case TOOL_CALL -> toolCall(extras);
      case WHOLE -> whole == null ? new Part.Text("") : withExtras(whole, extras);
    };
  }

  private Part toolCall(JsonFields extras) {
    if (call == null) {
      return new Part.ToolCall("", "", arguments());
    }
    PartInfo info = call.info();
    return new Part.ToolCall(
        call.id(),
        call.name(),
        call.kind() == Part.ToolCall.Kind.CUSTOM ? text.toString() : arguments(),
        call.kind(),
        extras.isEmpty() ? info : info.withExtras(info.extras().and(extras)));
  }

  private static Part withExtras(Part part, JsonFields extras) {
    if (extras.isEmpty() || part instanceof Part.Unknown) {
      return part; // an unknown part is raw: it has no place for more
    }
    PartInfo info = part.info().withExtras(part.info().extras().and(extras));
    if (part instanceof Part.Text p) {
      return new Part.Text(p.text(), p.citations(), info);
    } else if (part instanceof Part.Refusal p) {
      return new Part.Refusal(p.text(), info);
    } else if (part instanceof Part.Thinking p) {
      return new Part.Thinking(p.text(), p.signature(), info);
    } else if (part instanceof Part.OpaqueThinking p) {
      return new Part.OpaqueThinking(p.data(), info);
    } else if (part instanceof Part.ToolCall p) {
      return new Part.ToolCall(p.id(), p.name(), p.arguments(), p.kind(), info);
    } else if (part instanceof Part.Image p) {
      return new Part.Image(p.source(), p.detail(), info);
    } else if (part instanceof Part.Document p) {
      return new Part.Document(p.source(), p.title(), p.context(), p.citations(), info);
    } else {
      Part.Audio p = (Part.Audio) part;
      return new Part.Audio(p.source(), p.transcript(), info);
    }
  }

  /** No arguments are an empty object: a call of a tool without parameters streams nothing. */
  private String arguments() {
    return text.toString().isBlank() ? "{}" : text.toString();
  }
}
