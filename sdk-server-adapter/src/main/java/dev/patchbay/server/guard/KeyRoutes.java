package dev.patchbay.server.guard;

import dev.patchbay.access.ApiKey;
import dev.patchbay.access.ApiKeyStore;
import dev.patchbay.access.KeyText;
import dev.patchbay.access.Tenant;
import dev.patchbay.access.TenantStore;
import dev.patchbay.budget.Budget;
import dev.patchbay.json.Json;
import dev.patchbay.secret.Secret;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Call;
import dev.patchbay.server.http.Fault;
import dev.patchbay.server.http.Route;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Makes, lists, changes and removes API keys. Thread-safe. */
public final class KeyRoutes {
  private static final int ID_BYTES = 8;

  private final Keys keys;
  private final TenantStore tenants;
  private final Clock clock;
  private final SecureRandom random;
  private final Predicate<Budget> configured;
  private final Runnable budgetsChanged;

  private KeyRoutes(
      Keys keys,
      TenantStore tenants,
      Clock clock,
      SecureRandom random,
      Predicate<Budget> configured,
      Runnable budgetsChanged) {
    this.keys = keys;
    this.tenants = tenants;
    this.clock = clock;
    this.random = random;
    this.configured = configured;
    this.budgetsChanged = budgetsChanged;
  }

  /**
   * The routes.
   *
   * @param configured whether a budget is in the configuration already
   * @param budgetsChanged is run when {@link Keys#budgets} says something else than before, on the
   *     thread of the call
   */
  public static List<Route> routes(
      Keys keys,
      TenantStore tenants,
      Clock clock,
      SecureRandom random,
      Predicate<Budget> configured,
      Runnable budgetsChanged) {
    KeyRoutes all = new KeyRoutes(keys, tenants, clock, random, configured, budgetsChanged);
    return List.of(
        Route.admin("GET", "/admin/api-keys", call -> all.list()),
        Route.admin("POST", "/admin/api-keys", all::create),
        Route.admin("GET", "/admin/api-keys/{id}", all::get),
        Route.admin("PUT", "/admin/api-keys/{id}", all::change),
        Route.admin("DELETE", "/admin/api-keys/{id}", all::remove));
  }

  private ApiKeyStore store() {
    return keys.store();
  }

  private Answer list() {
    List<ApiKey> all = store().all();
    return Answer.json(
        Json.write(
            out -> {
              out.setSerializeNulls(true);
              out.beginObject().name("data").beginArray();
              for (ApiKey key : all) {
                KeyJson.write(out, key, null);
              }
              out.endArray().name("next").nullValue().endObject();
            }));
  }

  private Answer create(Call call) throws IOException {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    Secret text = KeyText.draw(random);
    String name = "key_" + HexFormat.of().formatHex(id);
    ApiKey.Builder builder =
        ApiKey.builder(name, name, text, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    if (!KeyJson.read(call.bytes(), name, builder)) {
      throw Fault.invalid("name", "name is missing: what the key is called");
    }
    ApiKey key = builder.build();
    refuseTwice(key.budget());
    if (!store().add(key)) {
      throw Fault.conflict("The key could not be kept; try again");
    }
    tenant(key);
    changed(key.budget() != null);
    return answer(201, key, text);
  }

  /** Before it is stored: of two budgets for the same one would be ignored. */
  private void refuseTwice(@Nullable Budget budget) {
    if (budget != null && configured.test(budget)) {
      throw Fault.conflict(
          "budget: the configuration has one of this key for the same period; take that out of"
              + " 'budgets' first, with PATCH /config or in the file");
    }
  }

  /** A tenant is there once somebody has a key to it; who comes first gives it a name. */
  private void tenant(ApiKey key) {
    String name = key.tenant().equals(key.id()) ? key.name() : key.tenant();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    tenants.add(new Tenant(key.tenant(), name, now));
  }

  private void changed(boolean budgets) {
    keys.changed();
    if (budgets) {
      budgetsChanged.run();
    }
  }

  private Answer get(Call call) {
    return answer(200, found(call), null);
  }

  private ApiKey found(Call call) {
    return store().byId(call.param("id")).orElseThrow(KeyRoutes::missing);
  }

  private static Fault missing() {
    return Fault.missing("There is no API key of this id; GET /admin/api-keys lists them");
  }

  private Answer change(Call call) throws IOException {
    ApiKey before = found(call);
    ApiKey.Builder builder = before.toBuilder();
    KeyJson.read(call.bytes(), before.id(), builder);
    ApiKey after = builder.build();
    if (!Objects.equals(before.budget(), after.budget())) {
      refuseTwice(after.budget());
    }
    if (!store().change(after)) {
      throw missing();
    }
    tenant(after);
    changed(!Objects.equals(before.budget(), after.budget()));
    return answer(200, after, null);
  }

  private Answer remove(Call call) {
    ApiKey key = found(call);
    if (!store().remove(key.id())) {
      throw missing();
    }
    changed(key.budget() != null);
    return Answer.done();
  }

  private static Answer answer(int status, ApiKey key, @Nullable Secret text) {
    return Answer.json(status, Json.write(out -> KeyJson.write(out, key, text)));
  }
}
