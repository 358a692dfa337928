package dev.patchbay.server.cli;

import dev.patchbay.server.desk.Desk;
import dev.patchbay.server.desk.Doc;
import dev.patchbay.server.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code patchbay compact}: gives back what removed rows took. */
@Command(
    name = "compact",
    mixinStandardHelpOptions = true,
    description = "Writes the database anew without gaps, as after much was removed.")
final class CompactCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private DeskOptions options = new DeskOptions();

  CompactCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    return options.run(terminal, (desk, out) -> compact(terminal, desk, out));
  }

  static void compact(Terminal terminal, Desk desk, Printer out) {
    terminal.note("Compacting …");
    Doc told = desk.ask("POST", "/admin/maintenance/compact");
    out.done(
        told,
        "Compacted: "
            + Sizes.shown(told.number("before_bytes"))
            + " became "
            + Sizes.shown(told.number("after_bytes")));
  }
}
