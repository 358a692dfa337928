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
  JsonFields extras = JsonFields.NONE;
  private ChatEvent.@Nullable ToolCallStart call;

  PartFold(Kind kind) {
    this.kind = kind;
  }

  void begin(ChatEvent.ToolCallStart start) {
    call = call == null ? start : call;
  }

  Part part() {
    PartInfo info = extras.isEmpty() ? PartInfo.NONE : PartInfo.of(null, extras);
    return switch (kind) {
      case TEXT -> new Part.Text(text.toString(), citations, info);
      case REFUSAL -> new Part.Refusal(text.toString(), info);
      case THINKING -> new Part.Thinking(text.toString(), signature, info);
      case TOOL_CALL -> toolCall();
      case WHOLE -> whole == null ? new Part.Text("") : whole;
    };
  }

  private Part toolCall() {
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

  /** No arguments are an empty object: a call of a tool without parameters streams nothing. */
  private String arguments() {
    return text.toString().isBlank() ? "{}" : text.toString();
  }
}
