package dev.patchbay.wire.undo;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.StopReason;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Turns the calls of one tool into text: its arguments are what the caller asked for. One thread.
 */
final class Unwrapping implements Consumer<ChatEvent> {
  private final String tool;
  private final Consumer<ChatEvent> out;
  private final Set<PartKey> wrapped = new HashSet<>();

  Unwrapping(String tool, Consumer<ChatEvent> out) {
    this.tool = tool;
    this.out = out;
  }

  @Override
  public void accept(ChatEvent event) {
    if (event instanceof ChatEvent.ToolCallStart call && call.name().equals(tool)) {
      wrapped.add(new PartKey(call.choice(), call.part()));
      out.accept(new ChatEvent.TextDelta(call.choice(), call.part(), ""));
    } else if (event instanceof ChatEvent.ToolCallDelta more && isWrapped(event)) {
      out.accept(new ChatEvent.TextDelta(more.choice(), more.part(), more.arguments()));
    } else if (event instanceof ChatEvent.PartAdded added
        && added.content() instanceof Part.ToolCall call
        && call.name().equals(tool)) {
      wrapped.add(new PartKey(added.choice(), added.part()));
      out.accept(new ChatEvent.TextDelta(added.choice(), added.part(), call.arguments()));
    } else if (event instanceof ChatEvent.Finish finish
        && finish.reason() == StopReason.TOOL_CALLS
        && wrapped.stream().anyMatch(part -> part.choice() == finish.choice())) {
      out.accept(
          new ChatEvent.Finish(
              finish.choice(), StopReason.END, finish.stopSequence(), finish.extras()));
    } else if (!(event instanceof ChatEvent.PartExtras && isWrapped(event))) {
      out.accept(event);
    }
  }

  private boolean isWrapped(ChatEvent event) {
    return wrapped.contains(PartKey.of(event));
  }
}
