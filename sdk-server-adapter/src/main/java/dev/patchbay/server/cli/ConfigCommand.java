package dev.patchbay.server.cli;

import dev.patchbay.config.ConfigException;
import dev.patchbay.config.source.ConfigMap;
import dev.patchbay.server.setup.Setup;
import dev.patchbay.server.terminal.Table;
import dev.patchbay.server.terminal.Terminal;
import java.util.LinkedHashMap;
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
      description =
          "Prints what is set, each value (secrets masked) and the line, variable or flag it comes"
              + " from. What was changed while a server ran is in GET /config.")
  int show(@Mixin SourceOptions source) {
    Setup setup = source.read(terminal.environment());
    Table table = new Table("SETTING", "VALUE", "FROM");
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("server", setup.server().tree());
    all.put("alerts", setup.alerts().tree());
    all.putAll(setup.tree());
    Settings.flat(all)
        .forEach(
            (path, value) ->
                table.row(path, Settings.masked(path, value), setup.origins().of(path).toString()));
    table.print(terminal, "Nothing is set.");
    return 0;
  }
}
