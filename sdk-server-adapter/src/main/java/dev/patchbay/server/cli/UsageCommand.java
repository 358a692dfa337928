package dev.patchbay.server.cli;

import dev.patchbay.server.desk.Doc;
import dev.patchbay.server.terminal.Table;
import dev.patchbay.server.terminal.Terminal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code patchbay usage}: tokens and money, of the ledger. */
@Command(
    name = "usage",
    mixinStandardHelpOptions = true,
    description = "Tokens and costs, from the ledger.",
    footer = {
      "",
      "Examples:",
      "  patchbay usage",
      "  patchbay usage --from 2026-11-01 --group provider,model"
    })
final class UsageCommand implements Callable<Integer> {
  private static final List<String> GROUPS = List.of("provider", "model", "account", "key", "day");

  private final Terminal terminal;

  @Option(names = "--from", paramLabel = "TIME", description = "A date (UTC) or an ISO time.")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "TIME", description = "The same; exclusive.")
  private @Nullable String to;

  @Option(
      names = "--group",
      paramLabel = "NAMES",
      defaultValue = "provider,model",
      description =
          "By what: provider, model, account, key, day; several with commas. Default:"
              + " provider,model.")
  private String group = "provider,model";

  @Mixin private DeskOptions options = new DeskOptions();

  UsageCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    List<String> names = List.of(group.split(","));
    for (String name : names) {
      if (!GROUPS.contains(name)) {
        throw new IllegalArgumentException(
            "--group takes " + String.join(", ", GROUPS) + ", not '" + name + "'");
      }
    }
    Map<String, String> query = new LinkedHashMap<>(Map.of("group", group));
    if (from != null) {
      query.put("from", from);
    }
    if (to != null) {
      query.put("to", to);
    }
    return options.run(
        terminal,
        (desk, out) -> {
          Doc usage = desk.ask("GET", "/usage", query, null);
          if (out.json()) {
            terminal.say(usage.raw());
          } else {
            print(usage, names);
          }
        });
  }

  private void print(Doc usage, List<String> names) {
    Table table =
        new Table(
            String.join(" ", names).toUpperCase(java.util.Locale.ROOT),
            "REQUESTS>",
            "INPUT>",
            "OUTPUT>",
            "CACHE READ>",
            "CACHE WRITE>",
            "USD>",
            "UNKNOWN>");
    for (Doc each : usage.list("groups")) {
      row(table, String.join(" ", names.stream().map(each::text).toList()), each);
    }
    row(table, "total", usage.at("total"));
    table.print(terminal, "");
  }

  private static void row(Table table, String name, Doc sums) {
    table.row(
        name,
        sums.text("requests"),
        sums.text("input_tokens"),
        sums.text("output_tokens"),
        sums.text("cache_read_tokens"),
        sums.text("cache_write_tokens"),
        sums.text("cost_usd"),
        sums.text("unknown_cost_requests"));
  }
}
