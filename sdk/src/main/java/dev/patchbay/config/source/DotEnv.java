package dev.patchbay.config.source;

import dev.patchbay.config.ConfigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code .env} files: {@code NAME=value} lines, with {@code export}, comments, and single or
 * double quotes, which may span lines; double quotes know {@code \n}, {@code \r}, {@code \t},
 * {@code \"}, {@code \$} and {@code \\}. A message names the line and never quotes it. One thread.
 */
public final class DotEnv {
  private static final Pattern HEAD =
      Pattern.compile("[ \\t]*(?:export[ \\t]+)?([A-Za-z_][A-Za-z0-9_.]*)[ \\t]*=");
  private static final Pattern COMMENT = Pattern.compile("\\s#");
  private static final Map<Character, Character> ESCAPES =
      Map.of('n', '\n', 'r', '\r', 't', '\t', '"', '"', '\\', '\\', '$', '$');

  /** Nobody's environment is longer; a wrong file must not fill the memory. */
  private static final long MOST_BYTES = 1 << 20;

  private final String name;
  private final String text;
  private final Map<String, String> values = new LinkedHashMap<>();
  private int at;
  private int line = 1;

  private DotEnv(String name, String text) {
    this.name = name;
    this.text = text;
  }

  /**
   * Reads a file; nothing if it is not there.
   *
   * @throws ConfigException if a line is no assignment, or the file cannot be read
   */
  public static Map<String, String> read(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        return Map.of();
      }
      if (Files.size(file) > MOST_BYTES) {
        throw fault(file.toString(), "is larger than 1 MiB: this is no .env file");
      }
      return parse(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      ConfigException unreadable = fault(file.toString(), "cannot be read as UTF-8 text");
      unreadable.initCause(e);
      throw unreadable;
    }
  }

  /** Reads a text; the name stands in messages. Of several values of a name, the last counts. */
  static Map<String, String> parse(String name, String text) {
    String bare = text.startsWith("\uFEFF") ? text.substring(1) : text;
    DotEnv file = new DotEnv(name, bare.replace("\r\n", "\n").replace('\r', '\n'));
    while (file.at < file.text.length()) {
      file.line();
    }
    return file.values;
  }

  private void line() {
    int end = lineEnd(at);
    String content = text.substring(at, end).strip();
    if (!content.isEmpty() && !content.startsWith("#")) {
      Matcher head = HEAD.matcher(text).region(at, end);
      if (!head.lookingAt()) {
        throw fault("expected NAME=value");
      }
      end = assignment(head.group(1), head.end(), end);
    }
    at = end + 1;
    line++;
  }

  /** Takes a value; answers where its last line ends. */
  private int assignment(String variable, int from, int end) {
    String raw = text.substring(from, end);
    String value = raw.strip();
    if (!value.startsWith("\"") && !value.startsWith("'")) {
      Matcher comment = COMMENT.matcher(raw);
      values.put(variable, (comment.find() ? raw.substring(0, comment.start()) : raw).strip());
      return end;
    }
    int open = text.indexOf(value.charAt(0), from);
    int close = closing(open);
    int last = lineEnd(close);
    String rest = text.substring(close + 1, last).strip();
    if (!rest.isEmpty() && !rest.startsWith("#")) {
      throw fault("there is text after the closing quote");
    }
    String inner = text.substring(open + 1, close);
    values.put(variable, value.startsWith("'") ? inner : unescaped(inner));
    line += (int) text.substring(open, close).chars().filter(c -> c == '\n').count();
    return last;
  }

  private int closing(int open) {
    char quote = text.charAt(open);
    for (int i = open + 1; i < text.length(); i++) {
      if (quote == '"' && text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == quote) {
        return i;
      }
    }
    throw fault("the quote is not closed");
  }

  private static String unescaped(String inner) {
    StringBuilder plain = new StringBuilder(inner.length());
    for (int i = 0; i < inner.length(); i++) {
      char c = inner.charAt(i);
      Character escaped =
          c == '\\' && i + 1 < inner.length() ? ESCAPES.get(inner.charAt(i + 1)) : null;
      plain.append(escaped == null ? c : escaped);
      i += escaped == null ? 0 : 1;
    }
    return plain.toString();
  }

  private int lineEnd(int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  private ConfigException fault(String what) {
    return fault(name + " line " + line, what);
  }

  private static ConfigException fault(String where, String what) {
    return new ConfigException(List.of(where + ": " + what));
  }
}
