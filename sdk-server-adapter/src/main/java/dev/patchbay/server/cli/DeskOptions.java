package dev.patchbay.server.cli;

import dev.patchbay.secret.Secret;
import dev.patchbay.server.desk.Desk;
import dev.patchbay.server.desk.LocalDesk;
import dev.patchbay.server.desk.RemoteDesk;
import dev.patchbay.server.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whom a command asks, and how it answers. */
final class DeskOptions {
  @Option(
      names = {"-u", "--url"},
      paramLabel = "URL",
      description = "Ask a running server; without it the database is opened here.")
  private @Nullable String url;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description =
          "The admin token of that server; better in PATCHBAY_ADMIN_TOKEN, since everybody here can"
              + " see the command line.")
  private @Nullable String token;

  @Option(names = "--json", description = "Print JSON for programs.")
  private boolean json;

  @Mixin private SourceOptions source = new SourceOptions();

  /** What a command does with it. */
  @FunctionalInterface
  interface Job {
    /** Does it. */
    void run(Desk desk, Printer out) throws Exception;
  }

  /** Does it. @return the exit code */
  int run(Terminal terminal, Job job) throws Exception {
    try (Desk desk = open(terminal)) {
      job.run(desk, new Printer(terminal, json));
    }
    return 0;
  }

  private Desk open(Terminal terminal) {
    if (url == null) {
      return LocalDesk.open(source.read(terminal.environment()));
    }
    String given = token == null ? terminal.environment().get("PATCHBAY_ADMIN_TOKEN") : token;
    return new RemoteDesk(url, given == null || given.isBlank() ? null : Secret.of(given.strip()));
  }
}
