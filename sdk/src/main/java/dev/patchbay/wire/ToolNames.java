package dev.patchbay.wire;

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
}
