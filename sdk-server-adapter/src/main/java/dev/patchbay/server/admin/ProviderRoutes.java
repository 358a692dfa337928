package dev.patchbay.server.admin;

import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Call;
import dev.patchbay.server.http.Fault;
import dev.patchbay.server.http.Route;
import dev.patchbay.server.roster.AccountEntry;
import dev.patchbay.server.roster.Draft;
import dev.patchbay.server.roster.ProviderEntry;
import dev.patchbay.server.roster.Roster;
import dev.patchbay.server.roster.RosterView;
import dev.patchbay.server.roster.Source;
import dev.patchbay.server.roster.Trees;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /admin/providers}. Changes count for the next request. Thread-safe. */
public final class ProviderRoutes {
  private static final String PATH = "/admin/providers";
  private static final String FIRST_ACCOUNT = "main";
  private static final List<String> KNOWN = known();

  private final Roster roster;

  private ProviderRoutes(Roster roster) {
    this.roster = roster;
  }

  private static List<String> known() {
    List<String> known = new ArrayList<>(List.of("id", "name", "api_key"));
    Arrays.stream(ProviderField.values()).map(ProviderField::json).forEach(known::add);
    return List.copyOf(known);
  }

  /** The routes. */
  public static List<Route> routes(Roster roster) {
    ProviderRoutes here = new ProviderRoutes(roster);
    return List.of(
        Route.admin("GET", PATH, call -> here.list()),
        Route.admin("POST", PATH, here::create),
        Route.admin("GET", PATH + "/{id}", here::get),
        Route.admin("PUT", PATH + "/{id}", here::update),
        Route.admin("PATCH", PATH + "/{id}", here::update),
        Route.admin("DELETE", PATH + "/{id}", here::delete));
  }

  private Answer list() {
    RosterView view = roster.view();
    return Lists.whole(view.providers(), (out, entry) -> new ProviderJson(entry, view).write(out));
  }

  private Answer get(Call call) {
    return shown(200, roster.view(), call.param("id"));
  }

  private static Answer shown(int status, RosterView view, String id) {
    ProviderEntry entry = view.provider(id).orElseThrow(() -> missing(id));
    return Lists.one(status, entry, (out, one) -> new ProviderJson(one, view).write(out));
  }

  private Answer create(Call call) throws IOException {
    Fields body = Fields.of(call);
    body.refuseOthers(KNOWN);
    String id = newId(body);
    RosterView view =
        Changes.make(
            roster,
            draft -> {
              if (draft.provider(id).isPresent()) {
                throw Fault.conflict(
                    "There is a provider '"
                        + id
                        + "' already; change it with PUT "
                        + PATH
                        + "/"
                        + id);
              }
              set(draft, id, body);
            });
    return shown(201, view, id);
  }

  private static String newId(Fields body) {
    String given = body.text("id");
    if (given != null && !given.isBlank()) {
      return given.strip();
    }
    String id = Words.slug(body.required("name"));
    if (id.isEmpty()) {
      throw Fault.invalid("name", "name: has no letter or digit to make an id of; send an id too");
    }
    return id;
  }

  private Answer update(Call call) throws IOException {
    String id = call.param("id");
    Fields body = Fields.of(call);
    body.refuseOthers(KNOWN);
    if (body.has("id") && !id.equals(body.text("id"))) {
      throw Fault.invalid("id", "id: a provider keeps its id; add another one, and delete this");
    }
    RosterView view =
        Changes.make(
            roster,
            draft -> {
              if (draft.provider(id).isEmpty()) {
                throw missing(id);
              }
              set(draft, id, body);
            });
    return shown(200, view, id);
  }

  private static void set(Draft draft, String id, Fields body) {
    Map<String, Object> now = Trees.map(Trees.map(draft.tree(), "providers"), id);
    Map<String, Object> changes = draft.changesOf(id);
    for (ProviderField field : ProviderField.values()) {
      if (body.has(field.json())) {
        put(changes, field.key(), field.value(body, now));
      }
    }
    if (body.has("name")) {
      String name = body.text("name");
      put(changes, "display-name", id.equals(name) ? null : name);
    }
    String key = body.secret("api_key");
    if (key != null) {
      draft.changesOf(id, keyed(draft, id)).put("api-key", key);
    }
  }

  private static void put(Map<String, Object> changes, String key, @Nullable Object value) {
    if (value == null) {
      changes.remove(key);
    } else {
      changes.put(key, value);
    }
  }

  /** The account that a provider's key is of. */
  private static String keyed(Draft draft, String id) {
    List<AccountEntry> accounts = draft.provider(id).map(ProviderEntry::accounts).orElse(List.of());
    if (accounts.size() > 1) {
      throw Fault.conflict(
          "api_key: "
              + id
              + " has several accounts; change the key of one with PATCH /accounts/"
              + accounts.get(0).id());
    }
    return accounts.isEmpty() ? FIRST_ACCOUNT : accounts.get(0).name();
  }

  private Answer delete(Call call) {
    String id = call.param("id");
    Changes.make(
        roster,
        draft -> {
          ProviderEntry entry = draft.provider(id).orElseThrow(() -> missing(id));
          if (entry.source() != Source.STORED) {
            throw Fault.conflict(
                "'"
                    + id
                    + "' comes from the configuration file or the environment; take it out there,"
                    + " or switch it off with PUT {\"is_active\": false}");
          }
          draft.forget(id);
        });
    return Answer.done();
  }

  static Fault missing(String id) {
    return Fault.missing(
        "There is no provider '" + Words.shown(id) + "'; GET " + PATH + " lists them");
  }
}
