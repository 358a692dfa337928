package dev.patchbay.server.cli;

import dev.patchbay.server.terminal.Terminal;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the key of an account comes from: never onto the command line, if it can be helped. */
final class KeyOptions {
  @Option(
      names = "--api-key-env",
      paramLabel = "NAME",
      description = "Take the provider's key from this variable.")
  private @Nullable String variable;

  @Option(
      names = "--api-key",
      paramLabel = "KEY",
      description = "The provider's key; everybody on this machine can see it in the process list.")
  private @Nullable String text;

  /** The key: of the variable, the option, a prompt, or standard input. */
  String read(Terminal terminal, String provider) throws IOException {
    if (variable != null) {
      String value = terminal.environment().getOrDefault(variable, "").strip();
      return need(value, "The variable " + variable + " is not set");
    }
    if (text != null) {
      terminal.note(
          "patchbay: a key on the command line is seen in the process list and kept in the shell's history; better leave --api-key out and type it, or use --api-key-env");
      return need(text.strip(), "--api-key is empty");
    }
    return need(
        terminal.secret("API key of " + provider),
        "No key came. Type it, pipe it in, or name a variable with --api-key-env");
  }

  private static String need(String value, String otherwise) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException(otherwise);
    }
    return value;
  }
}
