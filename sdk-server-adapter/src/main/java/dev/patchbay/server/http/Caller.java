package dev.patchbay.server.http;

import dev.patchbay.access.ApiKey;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a call, once that is known. Immutable.
 *
 * @param name for the ledger and the log; never a credential
 * @param tenant whose conversations, answers and sessions it sees
 * @param key the API key it came with; null if with none
 * @param grants the routes it may use; {@link Access#PUBLIC} is always among them
 */
public record Caller(String name, String tenant, @Nullable ApiKey key, Set<Access> grants) {
  /** The tenant of those who need no key. */
  public static final String LOCAL_TENANT = "local";

  /** Nobody in particular. */
  public static final Caller NOBODY = new Caller("", LOCAL_TENANT, null, Set.of());

  /** Somebody on this machine where nothing asks for a credential: may do everything. */
  public static final Caller LOCAL =
      new Caller("local", LOCAL_TENANT, null, EnumSet.allOf(Access.class));

  /** Whoever has the admin token: may do everything. */
  public static final Caller ADMIN =
      new Caller("admin", LOCAL_TENANT, null, EnumSet.allOf(Access.class));

  public Caller {
    EnumSet<Access> all = EnumSet.of(Access.PUBLIC);
    all.addAll(grants);
    grants = Set.copyOf(all);
  }

  /** A client with a key: may use the routes of clients. */
  public static Caller of(ApiKey key) {
    return new Caller(key.name(), key.tenant(), key, Set.of(Access.KEY, Access.OWN));
  }

  /** Whether it may use routes of this access. */
  public boolean may(Access access) {
    return grants.contains(access);
  }
}
