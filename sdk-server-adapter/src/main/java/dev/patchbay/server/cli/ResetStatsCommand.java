package dev.patchbay.server.cli;

import dev.patchbay.server.desk.Doc;
import dev.patchbay.server.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code patchbay reset-stats}: begins anew with all accounts. */
@Command(
    name = "reset-stats",
    mixinStandardHelpOptions = true,
    description =
        "Forgets what is known of the health of all accounts: coolings, refusals, counters. Costs"
            + " stay.")
final class ResetStatsCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private DeskOptions options = new DeskOptions();

  ResetStatsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    return options.run(
        terminal,
        (desk, out) -> {
          Doc told = desk.ask("POST", "/admin/maintenance/reset-stats");
          out.done(told, "Reset " + told.text("accounts") + " accounts");
        });
  }
}
