package dev.patchbay.server.cli;

import dev.patchbay.server.desk.Doc;
import dev.patchbay.server.terminal.Table;
import dev.patchbay.server.terminal.Terminal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code patchbay logs}: the last requests, and those that come. */
@Command(
    name = "logs",
    mixinStandardHelpOptions = true,
    description = "The last requests; with --follow also those that come, until Ctrl-C.",
    footer = {
      "",
      "Examples:",
      "  patchbay logs 50",
      "  patchbay logs --follow --url http://127.0.0.1:8094"
    })
final class LogsCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      arity = "0..1",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many, 1 to 1000. Default: 20.")
  private int count = 20;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with the requests that come.")
  private boolean follow;

  @Mixin private DeskOptions options = new DeskOptions();

  LogsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    if (count < 1 || count > 1000) {
      throw new IllegalArgumentException("How many? From 1 to 1000, not " + count);
    }
    return options.run(
        terminal,
        (desk, out) -> {
          Map<String, String> query = Map.of("limit", String.valueOf(count));
          Doc page = desk.ask("GET", "/monitor/requests", query, null);
          if (out.json()) {
            terminal.say(page.raw());
          } else {
            print(page.list("data"));
          }
          if (follow) {
            desk.follow("/monitor/stream", Map.of(), each -> line(each, out.json()));
          }
        });
  }

  /** The newest comes last, as in every log. */
  private void print(List<Doc> newestFirst) {
    Table table =
        new Table("TIME", "MODEL", "ANSWERED BY", "TRIES>", "MS>", "TOKENS>", "USD>", "RESULT");
    for (int i = newestFirst.size() - 1; i >= 0; i--) {
      row(table, newestFirst.get(i));
    }
    table.print(terminal, "No requests yet.");
  }

  private static void row(Table table, Doc request) {
    table.row(cells(request).toArray(String[]::new));
  }

  private static List<String> cells(Doc request) {
    Doc tokens = request.at("tokens");
    return List.of(
        Times.shown(request.text("at")),
        request.text("asked_model"),
        served(request),
        request.text("attempt_count"),
        request.text("duration_ms"),
        String.valueOf(tokens.number("input") + tokens.number("output")),
        request.text("cost_usd"),
        request.text("outcome"));
  }

  private static String served(Doc request) {
    String who =
        request.text("account").isEmpty() ? request.text("provider") : request.text("account");
    return who + (request.text("model").isEmpty() ? "" : " " + request.text("model"));
  }

  private boolean line(Doc event, boolean json) {
    if (json) {
      terminal.say(event.raw());
    } else if (event.has("outcome") && event.has("asked_model")) {
      terminal.say(String.join("  ", cells(event)));
    }
    return !terminal.out().checkError();
  }
}
