package dev.patchbay.wire.writing;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.Part;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the calls of a choice until their arguments are whole. One thread. */
public final class WholeCalls {
  private final Map<Integer, Call> calls = new HashMap<>();

  private record Call(ChatEvent.ToolCallStart start, StringBuilder arguments) {}

  /** A call begins. */
  public void begin(ChatEvent.ToolCallStart start) {
    calls.put(start.part(), new Call(start, new StringBuilder()));
  }

  /** More of its arguments. */
  public void more(int part, String arguments) {
    Call call = calls.get(part);
    if (call != null) {
      call.arguments().append(arguments);
    }
  }

  /** The call that is whole now; null if the part is none. */
  public Part.@Nullable ToolCall end(int part) {
    Call call = calls.remove(part);
    if (call == null) {
      return null;
    }
    ChatEvent.ToolCallStart start = call.start();
    return new Part.ToolCall(
        start.id(),
        start.name(),
        given(start.kind(), call.arguments().toString()),
        start.kind(),
        start.info());
  }

  /** A call's arguments as clients expect them: those of a function are never empty. */
  public static String given(Part.ToolCall.Kind kind, String arguments) {
    return kind == Part.ToolCall.Kind.FUNCTION && arguments.isBlank() ? "{}" : arguments;
  }
}
