package dev.patchbay.conversation;

import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a request leaves its history to the conversation, and how it goes on from it. Pure. */
public final class AutoContext {
  private AutoContext() {}

  /**
   * True for one message of the user's, and for results of tools alone, which one may follow: what
   * they answer is not among them.
   *
   * @param messages without system text
   */
  public static boolean wanted(List<Message> messages) {
    int results = 0;
    while (results < messages.size() && messages.get(results) instanceof Message.Tool) {
      results++;
    }
    int rest = messages.size() - results;
    return (rest == 1 && messages.get(results) instanceof Message.User)
        || (rest == 0 && results > 0);
  }

  /**
   * What is said now, with results that name no open call of the history by its id given to the
   * first open one of their tool: not every protocol has ids, and some number them anew.
   */
  public static List<Message> after(List<Message> history, List<Message> now) {
    Map<String, Part.ToolCall> open = open(history);
    List<Message> paired = new ArrayList<>();
    for (Message message : now) {
      if (message instanceof Message.Tool result && !open.containsKey(result.callId())) {
        Part.ToolCall call = first(open, result);
        paired.add(call == null ? result : of(call, result));
        open.remove(call == null ? "" : call.id());
      } else {
        if (message instanceof Message.Tool result) {
          open.remove(result.callId());
        }
        paired.add(message);
      }
    }
    return paired;
  }

  private static Map<String, Part.ToolCall> open(List<Message> history) {
    Map<String, Part.ToolCall> open = new LinkedHashMap<>();
    for (Message message : history) {
      if (message instanceof Message.Assistant said) {
        said.toolCalls().forEach(call -> open.put(call.id(), call));
      } else if (message instanceof Message.Tool result) {
        open.remove(result.callId());
      }
    }
    return open;
  }

  private static Part.@Nullable ToolCall first(
      Map<String, Part.ToolCall> open, Message.Tool result) {
    String name = result.name() == null ? result.callId() : result.name();
    return open.values().stream().filter(call -> call.name().equals(name)).findFirst().orElse(null);
  }

  private static Message.Tool of(Part.ToolCall call, Message.Tool result) {
    return new Message.Tool(
        call.id(), result.name(), result.parts(), result.error(), result.info());
  }
}
