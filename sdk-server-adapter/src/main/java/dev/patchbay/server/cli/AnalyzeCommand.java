package dev.patchbay.server.cli;

import dev.patchbay.server.desk.Doc;
import dev.patchbay.server.terminal.Table;
import dev.patchbay.server.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code patchbay analyze}: how the database is. */
@Command(
    name = "analyze",
    mixinStandardHelpOptions = true,
    description = "Looks at the database: its size, its tables, whether it is whole.",
    footer = {"", "Example:", "  patchbay analyze --compact"})
final class AnalyzeCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = "--compact",
      description =
          "Afterwards write it anew without gaps. Takes room for a second copy,"
              + " and writers wait.")
  private boolean compact;

  @Mixin private DeskOptions options = new DeskOptions();

  AnalyzeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    boolean[] whole = {true};
    options.run(
        terminal,
        (desk, out) -> {
          terminal.note("Looking at every page …");
          Doc report = desk.ask("GET", "/admin/maintenance/analyze");
          whole[0] = report.lines("problems").isEmpty();
          if (out.json()) {
            terminal.say(report.raw());
          } else {
            print(report);
          }
          if (compact) {
            CompactCommand.compact(terminal, desk, out);
          }
        });
    return whole[0] ? 0 : 1;
  }

  private void print(Doc report) {
    terminal.say("Database   " + report.text("kind"));
    terminal.say(
        "Size       "
            + Sizes.shown(report.number("bytes"))
            + ", of it free "
            + Sizes.shown(report.number("free_bytes")));
    terminal.say("Schema     " + report.text("schema"));
    String problems = report.text("problems");
    terminal.say(
        "Integrity  " + terminal.tinted(problems.isEmpty() ? "ok" : problems, problems.isEmpty()));
    if (!problems.isEmpty()) {
      terminal.note(
          "The cure: stop what uses it, then run 'patchbay repair', or restore a backup.");
    }
    terminal.say("");
    Table table = new Table("TABLE", "ROWS>", "SIZE>");
    for (Doc each : report.list("tables")) {
      table.row(
          each.text("name"),
          each.number("rows") < 0 ? "?" : each.text("rows"),
          Sizes.shown(each.number("bytes")));
    }
    table.print(terminal, "It has no tables.");
  }
}
