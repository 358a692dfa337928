package dev.patchbay.server.cli;

import dev.patchbay.server.desk.Desk;
import dev.patchbay.server.desk.Doc;
import dev.patchbay.server.desk.Fields;
import dev.patchbay.server.desk.Paths;
import dev.patchbay.server.terminal.Table;
import dev.patchbay.server.terminal.Terminal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code patchbay keys}: what clients of this server show. */
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    description = "The API keys of this server's clients.",
    synopsisSubcommandLabel = "COMMAND")
final class KeysCommand {
  private static final String KEYS = "/admin/api-keys";

  private final Terminal terminal;

  KeysCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = {
        "Makes a key and prints it, alone, to standard output: it is shown this once.",
        "With the first key, clients need one."
      },
      footer = {
        "",
        "Examples:",
        "  patchbay keys create laptop",
        "  patchbay keys create ci --expires 90d --models 'claude-haiku-*,gpt-4o-mini' --rpm 60",
        "  patchbay keys create intern --budget 5.00 --per day"
      })
  int create(
      @Parameters(paramLabel = "NAME", description = "What to call it.") String name,
      @Option(names = "--description", paramLabel = "TEXT", description = "What it is for.")
          @Nullable String description,
      @Option(
              names = "--expires",
              paramLabel = "TIME",
              description = "Until when: 30d, 12h, a date, or an ISO time. Default: for ever.")
          @Nullable String expires,
      @Option(
              names = "--models",
              paramLabel = "NAMES",
              split = ",",
              description = "Which models, names and globs with commas. Default: all.")
          @Nullable List<String> models,
      @Option(names = "--rpm", paramLabel = "N", description = "Requests a minute. Default: any.")
          @Nullable Integer rpm,
      @Option(names = "--budget", paramLabel = "USD", description = "What may be spent with it.")
          @Nullable BigDecimal budget,
      @Option(
              names = "--per",
              paramLabel = "PERIOD",
              defaultValue = "month",
              description = "Of the budget: day, month or total. Default: month.")
          String per,
      @Option(
              names = "--tenant",
              paramLabel = "NAME",
              description = "Whose conversations it sees; keys of one tenant share them.")
          @Nullable String tenant,
      @Mixin DeskOptions options)
      throws Exception {
    Fields fields =
        new Fields()
            .put("name", name)
            .put("description", description)
            .put(
                "expires_at",
                expires == null ? null : Times.parse(expires, Instant.now()).toString())
            .put("allowed_models", models)
            .put("requests_per_minute", rpm)
            .put("budget", budget == null ? null : limit(budget, per))
            .put("tenant", tenant);
    return options.run(
        terminal,
        (desk, out) -> {
          Doc made = desk.ask("POST", KEYS, fields.json());
          if (!out.json()) {
            terminal.note("Made key " + made.text("id") + ". It is shown this once:");
          }
          out.done(made, made.text("key"));
        });
  }

  private static Fields limit(BigDecimal budget, String per) {
    return new Fields().put("limit", budget.toPlainString()).put("per", per);
  }

  @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists all keys.")
  int list(@Mixin DeskOptions options) throws Exception {
    return options.run(
        terminal,
        (desk, out) ->
            out.table(
                desk.ask("GET", KEYS),
                "No API keys: whoever is on this machine needs none. Make one: patchbay keys create"
                    + " NAME",
                new Table(
                    "NAME",
                    "ID",
                    "PREFIX",
                    "ENABLED",
                    "EXPIRES",
                    "RPM>",
                    "BUDGET",
                    "MODELS",
                    "LAST USED"),
                KeysCommand::row));
  }

  private static void row(Table table, Doc key) {
    Doc budget = key.at("budget");
    table.row(
        key.text("name"),
        key.text("id"),
        key.text("prefix"),
        key.is("enabled") ? "yes" : "no",
        Times.shown(key.text("expires_at")),
        key.text("requests_per_minute"),
        budget.has("limit") ? budget.text("limit") + " USD/" + budget.text("per") : "",
        key.text("allowed_models"),
        Times.shown(key.text("last_used_at")));
  }

  @Command(
      name = "revoke",
      aliases = "delete",
      mixinStandardHelpOptions = true,
      description = "Removes a key for good.")
  int revoke(
      @Parameters(paramLabel = "KEY", description = "Its name or id.") String key,
      @Mixin DeskOptions options)
      throws Exception {
    return options.run(
        terminal,
        (desk, out) -> {
          String id = id(desk, key);
          out.done(desk.ask("DELETE", Paths.of(KEYS, id)), "Revoked " + key);
        });
  }

  @Command(
      name = "enable",
      mixinStandardHelpOptions = true,
      description = "Lets a disabled key in again.")
  int enable(
      @Parameters(paramLabel = "KEY", description = "Its name or id.") String key,
      @Mixin DeskOptions options)
      throws Exception {
    return set(key, true, "Enabled ", options);
  }

  @Command(
      name = "disable",
      mixinStandardHelpOptions = true,
      description = "Lets a key in no more until it is enabled.")
  int disable(
      @Parameters(paramLabel = "KEY", description = "Its name or id.") String key,
      @Mixin DeskOptions options)
      throws Exception {
    return set(key, false, "Disabled ", options);
  }

  private int set(String key, boolean enabled, String did, DeskOptions options) throws Exception {
    return options.run(
        terminal,
        (desk, out) -> {
          String json = new Fields().put("enabled", enabled).json();
          out.done(desk.ask("PUT", Paths.of(KEYS, id(desk, key)), json), did + key);
        });
  }

  private static String id(Desk desk, String given) {
    return Names.id(desk, KEYS, "API key", given);
  }
}
