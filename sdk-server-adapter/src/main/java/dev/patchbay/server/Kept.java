package dev.patchbay.server;

import dev.patchbay.config.DatabaseConfig;
import dev.patchbay.config.source.ConfigMap;
import dev.patchbay.secret.Secret;
import dev.patchbay.server.roster.Roster;
import dev.patchbay.server.setup.Setup;
import dev.patchbay.server.vault.Vault;
import dev.patchbay.store.Stores;
import dev.patchbay.store.database.DatabaseUrl;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What outlives a router: the stores, what opens the credentials in them, and the configuration
 * with what was changed of it.
 */
record Kept(Stores stores, Vault vault, Roster roster) implements AutoCloseable {
  /** Where the key is kept if the database is no file. */
  private static final String KEY_FILE = "patchbay.key";

  static Kept open(Setup setup) {
    Map<String, Object> database = new HashMap<>(setup.tree());
    database.keySet().retainAll(java.util.Set.of("database"));
    DatabaseConfig config = ConfigMap.read(database).database();
    Clock clock = Clock.systemUTC();
    DatabaseUrl url = config.url();
    Vault vault = vault(setup.secretKey(), url);
    Stores stores =
        url == null ? Stores.memory(clock) : Stores.open(url, config.durability(), clock);
    try {
      return new Kept(stores, vault, Roster.open(setup.tree(), stores.settings(), vault));
    } catch (RuntimeException e) {
      stores.close();
      throw e;
    }
  }

  /** What is in memory is sealed with a key that is gone with it. */
  private static Vault vault(@Nullable Secret key, @Nullable DatabaseUrl url) {
    if (key != null) {
      return Vault.of(key);
    }
    return url == null
        ? Vault.passing()
        : Vault.in(url.file().map(file -> Path.of(file + ".key")).orElse(Path.of(KEY_FILE)));
  }

  @Override
  public void close() {
    roster.close();
    stores.close();
  }
}
