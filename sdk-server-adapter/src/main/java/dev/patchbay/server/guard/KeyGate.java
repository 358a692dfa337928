package dev.patchbay.server.guard;

import dev.patchbay.access.ApiKey;
import dev.patchbay.failure.StoreException;
import dev.patchbay.secret.Secret;
import dev.patchbay.server.http.Access;
import dev.patchbay.server.http.Call;
import dev.patchbay.server.http.Caller;
import dev.patchbay.server.http.Fault;
import dev.patchbay.server.http.Gate;
import dev.patchbay.server.setup.Setup;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one gate before all routes. It refuses whoever it knows no reason to let in. Thread-safe.
 *
 * <ul>
 *   <li>The admin token opens everything; a client's route it opens as tenant {@code local}.
 *   <li>An API key opens the routes of clients. Once there is one, they ask for one, from this
 *       machine too.
 *   <li>While there is none they are open to this machine, if the server listens to it alone; what
 *       a client sends as a key is ignored then.
 *   <li>While no admin token is set, management is open to this machine on the same terms.
 * </ul>
 *
 * <p>Where anything is open without a credential, the call must come straight from this machine
 * (not through a proxy) under a name of this server, and not from a page of another site.
 */
public final class KeyGate implements Gate {
  private static final Caller CLIENT =
      new Caller("local", Caller.LOCAL_TENANT, null, Set.of(Access.KEY, Access.OWN));
  private static final Caller COLLECTOR =
      new Caller("metrics", Caller.LOCAL_TENANT, null, Set.of(Access.SCRAPE));
  private static final Set<Access> CLIENTS = EnumSet.of(Access.KEY, Access.OWN);

  private final @Nullable Secret adminToken;
  private final @Nullable Secret scrapeToken;
  private final Keys keys;
  private final Site site;
  private final Rates rates;
  private final Clock clock;

  /** A gate for a server set up so. */
  public KeyGate(Setup setup, Keys keys, Clock clock) {
    this.adminToken = setup.adminToken();
    this.scrapeToken = setup.scrapeToken();
    this.keys = keys;
    this.site = new Site(setup.server());
    this.rates = new Rates(clock);
    this.clock = clock;
  }

  @Override
  public Caller admit(Call call, Access access) {
    if (access == Access.PUBLIC) {
      return call.caller();
    }
    if (!call.caller().equals(Caller.NOBODY)) {
      return permitted(call.caller(), access);
    }
    site.checkHost(call);
    try {
      Caller known = known(call, access);
      if (known == null) {
        Caller open = open(call, access);
        site.checkOrigin(call, true);
        return open;
      }
      if (!CLIENTS.contains(access)) {
        site.checkOrigin(call, false);
      }
      return known;
    } catch (StoreException e) {
      throw Fault.of(503, "store_unavailable", "API keys can't be read now; try again").because(e);
    }
  }

  private static Caller permitted(Caller caller, Access access) {
    if (!caller.may(access)) {
      throw Refusals.forbidden(access);
    }
    return caller;
  }

  /** Who shows a credential that opens these routes; null if nobody does. */
  private @Nullable Caller known(Call call, Access access) {
    Secret bearer = Credentials.bearer(call).orElse(null);
    if (same(adminToken, bearer)) {
      return Caller.ADMIN;
    }
    if (access == Access.SCRAPE && same(scrapeToken, bearer)) {
      return COLLECTOR;
    }
    return CLIENTS.contains(access) ? client(call) : null;
  }

  /** In the same time for every wrong one; what is not set is nobody's. */
  private static boolean same(@Nullable Secret token, @Nullable Secret shown) {
    return token != null && shown != null && token.equals(shown);
  }

  private @Nullable Caller client(Call call) {
    KeyRing ring = keys.ring();
    ApiKey shut = null;
    for (Secret text : Credentials.keys(call)) {
      ApiKey key = ring.find(text).orElse(null);
      if (key != null && key.opensAt(clock.instant())) {
        rates.count(key, call);
        keys.used(key);
        return Caller.of(key);
      }
      shut = key == null ? shut : key;
    }
    if (shut != null) {
      throw Refusals.shut(shut);
    }
    return null;
  }

  private Caller open(Call call, Access access) {
    boolean here = site.loopback() && call.loopback() && !Proxies.sent(call);
    return switch (access) {
      case KEY -> openToClients(call, here);
      case OWN ->
          here && adminToken == null && Credentials.keys(call).isEmpty()
              ? Caller.LOCAL
              : openToClients(call, here);
      case SCRAPE -> openToManagement(call, access, here && scrapeToken == null);
      case ADMIN, PUBLIC -> openToManagement(call, access, here);
    };
  }

  private Caller openToClients(Call call, boolean here) {
    boolean none = keys.ring().isEmpty();
    if (here && none) {
      return adminToken == null ? Caller.LOCAL : CLIENT;
    }
    throw Refusals.ofClient(!Credentials.keys(call).isEmpty(), none);
  }

  private Caller openToManagement(Call call, Access access, boolean here) {
    if (here && adminToken == null) {
      return Caller.LOCAL;
    }
    boolean client =
        Credentials.keys(call).stream().anyMatch(text -> keys.ring().find(text).isPresent());
    throw client ? Refusals.forbidden(access) : Refusals.ofManagement(adminToken != null);
  }
}
