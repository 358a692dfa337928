package dev.patchbay.server.cli;

import dev.patchbay.server.terminal.Terminal;
import java.util.List;

/** Where the process begins. */
public final class Main {
  private Main() {}

  /** Runs a command; without one, the server. */
  public static void main(String[] args) {
    Terminal terminal = Terminal.system();
    Logging.configure(terminal.environment());
    int code = CommandLines.run(terminal, List.of(args));
    if (code != 0) {
      System.exit(code);
    }
  }
}
