package dev.patchbay.server.cli;

import dev.patchbay.config.ConfigException;
import dev.patchbay.config.source.ConfigMap;
import dev.patchbay.server.setup.Setup;
import dev.patchbay.server.terminal.Table;
import dev.patchbay.server.terminal.Terminal;
import java.util.Map;
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
  int show(@Mixin SourceOptions source) {
    Setup setup = source.read(terminal.environment());
    Setup alone = source.read(Map.of());
    Table table = new Table("SETTING", "VALUE", "FROM");
    row(table, "server.host", setup.server().host(), alone.server().host());
    row(table, "server.port", setup.server().port() + "", alone.server().port() + "");
    Map<String, String> without = Settings.flat(alone.tree());
    Settings.flat(setup.tree())
        .forEach((name, value) -> row(table, name, value, without.getOrDefault(name, "")));
    table.print(terminal, "Nothing is set.");
    return 0;
  }

  /** What the environment does not change comes from the file, a flag, or is a default. */
  private static void row(Table table, String name, String value, String without) {
    table.row(name, Settings.masked(name, value), value.equals(without) ? "file" : "environment");
  }
}
