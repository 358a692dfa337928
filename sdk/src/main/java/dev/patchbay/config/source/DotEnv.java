package dev.patchbay.config.source;

import dev.patchbay.config.ConfigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code .env} files: {@code NAME=value} lines, with {@code export}, comments, and single or
 * double quotes; double quotes may span lines and know {@code \n}, {@code \"} and {@code \\}.
 */
public final class DotEnv {
  private static final Pattern LINE =
      Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.]*)\\s*=\\s*(.*)", Pattern.DOTALL);

  /** Nobody's environment is longer; a wrong file must not fill the memory. */
  private static final long MOST_BYTES = 1 << 20;

  private DotEnv() {}

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

  /** Reads a text; the name stands in messages. */
  static Map<String, String> parse(String name, String text) {
    Map<String, String> values = new LinkedHashMap<>();
    String[] lines = text.split("\r?\n|\r", -1);
    for (int i = 0; i < lines.length; i++) {
      int at = i + 1;
      String line = lines[i].strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      Matcher assignment = LINE.matcher(line);
      if (!assignment.matches()) {
        throw fault(name + " line " + at, "expected NAME=value");
      }
      String value = assignment.group(2);
      while (opensQuote(value)) {
        if (++i == lines.length) {
          throw fault(name + " line " + at, "the quote is not closed");
        }
        value += "\n" + lines[i];
      }
      values.put(assignment.group(1), unquoted(name + " line " + at, value.strip()));
    }
    return values;
  }

  /** True if the value begins with a double quote that is not closed yet. */
  private static boolean opensQuote(String value) {
    return value.startsWith("\"") && closing(value) < 0;
  }

  private static int closing(String value) {
    char quote = value.charAt(0);
    for (int i = 1; i < value.length(); i++) {
      if (quote == '"' && value.charAt(i) == '\\') {
        i++;
      } else if (value.charAt(i) == quote) {
        return i;
      }
    }
    return -1;
  }

  private static String unquoted(String where, String value) {
    if (!value.startsWith("\"") && !value.startsWith("'")) {
      int comment = value.indexOf(" #");
      return (comment < 0 ? value : value.substring(0, comment)).strip();
    }
    int end = closing(value);
    if (end < 0) {
      throw fault(where, "the quote is not closed");
    }
    String rest = value.substring(end + 1).strip();
    if (!rest.isEmpty() && !rest.startsWith("#")) {
      throw fault(where, "there is text after the closing quote");
    }
    String inner = value.substring(1, end);
    return value.startsWith("'")
        ? inner
        : inner.replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
  }

  private static ConfigException fault(String where, String what) {
    return new ConfigException(java.util.List.of(where + ": " + what));
  }
}
