package dev.patchbay.server.cli;

import dev.patchbay.server.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code patchbay stats}: how requests fared. */
@Command(
    name = "stats",
    mixinStandardHelpOptions = true,
    description = "How requests fared: numbers, times, failures.",
    footer = {"", "Example:", "  patchbay stats --json"})
final class StatsCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private DeskOptions options = new DeskOptions();

  StatsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    return options.run(terminal, (desk, out) -> out.fields(desk.ask("GET", "/monitor")));
  }
}
