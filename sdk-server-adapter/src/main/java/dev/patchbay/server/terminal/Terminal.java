package dev.patchbay.server.terminal;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a command prints and what it knows of its surroundings. What a program may want to read
 * goes to {@code out}, everything said to people beside it to {@code err}.
 *
 * @param out standard output
 * @param err standard error
 * @param in standard input
 * @param console the terminal, if a person sits before it
 * @param environment the variables of the process
 */
public record Terminal(
    PrintStream out,
    PrintStream err,
    InputStream in,
    @Nullable Console console,
    Map<String, String> environment) {
  /** A credential, and far more. */
  private static final int LONGEST_SECRET = 16 * 1024;

  public Terminal {
    environment = Map.copyOf(environment);
  }

  /** That of the process, with these variables. */
  public static Terminal system(Map<String, String> environment) {
    return new Terminal(System.out, System.err, System.in, System.console(), environment);
  }

  /** Whether to colour: only for a person, and not against {@code NO_COLOR} (no-color.org). */
  public boolean coloured() {
    return console != null
        && environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !"dumb".equals(environment.get("TERM"));
  }

  /** The same, to stand out. */
  public String bold(String text) {
    return coloured() ? "\033[1m" + text + "\033[0m" : text;
  }

  /** The same in a colour: green if all is well, else red. */
  public String tinted(String text, boolean well) {
    return coloured() ? (well ? "\033[32m" : "\033[31m") + text + "\033[0m" : text;
  }

  /** A line of a result. */
  public void say(String line) {
    out.println(line);
  }

  /** A line beside the results. */
  public void note(String line) {
    err.println(line);
  }

  /**
   * A secret, typed without echo, or the first line of standard input where nobody types.
   *
   * @return stripped; empty if there was none
   */
  public String secret(String what) throws IOException {
    if (console != null) {
      err.print(what + ": ");
      err.flush();
      char[] typed = console.readPassword();
      return typed == null ? "" : new String(typed).strip();
    }
    String text = new String(in.readNBytes(LONGEST_SECRET), StandardCharsets.UTF_8);
    return text.lines().findFirst().orElse("").strip();
  }

  /**
   * Asks a person who types whether to remove something; where nobody types, whoever wrote the
   * command has decided.
   *
   * @param decided not to ask at all
   * @throws IllegalStateException if the answer is not yes
   */
  public void confirm(String question, boolean decided) {
    if (console == null || decided) {
      return;
    }
    err.print(question + " [y/N] ");
    err.flush();
    String typed = console.readLine();
    if (typed == null || !typed.strip().toLowerCase(Locale.ROOT).startsWith("y")) {
      throw new IllegalStateException("Nothing was removed");
    }
  }
}
