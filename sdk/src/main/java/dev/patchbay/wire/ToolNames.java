package dev.patchbay.wire;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.json.JsonFields;
import org.jspecify.annotations.Nullable;

/**
 * Names of tools as every provider takes them: {@code [A-Za-z0-9_-]{1,64}}. Pure: the same name
 * always gives the same one. Stateless.
 */
public final class ToolNames {
  /** Longest name of a function at OpenAI and Anthropic alike. */
  private static final int LONGEST = 64;

  private static final int HASH_LENGTH = 6;

  private ToolNames() {}

  /**
   * The name itself if it is valid. Else its wrong characters become {@code _}, and a hash of the
   * original ends it, so that {@code a.b} and {@code a:b} stay apart.
   */
  public static String fit(String name) {
    if (isValid(name)) {
      return name;
    }
    StringBuilder fitted = new StringBuilder(LONGEST);
    int kept = Math.min(name.length(), LONGEST - HASH_LENGTH - 1);
    for (int i = 0; i < kept; i++) {
      char c = name.charAt(i);
      fitted.append(ToolIds.isWord(c) ? c : '_');
    }
    return fitted.append('_').append(ToolIds.base62(name, HASH_LENGTH)).toString();
  }

  /** True if a name may be sent as it is. */
  public static boolean isValid(String name) {
    return !name.isEmpty() && name.length() <= LONGEST && name.chars().allMatch(ToolIds::isWord);
  }

  /** An event of the answer with the caller's own name for the tool it calls, and its marks. */
  public static ChatEvent own(ChatEvent event, Undo undo) {
    if (event instanceof ChatEvent.ToolCallStart call && isOthers(call.name(), undo)) {
      return new ChatEvent.ToolCallStart(
          call.choice(),
          call.part(),
          call.id(),
          undo.renamed().getOrDefault(call.name(), call.name()),
          call.kind(),
          marked(call.info(), undo.marks().get(call.name())));
    }
    if (event instanceof ChatEvent.PartAdded added
        && added.content() instanceof Part.ToolCall call
        && isOthers(call.name(), undo)) {
      Part own =
          new Part.ToolCall(
              call.id(),
              undo.renamed().getOrDefault(call.name(), call.name()),
              call.arguments(),
              call.kind(),
              marked(call.info(), undo.marks().get(call.name())));
      return new ChatEvent.PartAdded(added.choice(), added.part(), own);
    }
    return event;
  }

  private static boolean isOthers(String name, Undo undo) {
    return undo.renamed().containsKey(name) || undo.marks().containsKey(name);
  }

  /** What the target says beside a call means nothing to a protocol that has marks of its own. */
  private static PartInfo marked(PartInfo info, @Nullable JsonFields mark) {
    return mark == null ? info : info.withExtras(mark);
  }
}
