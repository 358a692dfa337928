package dev.patchbay.server.admin;

import dev.patchbay.Router;
import dev.patchbay.provider.Catalogue;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Call;
import dev.patchbay.server.http.Fault;
import dev.patchbay.server.http.Route;
import dev.patchbay.server.roster.AccountEntry;
import dev.patchbay.server.roster.Draft;
import dev.patchbay.server.roster.ProviderEntry;
import dev.patchbay.server.roster.Roster;
import dev.patchbay.server.roster.Source;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code /accounts}. An account's id is {@code provider/name}; in a path its slash may stand as it
 * is, or encoded, and the name alone will do where only one account has it. Thread-safe.
 */
public final class AccountRoutes {
  private static final String PATH = "/accounts";
  private static final List<String> KNOWN =
      List.of(
          "id",
          "name",
          "provider",
          "api_key",
          "priority",
          "weight",
          "max_concurrency",
          "pause_hours",
          "paused");
  private static final List<String> NUMBERS = List.of("priority", "weight", "max_concurrency");

  private final Roster roster;
  private final Router router;
  private final AccountDesk desk;

  private AccountRoutes(Roster roster, Router router) {
    this.roster = roster;
    this.router = router;
    this.desk = new AccountDesk(roster, router);
  }

  /** The routes. */
  public static List<Route> routes(Roster roster, Router router) {
    AccountRoutes here = new AccountRoutes(roster, router);
    return List.of(
        Route.admin("GET", PATH, call -> Lists.whole(here.desk.all(), AccountJson::write)),
        Route.admin("POST", PATH, here::create),
        Route.admin("GET", PATH + "/{id*}", here::get),
        Route.admin("PATCH", PATH + "/{id*}", here::update),
        Route.admin("DELETE", PATH + "/{id*}", here::delete),
        here.turn("pause", router.accounts()::pause),
        here.turn("resume", router.accounts()::resume),
        here.turn("reset", router.accounts()::reset));
  }

  private Route turn(String verb, Consumer<String> turn) {
    return Route.admin(
        "POST",
        PATH + "/{id*}/" + verb,
        call -> {
          AccountEntry account = desk.find(call.param("id")).entry();
          desk.turn(account, turn);
          return shown(200, account.id());
        });
  }

  private Answer get(Call call) {
    return Lists.one(200, desk.find(call.param("id")), AccountJson::write);
  }

  private Answer shown(int status, String id) {
    return Lists.one(status, desk.find(id), AccountJson::write);
  }

  private Answer create(Call call) throws IOException {
    Fields body = Fields.of(call);
    body.refuseOthers(KNOWN);
    String provider = body.required("provider");
    String[] name = new String[1];
    Changes.make(
        roster,
        draft -> {
          name[0] = newName(draft, provider, body.text("name"));
          set(draft, provider, name[0], body);
        });
    String id = provider + "/" + name[0];
    pauseIfSaid(body, id);
    return shown(201, id);
  }

  private static String newName(Draft draft, String provider, @Nullable String given) {
    ProviderEntry entry = draft.provider(provider).orElse(null);
    if (entry == null && Catalogue.load().row(provider).isEmpty()) {
      throw Fault.invalid(
          "provider",
          "provider: there is none '"
              + Words.shown(provider)
              + "'; add it first with POST /admin/providers");
    }
    if (given != null && !given.isBlank()) {
      refuseTaken(entry, given.strip());
      return given.strip();
    }
    int number = 1;
    while (entry != null && entry.account(unnamed(number)).isPresent()) {
      number++;
    }
    return unnamed(number);
  }

  private static String unnamed(int number) {
    return number == 1 ? "main" : "account-" + number;
  }

  private static void refuseTaken(@Nullable ProviderEntry entry, String name) {
    if (entry != null && entry.account(name).isPresent()) {
      throw Fault.conflict(
          "There is an account '" + entry.id() + "/" + name + "' already; change it with PATCH");
    }
  }

  private Answer update(Call call) throws IOException {
    AccountDesk.Held held = desk.find(call.param("id"));
    AccountEntry account = held.entry();
    Fields body = Fields.of(call);
    body.refuseOthers(KNOWN);
    refuseMove(body, "id", account.id());
    refuseMove(body, "provider", account.provider());
    String name = body.has("name") ? body.required("name") : account.name();
    Changes.make(
        roster,
        draft -> {
          if (!name.equals(account.name())) {
            rename(draft, account, name);
          }
          set(draft, account.provider(), name, body);
        });
    String id = account.provider() + "/" + name;
    if (!name.equals(account.name()) && held.paused()) {
      router.accounts().pause(id);
    }
    pauseIfSaid(body, id);
    return shown(200, id);
  }

  private static void refuseMove(Fields body, String field, String value) {
    if (body.has(field) && !value.equals(body.text(field))) {
      throw Fault.invalid(field, field + ": an account stays where it is; add another one");
    }
  }

  private static void rename(Draft draft, AccountEntry account, String name) {
    if (account.source() != Source.STORED) {
      throw Fault.conflict(
          "name: '" + account.id() + "' is named in the configuration file or the environment");
    }
    refuseTaken(draft.provider(account.provider()).orElse(null), name);
    draft.rename(account.provider(), account.name(), name);
  }

  private static void set(Draft draft, String provider, String name, Fields body) {
    Map<String, Object> changes = draft.changesOf(provider, name);
    for (String field : NUMBERS) {
      if (body.has(field)) {
        put(changes, Words.kebab(field), body.whole(field));
      }
    }
    if (body.has("pause_hours")) {
      put(changes, "pause-hours", body.texts("pause_hours"));
    }
    String key = body.secret("api_key");
    if (key != null) {
      changes.put("api-key", key);
    }
  }

  private static void put(Map<String, Object> changes, String key, @Nullable Object value) {
    if (value == null) {
      changes.remove(key);
    } else {
      changes.put(key, value);
    }
  }

  private void pauseIfSaid(Fields body, String id) {
    Boolean paused = body.flag("paused");
    if (paused != null) {
      desk.turn(
          desk.find(id).entry(), paused ? router.accounts()::pause : router.accounts()::resume);
    }
  }

  private Answer delete(Call call) {
    AccountEntry account = desk.find(call.param("id")).entry();
    if (account.source() != Source.STORED) {
      throw Fault.conflict(
          "'"
              + account.id()
              + "' comes from the configuration file or the environment; take it out there, or"
              + " pause it with POST /accounts/"
              + account.id()
              + "/pause");
    }
    Changes.make(roster, draft -> draft.forget(account.provider(), account.name()));
    return Answer.done();
  }
}
