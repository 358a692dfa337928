package dev.patchbay.secret;

/**
 * Makes one line of text others wrote, before it is logged: a line end in it could forge a log
 * entry, and a terminal obeys control characters. Stateless.
 */
public final class Lines {
  private Lines() {}

  /** The text with control characters, line ends of all kinds and lone format marks as spaces. */
  public static String one(String text) {
    StringBuilder line = null;
    for (int i = 0; i < text.length(); i++) {
      if (isControl(text.charAt(i))) {
        line = line == null ? new StringBuilder(text) : line;
        line.setCharAt(i, ' ');
      }
    }
    return line == null ? text : line.toString();
  }

  private static boolean isControl(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
