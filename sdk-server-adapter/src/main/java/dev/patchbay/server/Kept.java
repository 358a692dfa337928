package dev.patchbay.server;

import dev.patchbay.config.LogConfig;
import dev.patchbay.config.RouterConfig;
import dev.patchbay.config.source.ConfigMap;
import dev.patchbay.failure.StoreException;
import dev.patchbay.seal.SealKey;
import dev.patchbay.seal.Texts;
import dev.patchbay.secret.Secret;
import dev.patchbay.server.roster.Roster;
import dev.patchbay.server.setup.Setup;
import dev.patchbay.server.vault.Vault;
import dev.patchbay.server.vault.VaultException;
import dev.patchbay.store.Sealing;
import dev.patchbay.store.Stores;
import dev.patchbay.store.database.DatabaseUrl;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What outlives a router: the stores, what opens the credentials in them, and the configuration
 * with what was changed of it.
 */
record Kept(Stores stores, Vault vault, Roster roster) implements AutoCloseable {
  /** Where the key is kept if the database is no file. */
  private static final String KEY_FILE = "patchbay.key";

  static Kept open(Setup setup) {
    Map<String, Object> tree = new HashMap<>(setup.tree());
    tree.keySet().retainAll(Set.of("database", "log"));
    RouterConfig config = ConfigMap.read(tree);
    Clock clock = Clock.systemUTC();
    DatabaseUrl url = config.database().url();
    Vault vault = vault(setup, url);
    boolean shared = setup.secretKey() != null || (url != null && url.file().isPresent());
    Sealing sealing =
        new Sealing(bodies(config.log(), shared ? vault : null), config.log().texts());
    Stores stores =
        url == null
            ? Stores.memory(clock)
            : Stores.open(url, config.database().durability(), sealing, clock);
    try {
      return new Kept(stores, vault, Roster.open(setup.tree(), stores.settings(), vault));
    } catch (RuntimeException e) {
      stores.close();
      throw e;
    }
  }

  /** What is in memory is sealed with a key that is gone with it. */
  private static Vault vault(Setup setup, @Nullable DatabaseUrl url) {
    Secret key = setup.secretKey();
    Path file =
        url == null ? null : url.file().map(one -> Path.of(one + ".key")).orElse(Path.of(KEY_FILE));
    if (key != null) {
      return Vault.of(key, setup.oldSecretKeys(), file);
    }
    return file == null ? Vault.passing() : Vault.in(file);
  }

  /**
   * Bodies in the log are sealed anyway, with the key of the credentials: they are read again to
   * look into what went wrong, and may be lost with that key. Conversations are not: who loses a
   * key without knowing of it would lose them all.
   *
   * @param vault null if its key is that of this machine alone, and others read the log too
   */
  private static Texts bodies(LogConfig log, @Nullable Vault vault) {
    if (vault == null) {
      return log.texts();
    }
    List<SealKey> old = new ArrayList<>(log.oldEncryptionKeys());
    old.addAll(vault.old());
    if (log.encryptionKey() == null) {
      return Texts.of(() -> key(vault), old);
    }
    existing(vault).ifPresent(old::add);
    return Texts.of(log.encryptionKey(), old);
  }

  private static SealKey key(Vault vault) {
    try {
      return vault.key();
    } catch (VaultException e) {
      throw new StoreException(String.valueOf(e.getMessage()), e);
    }
  }

  /** That its file can't be used is told where a credential needs it. */
  private static Optional<SealKey> existing(Vault vault) {
    try {
      return vault.existing();
    } catch (VaultException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    roster.close();
    stores.close();
  }
}
