package dev.patchbay.server.admin;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.AccountStatus;
import dev.patchbay.Router;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Call;
import dev.patchbay.server.http.Fault;
import dev.patchbay.server.http.Route;
import dev.patchbay.server.roster.ProviderEntry;
import dev.patchbay.server.roster.Roster;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /admin/providers/{id}/test}. Thread-safe. */
public final class ProviderTestRoute {
  /** Each may take 15 s. */
  private static final int MOST = 10;

  private final Roster roster;
  private final Router router;

  private ProviderTestRoute(Roster roster, Router router) {
    this.roster = roster;
    this.router = router;
  }

  /** The route. */
  public static List<Route> routes(Roster roster, Router router) {
    ProviderTestRoute here = new ProviderTestRoute(roster, router);
    return List.of(Route.admin("POST", "/admin/providers/{id}/test", here::test));
  }

  private Answer test(Call call) throws IOException {
    String id = call.param("id");
    ProviderEntry provider =
        roster.view().provider(id).orElseThrow(() -> ProviderRoutes.missing(id));
    List<String> accounts = accounts(id, Fields.only(call, "account"));
    if (accounts.isEmpty()) {
      return Lists.one(200, provider.id(), ProviderTestRoute::idle);
    }
    List<Probe.Found> found = accounts.stream().map(account -> probe(provider, account)).toList();
    return Lists.one(200, found, (out, all) -> write(out, id, all));
  }

  /** Those that take part, or the one that is meant. */
  private List<String> accounts(String provider, @Nullable String asked) {
    List<String> all =
        router.accounts().list().stream()
            .filter(one -> one.provider().equals(provider))
            .map(AccountStatus::alias)
            .toList();
    if (asked == null) {
      return all.subList(0, Math.min(MOST, all.size()));
    }
    String alias = asked.startsWith(provider + "/") ? asked : provider + "/" + asked;
    if (!all.contains(alias)) {
      throw Fault.invalid("account", "account: takes no part; there are " + all);
    }
    return List.of(alias);
  }

  private Probe.Found probe(ProviderEntry provider, String account) {
    try {
      return Probe.of(router, provider, account);
    } catch (IllegalArgumentException e) {
      throw Fault.conflict("'" + account + "' was changed meanwhile; ask again");
    }
  }

  private static void idle(JsonWriter out, String id) throws IOException {
    out.beginObject().name("provider").value(id).name("ok").value(false);
    out.name("account").nullValue().name("by").nullValue().name("latency_ms").value(0);
    out.name("models").nullValue().name("failure").value("inactive").name("status").nullValue();
    out.name("message")
        .value(
            "It takes no part: it is switched off, or has no account; PUT /admin/providers/"
                + id
                + " {\"is_active\": true}, or POST /accounts");
    out.name("accounts").beginArray().endArray().endObject();
  }

  /** The first that fails speaks for all. */
  private static void write(JsonWriter out, String id, List<Probe.Found> all) throws IOException {
    Probe.Found first =
        all.stream().filter(one -> !one.ok()).findFirst().orElseGet(() -> all.get(0));
    out.beginObject().name("provider").value(id);
    first.write(out);
    out.name("accounts").beginArray();
    for (Probe.Found one : all) {
      out.beginObject();
      one.write(out);
      out.endObject();
    }
    out.endArray().endObject();
  }
}
