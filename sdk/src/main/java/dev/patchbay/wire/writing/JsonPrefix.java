package dev.patchbay.wire.writing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Follows a JSON object as it grows and stops at the first character that cannot be part of one, so
 * that what was told before can still be closed. One thread.
 */
public final class JsonPrefix {
  private static final List<String> LITERALS = List.of("true", "false", "null");

  /** A number (RFC 8259), or the begin of one. */
  private static final Pattern NUMBER =
      Pattern.compile("-|-?(0|[1-9]\\d*)(\\.\\d*|(\\.\\d+)?[eE][+-]?\\d*)?");

  private static final int UNICODE_DIGITS = 4;

  /** What may come next. */
  private enum Next {
    /** The object itself. */
    OBJECT,
    /** A name or the object's end. */
    NAME_OR_END,
    /** A name, after a comma. */
    NAME,
    COLON,
    VALUE,
    /** A value or the array's end. */
    VALUE_OR_END,
    COMMA_OR_END,
    /** More of a string. */
    IN_STRING,
    ESCAPED,
    UNICODE,
    /** More of a number or of true, false, null. */
    IN_WORD,
    /** Nothing but white space. */
    NOTHING
  }

  /** The brackets that are open, as they close. */
  private final Deque<Character> open = new ArrayDeque<>();

  private final StringBuilder word = new StringBuilder();
  private Next next = Next.OBJECT;
  private boolean inName;
  private int digits;
  private boolean broken;

  /** Takes more of the text, and says how many of its characters go on with the object. */
  public int take(String more) {
    int at = 0;
    while (!broken && at < more.length()) {
      if (accepts(more.charAt(at))) {
        at++;
      } else {
        broken = true;
      }
    }
    return at;
  }

  /** True once something came that cannot be part of an object. */
  public boolean isBroken() {
    return broken;
  }

  private boolean accepts(char c) {
    return switch (next) {
      case IN_STRING -> inString(c);
      case ESCAPED -> escaped(c);
      case UNICODE -> unicode(c);
      case IN_WORD -> inWord(c);
      default -> c == ' ' || c == '\n' || c == '\r' || c == '\t' || token(c);
    };
  }

  private boolean token(char c) {
    return switch (next) {
      case OBJECT -> c == '{' && opens(c);
      case NAME_OR_END -> c == '}' ? closes(c) : name(c);
      case NAME -> name(c);
      case COLON -> c == ':' && then(Next.VALUE);
      case VALUE -> value(c);
      case VALUE_OR_END -> c == ']' ? closes(c) : value(c);
      case COMMA_OR_END -> c == ',' ? comma() : closes(c);
      default -> false;
    };
  }

  private boolean then(Next state) {
    next = state;
    return true;
  }

  private boolean opens(char c) {
    open.push(c == '{' ? '}' : ']');
    return then(c == '{' ? Next.NAME_OR_END : Next.VALUE_OR_END);
  }

  private boolean closes(char c) {
    if (open.isEmpty() || open.peek() != c) {
      return false;
    }
    open.pop();
    return then(open.isEmpty() ? Next.NOTHING : Next.COMMA_OR_END);
  }

  private boolean comma() {
    return then(open.element() == '}' ? Next.NAME : Next.VALUE);
  }

  private boolean name(char c) {
    inName = true;
    return c == '"' && then(Next.IN_STRING);
  }

  private boolean value(char c) {
    inName = false;
    if (c == '"') {
      return then(Next.IN_STRING);
    }
    if (c == '{' || c == '[') {
      return opens(c);
    }
    word.setLength(0);
    return isWord(String.valueOf(c)) && then(Next.IN_WORD) && append(c);
  }

  private boolean append(char c) {
    word.append(c);
    return true;
  }

  private boolean inString(char c) {
    if (c == '"') {
      return then(inName ? Next.COLON : Next.COMMA_OR_END);
    }
    return c != '\\' || then(Next.ESCAPED);
  }

  private boolean escaped(char c) {
    digits = 0;
    if (c == 'u') {
      return then(Next.UNICODE);
    }
    return "\"\\/bfnrt".indexOf(c) >= 0 && then(Next.IN_STRING);
  }

  private boolean unicode(char c) {
    if (Character.digit(c, 16) < 0) {
      return false;
    }
    digits++;
    return then(digits == UNICODE_DIGITS ? Next.IN_STRING : Next.UNICODE);
  }

  /** A literal or a number, or the begin of one; what ends it is looked at anew. */
  private boolean inWord(char c) {
    if (isWord(word.toString() + c)) {
      return append(c);
    }
    if (!rest().isEmpty()) {
      return false;
    }
    next = Next.COMMA_OR_END;
    return accepts(c);
  }

  private static boolean isWord(String text) {
    return literal(text) != null || NUMBER.matcher(text).matches();
  }

  private static @Nullable String literal(String text) {
    return LITERALS.stream().filter(each -> each.startsWith(text)).findFirst().orElse(null);
  }

  /** What makes the open word whole; empty if it is. */
  private String rest() {
    String literal = literal(word.toString());
    if (literal != null) {
      return literal.substring(word.length());
    }
    return Character.isDigit(word.charAt(word.length() - 1)) ? "" : "0";
  }

  /**
   * What must follow the characters that went on with the object so that they are one, with one
   * more member in it; empty if the object had ended.
   *
   * @param member a name, a colon and a value
   */
  public String closedWith(String member) {
    if (next == Next.NOTHING) {
      return "";
    }
    if (next == Next.OBJECT) {
      return "{" + member + "}";
    }
    StringBuilder end = new StringBuilder(value());
    boolean first = next == Next.NAME_OR_END || next == Next.NAME;
    for (int depth = open.size(); depth > 1; depth--) {
      end.append(next == Next.NAME && first ? "\"\":null" : "").append(open.pop());
      first = false;
    }
    return end.append(first ? "" : ",").append(member).append('}').toString();
  }

  /** What makes the open value or name whole. */
  private String value() {
    String named = inName ? ":null" : "";
    return switch (next) {
      case IN_STRING -> "\"" + named;
      case ESCAPED -> "\\\"" + named;
      case UNICODE -> "0".repeat(UNICODE_DIGITS - digits) + "\"" + named;
      case IN_WORD -> rest();
      case COLON -> ":null";
      case VALUE -> "null";
      default -> "";
    };
  }
}
