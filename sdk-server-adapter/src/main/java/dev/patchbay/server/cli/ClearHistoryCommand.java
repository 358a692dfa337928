package dev.patchbay.server.cli;

import dev.patchbay.server.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code patchbay clear-history}: removes the log of requests. */
@Command(
    name = "clear-history",
    mixinStandardHelpOptions = true,
    description =
        "Removes the log of requests, what was said in them, and so the statistics. Costs stay.")
final class ClearHistoryCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = {"-f", "--force"},
      description = "Do not ask.")
  private boolean force;

  @Mixin private DeskOptions options = new DeskOptions();

  ClearHistoryCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    terminal.confirm("Remove the log of requests?", force);
    return options.run(
        terminal,
        (desk, out) ->
            out.done(
                desk.ask("POST", "/admin/maintenance/clear-history"),
                "Removed the log of requests"));
  }
}
