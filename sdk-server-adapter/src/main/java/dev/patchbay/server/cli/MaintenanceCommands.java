package dev.patchbay.server.cli;

import dev.patchbay.server.desk.Doc;
import dev.patchbay.server.terminal.Table;
import dev.patchbay.server.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Commands that look after what is stored; they stand beside the others, under no name. */
@Command
final class MaintenanceCommands {
  private static final String MAINTENANCE = "/admin/maintenance/";

  private final Terminal terminal;

  MaintenanceCommands(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      name = "reset-stats",
      mixinStandardHelpOptions = true,
      description =
          "Forgets what is known of the health of all accounts: coolings, refusals, counters. Costs"
              + " stay.")
  int resetStats(@Mixin DeskOptions options) throws Exception {
    return options.run(
        terminal,
        (desk, out) -> {
          Doc told = desk.ask("POST", MAINTENANCE + "reset-stats");
          out.done(told, "Reset " + told.text("accounts") + " accounts");
        });
  }

  @Command(
      name = "clear-history",
      mixinStandardHelpOptions = true,
      description =
          "Removes the log of requests, what was said in them, and so the statistics. Costs stay.")
  int clearHistory(
      @Option(
              names = {"-f", "--force"},
              description = "Do not ask.")
          boolean force,
      @Mixin DeskOptions options)
      throws Exception {
    if (terminal.console() != null && !force && !terminal.agrees("Remove the log of requests?")) {
      throw new IllegalStateException("Nothing was removed");
    }
    return options.run(
        terminal,
        (desk, out) ->
            out.done(
                desk.ask("POST", MAINTENANCE + "clear-history"), "Removed the log of requests"));
  }

  @Command(
      name = "analyze",
      mixinStandardHelpOptions = true,
      description = "Looks at the database: its size, its tables, whether it is whole.",
      footer = {"", "Example:", "  patchbay analyze --compact"})
  int analyze(
      @Option(
              names = "--compact",
              description =
                  "Afterwards write it anew without gaps. Takes room for a second copy,"
                      + " and writers wait.")
          boolean compact,
      @Mixin DeskOptions options)
      throws Exception {
    boolean[] whole = {true};
    options.run(
        terminal,
        (desk, out) -> {
          terminal.note("Looking at every page …");
          Doc report = desk.ask("GET", MAINTENANCE + "analyze");
          whole[0] = report.list("problems").isEmpty() && report.text("problems").isEmpty();
          if (out.json()) {
            terminal.say(report.raw());
          } else {
            print(report);
          }
          if (compact) {
            compact(desk, out);
          }
        });
    return whole[0] ? 0 : 1;
  }

  @Command(
      name = "compact",
      mixinStandardHelpOptions = true,
      description = "Writes the database anew without gaps, as after much was removed.")
  int compact(@Mixin DeskOptions options) throws Exception {
    return options.run(terminal, this::compact);
  }

  private void compact(dev.patchbay.server.desk.Desk desk, Printer out) {
    terminal.note("Compacting …");
    Doc told = desk.ask("POST", MAINTENANCE + "compact");
    out.done(
        told,
        "Compacted: "
            + Sizes.shown(told.number("before_bytes"))
            + " became "
            + Sizes.shown(told.number("after_bytes")));
  }

  private void print(Doc report) {
    terminal.say("Database   " + report.text("database") + " (" + report.text("kind") + ")");
    terminal.say(
        "Size       "
            + Sizes.shown(report.number("bytes"))
            + ", of it free "
            + Sizes.shown(report.number("free_bytes")));
    terminal.say("Schema     " + report.text("schema"));
    String problems = report.text("problems");
    terminal.say(
        "Integrity  " + terminal.tinted(problems.isEmpty() ? "ok" : problems, problems.isEmpty()));
    terminal.say("");
    Table table = new Table("TABLE", "ROWS>", "SIZE>");
    for (Doc each : report.list("tables")) {
      table.row(each.text("name"), each.text("rows"), Sizes.shown(each.number("bytes")));
    }
    table.print(terminal, "It has no tables.");
    if (report.has("advice")) {
      report.lines("advice").forEach(line -> terminal.say("\n" + line));
    }
  }
}
