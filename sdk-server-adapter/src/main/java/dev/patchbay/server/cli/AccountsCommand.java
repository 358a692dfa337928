package dev.patchbay.server.cli;

import dev.patchbay.server.desk.Desk;
import dev.patchbay.server.desk.Doc;
import dev.patchbay.server.desk.Fields;
import dev.patchbay.server.desk.Paths;
import dev.patchbay.server.terminal.Table;
import dev.patchbay.server.terminal.Terminal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code patchbay accounts}: the credentials at providers. */
@Command(
    name = "accounts",
    mixinStandardHelpOptions = true,
    description = "The accounts at providers: add, list, pause, order.",
    synopsisSubcommandLabel = "COMMAND")
final class AccountsCommand {
  private static final String ACCOUNTS = "/accounts";

  private final Terminal terminal;

  AccountsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      name = "add",
      mixinStandardHelpOptions = true,
      description = "Adds an account. Its key is asked for, or read from standard input.",
      footer = {
        "",
        "Examples:",
        "  patchbay accounts add work --provider anthropic",
        "  patchbay accounts add spare --mode console --priority 10 --api-key-env SPARE_KEY",
        "  patchbay accounts add lab --mode openai-compatible --base-url http://10.0.0.5:9001/v1"
      })
  int add(
      @Parameters(paramLabel = "NAME", description = "What to call it.") String name,
      @Option(
              names = "--provider",
              paramLabel = "ID",
              description = "At which provider, such as anthropic, openai, groq.")
          @Nullable String provider,
      @Option(
              names = "--mode",
              paramLabel = "MODE",
              description =
                  "Another way to say the provider: console (Anthropic), zai or any other id of one,"
                      + " openai-compatible or anthropic-compatible (a server of your own; needs"
                      + " --base-url).")
          @Nullable String mode,
      @Option(names = "--base-url", paramLabel = "URL", description = "Where that server is.")
          @Nullable String baseUrl,
      @Option(
              names = "--priority",
              paramLabel = "N",
              description = "Lower is asked first. Default: 0.")
          @Nullable Integer priority,
      @Option(names = "--weight", paramLabel = "N", description = "Its share where one is drawn.")
          @Nullable Integer weight,
      @Option(
              names = "--max-concurrency",
              paramLabel = "N",
              description = "Requests at a time; 0 for any number.")
          @Nullable Integer concurrency,
      @Option(
              names = "--pause-hours",
              paramLabel = "HOURS",
              description =
                  "When it rests, such as 'mon-fri 14:00-18:00 Asia/Singapore' (UTC if no zone is"
                      + " said). May be given several times.")
          @Nullable List<String> hours,
      @Mixin KeyOptions key,
      @Mixin DeskOptions options)
      throws Exception {
    AccountMode meant = AccountMode.of(mode, provider, name, baseUrl);
    String secret = key.read(terminal, meant.provider());
    return options.run(
        terminal,
        (desk, out) -> {
          if (baseUrl != null) {
            meant.ensure(desk, baseUrl);
          }
          String json =
              new Fields()
                  .put("name", name)
                  .put("provider", meant.provider())
                  .put("api_key", secret)
                  .put("priority", priority)
                  .put("weight", weight)
                  .put("max_concurrency", concurrency)
                  .put("pause_hours", hours)
                  .json();
          Doc made = desk.ask("POST", ACCOUNTS, json);
          out.done(made, "Added " + made.text("id"));
        });
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists all accounts and how they are.")
  int list(@Mixin DeskOptions options) throws Exception {
    return options.run(
        terminal,
        (desk, out) ->
            out.table(
                desk.ask("GET", ACCOUNTS),
                "No accounts yet. Add one: patchbay accounts add NAME --provider ID",
                new Table(
                    "ACCOUNT",
                    "KIND",
                    "PRIORITY>",
                    "STATE",
                    "UNTIL",
                    "REQUESTS>",
                    "LAST USED",
                    "PAUSE HOURS"),
                AccountsCommand::row));
  }

  private static void row(Table table, Doc account) {
    table.row(
        account.text("id"),
        account.text("kind"),
        account.text("priority"),
        account.is("paused") ? "paused" : account.text("state"),
        Times.shown(account.text("cooling_until")),
        account.text("requests"),
        Times.shown(account.text("last_used_at")),
        account.text("pause_hours"));
  }

  @Command(
      name = "remove",
      mixinStandardHelpOptions = true,
      description = "Removes an account and its key.")
  int remove(
      @Parameters(paramLabel = "ACCOUNT", description = "Its name or id.") String account,
      @Option(
              names = {"-f", "--force"},
              description = "Do not ask.")
          boolean force,
      @Mixin DeskOptions options)
      throws Exception {
    return options.run(
        terminal,
        (desk, out) -> {
          String id = id(desk, account);
          terminal.confirm("Remove " + id + " and its key?", force);
          out.done(desk.ask("DELETE", Paths.of(ACCOUNTS, id)), "Removed " + id);
        });
  }

  @Command(
      name = "pause",
      mixinStandardHelpOptions = true,
      description = "Takes an account out until it is resumed.")
  int pause(
      @Parameters(paramLabel = "ACCOUNT", description = "Its name or id.") String account,
      @Mixin DeskOptions options)
      throws Exception {
    return act(account, "pause", "Paused ", options);
  }

  @Command(
      name = "resume",
      mixinStandardHelpOptions = true,
      description = "Lets a paused account take part again.")
  int resume(
      @Parameters(paramLabel = "ACCOUNT", description = "Its name or id.") String account,
      @Mixin DeskOptions options)
      throws Exception {
    return act(account, "resume", "Resumed ", options);
  }

  @Command(
      name = "reset",
      mixinStandardHelpOptions = true,
      description = "Forgets coolings and refusals of an account: it is asked at once.")
  int reset(
      @Parameters(paramLabel = "ACCOUNT", description = "Its name or id.") String account,
      @Mixin DeskOptions options)
      throws Exception {
    return act(account, "reset", "Reset ", options);
  }

  private int act(String account, String verb, String did, DeskOptions options) throws Exception {
    return options.run(
        terminal,
        (desk, out) -> {
          String id = id(desk, account);
          out.done(desk.ask("POST", Paths.of(ACCOUNTS, id, "/" + verb)), did + id);
        });
  }

  @Command(
      name = "set-priority",
      mixinStandardHelpOptions = true,
      description = "Says when an account is asked: lower is first.")
  int priority(
      @Parameters(paramLabel = "ACCOUNT", description = "Its name or id.") String account,
      @Parameters(paramLabel = "PRIORITY", description = "A whole number.") int priority,
      @Mixin DeskOptions options)
      throws Exception {
    return options.run(
        terminal,
        (desk, out) -> {
          String id = id(desk, account);
          String json = new Fields().put("priority", priority).json();
          Doc changed = desk.ask("PATCH", Paths.of(ACCOUNTS, id), json);
          out.done(changed, id + " has priority " + priority);
        });
  }

  @Command(
      name = "set-hours",
      mixinStandardHelpOptions = true,
      description = "Says at which hours an account rests; without HOURS at none.",
      footer = {
        "",
        "Examples:",
        "  patchbay accounts set-hours zai/work 'mon-fri 14:00-18:00 Asia/Singapore'",
        "  patchbay accounts set-hours zai/work 'mon-fri 01:00-04:00' 'mon-fri 06:00-10:00'",
        "  patchbay accounts set-hours zai/work"
      })
  int hours(
      @Parameters(paramLabel = "ACCOUNT", description = "Its name or id.") String account,
      @Parameters(
              paramLabel = "HOURS",
              arity = "0..*",
              description = "Days, hours and a time zone; UTC if none is said.")
          @Nullable List<String> hours,
      @Mixin DeskOptions options)
      throws Exception {
    return options.run(
        terminal,
        (desk, out) -> {
          String id = id(desk, account);
          List<String> wanted = hours == null ? List.of() : hours;
          String json = new Fields().put("pause_hours", wanted).json();
          Doc changed = desk.ask("PATCH", Paths.of(ACCOUNTS, id), json);
          String said = changed.text("pause_hours");
          out.done(changed, id + (said.isEmpty() ? " rests at no hour" : " rests " + said));
        });
  }

  private static String id(Desk desk, String given) {
    return Names.id(desk, ACCOUNTS, "account", given);
  }
}
