package dev.patchbay.wire;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.Part;
import java.util.Map;

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

  /**
   * An event of the answer with the caller's own name for the tool it calls.
   *
   * @param renamed from {@link Undo#renamed}
   */
  public static ChatEvent own(ChatEvent event, Map<String, String> renamed) {
    if (event instanceof ChatEvent.ToolCallStart call && renamed.containsKey(call.name())) {
      String name = renamed.getOrDefault(call.name(), call.name());
      return new ChatEvent.ToolCallStart(
          call.choice(), call.part(), call.id(), name, call.kind(), call.info());
    }
    if (event instanceof ChatEvent.PartAdded added) {
      return new ChatEvent.PartAdded(added.choice(), added.part(), own(added.content(), renamed));
    }
    return event;
  }

  private static Part own(Part part, Map<String, String> renamed) {
    return part instanceof Part.ToolCall call && renamed.containsKey(call.name())
        ? new Part.ToolCall(
            call.id(),
            renamed.getOrDefault(call.name(), call.name()),
            call.arguments(),
            call.kind(),
            call.info())
        : part;
  }
}
