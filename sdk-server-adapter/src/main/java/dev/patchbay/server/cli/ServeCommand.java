package dev.patchbay.server.cli;

import dev.patchbay.server.AdapterServer;
import dev.patchbay.server.setup.Setup;
import dev.patchbay.server.terminal.Terminal;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code patchbay serve}: the server, until it is told to stop. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Starts the server. It runs until SIGTERM or Ctrl-C, then lets live answers end.",
    footer = {
      "",
      "Examples:",
      "  ANTHROPIC_API_KEY=sk-... patchbay serve",
      "  patchbay serve --config patchbay.yaml --port 8080",
      "",
      "When it listens, it prints 'patchbay listening on http://HOST:PORT'; its log goes to"
          + " standard error."
    })
final class ServeCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private SetupOptions options = new SetupOptions();

  ServeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Setup setup = options.read(terminal.environment());
    AdapterServer server = AdapterServer.start(setup);
    CountDownLatch stopped = new CountDownLatch(1);
    Thread stop =
        new Thread(
            () -> {
              server.close();
              stopped.countDown();
            },
            "patchbay-stop");
    Runtime.getRuntime().addShutdownHook(stop);
    terminal.say("patchbay listening on " + server.address());
    terminal.out().flush();
    try {
      stopped.await();
    } catch (InterruptedException e) {
      server.close();
      Runtime.getRuntime().removeShutdownHook(stop);
    }
    return 0;
  }
}
