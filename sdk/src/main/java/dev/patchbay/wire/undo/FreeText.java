package dev.patchbay.wire.undo;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.Part;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.Undo;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Turns calls of functions that stand for free-text tools into calls of these: the text is told
 * when it is whole, as it comes as an argument. One thread.
 */
final class FreeText implements Consumer<ChatEvent> {
  /** Arguments are the same in all protocols. */
  private static final Protocol ANY = Protocol.OPENAI_CHAT;

  private final Set<String> tools;
  private final Consumer<ChatEvent> out;
  private final Map<PartKey, StringBuilder> open = new HashMap<>();

  FreeText(Set<String> tools, Consumer<ChatEvent> out) {
    this.tools = tools;
    this.out = out;
  }

  @Override
  public void accept(ChatEvent event) {
    if (event instanceof ChatEvent.ToolCallStart call && tools.contains(call.name())) {
      open.put(new PartKey(call.choice(), call.part()), new StringBuilder());
      out.accept(
          new ChatEvent.ToolCallStart(
              call.choice(),
              call.part(),
              call.id(),
              call.name(),
              Part.ToolCall.Kind.CUSTOM,
              call.info()));
    } else if (event instanceof ChatEvent.ToolCallDelta more) {
      arguments(more);
    } else if (event instanceof ChatEvent.PartAdded added
        && added.content() instanceof Part.ToolCall call
        && tools.contains(call.name())) {
      out.accept(new ChatEvent.PartAdded(added.choice(), added.part(), free(call)));
    } else {
      if (event instanceof ChatEvent.PartEnd end) {
        settle(new PartKey(end.choice(), end.part()));
      }
      out.accept(event);
    }
  }

  private void arguments(ChatEvent.ToolCallDelta more) {
    StringBuilder arguments = open.get(new PartKey(more.choice(), more.part()));
    if (arguments == null) {
      out.accept(more);
    } else {
      arguments.append(more.arguments());
    }
  }

  private void settle(PartKey part) {
    StringBuilder arguments = open.remove(part);
    if (arguments != null) {
      String text = text(arguments.toString());
      out.accept(new ChatEvent.ToolCallDelta(part.choice(), part.part(), text));
    }
  }

  private static Part free(Part.ToolCall call) {
    return new Part.ToolCall(
        call.id(), call.name(), text(call.arguments()), Part.ToolCall.Kind.CUSTOM, call.info());
  }

  /** The text in a call's arguments; what a model says beside the form is the text. */
  private static String text(String arguments) {
    try {
      Block fields = Block.of(RawJson.of(arguments), "$.arguments", ANY);
      String text = fields.text(Undo.FREE_TEXT);
      return text == null ? arguments : text;
    } catch (BadJsonException | IllegalArgumentException e) {
      return arguments;
    }
  }
}
