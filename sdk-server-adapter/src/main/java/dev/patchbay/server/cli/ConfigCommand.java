package dev.patchbay.server.cli;

import dev.patchbay.config.ConfigException;
import dev.patchbay.config.source.ConfigMap;
import dev.patchbay.server.desk.Doc;
import dev.patchbay.server.setup.Setup;
import dev.patchbay.server.terminal.Table;
import dev.patchbay.server.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code patchbay config}: what is set, and whether it is right. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description = "What is configured, where it comes from, whether it is right.",
    synopsisSubcommandLabel = "COMMAND")
final class ConfigCommand {
  private final Terminal terminal;

  ConfigCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description =
          "Reads file and environment and says every fault, each with its path. Opens and"
              + " changes nothing.",
      footer = {"", "Example:", "  patchbay config check --config patchbay.yaml"})
  int check(@Mixin SourceOptions source) {
    try {
      Setup setup = source.read(terminal.environment());
      ConfigMap.read(setup.tree());
      terminal.say("ok: the configuration can be used");
      return 0;
    } catch (ConfigException e) {
      e.faults().forEach(terminal::say);
      terminal.note("patchbay: " + count(e.faults().size()) + " in the configuration");
      return 1;
    }
  }

  private static String count(int faults) {
    return faults == 1 ? "one fault" : faults + " faults";
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Prints each setting, its value (secrets masked) and where it comes from.")
  int show(@Mixin DeskOptions options) throws Exception {
    return options.run(
        terminal,
        (desk, out) -> {
          Doc config = desk.ask("GET", "/config");
          if (out.json()) {
            terminal.say(config.raw());
            return;
          }
          Table table = new Table("SETTING", "VALUE", "FROM");
          for (Doc each : config.list("settings")) {
            table.row(each.text("name"), each.text("value"), each.text("source"));
          }
          table.print(terminal, "Nothing is set.");
        });
  }
}
