package dev.patchbay.server.cli;

import dev.patchbay.config.ConfigException;
import dev.patchbay.config.source.DotEnv;
import dev.patchbay.server.terminal.Terminal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where the process begins. */
public final class Main {
  private Main() {}

  /** Runs a command; without one, the server. */
  public static void main(String[] args) {
    int code = run(List.of(args));
    if (code != 0) {
      System.exit(code);
    }
  }

  private static int run(List<String> args) {
    Map<String, String> environment;
    try {
      environment = new LinkedHashMap<>(DotEnv.read(Path.of(".env")));
    } catch (ConfigException e) {
      e.faults().forEach(fault -> System.err.println("patchbay: " + fault));
      return 1;
    }
    environment.putAll(System.getenv());
    Logging.configure(environment);
    return CommandLines.run(Terminal.system(environment), args);
  }
}
