package dev.patchbay;

import dev.patchbay.account.Account;
import dev.patchbay.config.ConfigException;
import dev.patchbay.config.ConfigResolver;
import dev.patchbay.config.LogConfig;
import dev.patchbay.config.RouterConfig;
import dev.patchbay.provider.Catalogue;
import dev.patchbay.provider.ProviderTable;
import dev.patchbay.wire.Protocol;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * The configuration in force: read by every request without waiting, replaced as a whole, by one
 * change at a time. Thread-safe.
 */
final class InForce {
  private final Catalogue catalogue = Catalogue.load();
  private final Set<Protocol> spoken;
  private final boolean mayBeEmpty;
  private final ReentrantLock changing = new ReentrantLock();
  private final AtomicReference<Active> active;

  /**
   * Begins with a configuration.
   *
   * @param spoken the protocols there is a codec for
   * @param mayBeEmpty whether no provider has to be enabled
   * @throws ConfigException if something in it is wrong
   */
  InForce(RouterConfig config, Set<Protocol> spoken, boolean mayBeEmpty) {
    this.spoken = Set.copyOf(spoken);
    this.mayBeEmpty = mayBeEmpty;
    this.active = new AtomicReference<>(resolved(config));
  }

  /** What is in force now. */
  Active now() {
    return active.get();
  }

  /**
   * Puts another configuration in force.
   *
   * @param replaced told of accounts that have another credential now: the old one, and the new
   * @throws ConfigException if something in it is wrong; nothing has changed then
   */
  void change(RouterConfig config, BiConsumer<Account, Account> replaced) {
    changing.lock();
    try {
      refuseOtherDatabase(config);
      refuseOtherKeys(config.log(), now().log());
      Active next = resolved(config);
      tellReplaced(now(), next, replaced);
      active.updateAndGet(
          old -> next.knowing(next.tables().providers().learning(old.tables().providers())));
    } finally {
      changing.unlock();
    }
  }

  /** Adds to what is known of the providers; what others learned or changed meanwhile stays. */
  void learn(UnaryOperator<ProviderTable> learning) {
    active.updateAndGet(old -> old.knowing(learning.apply(old.tables().providers())));
  }

  private Active resolved(RouterConfig config) {
    return Active.of(config, ConfigResolver.resolve(config, catalogue, spoken, mayBeEmpty));
  }

  private void refuseOtherDatabase(RouterConfig config) {
    if (!config.database().equals(now().config().database())) {
      throw new ConfigException(
          List.of(
              "database: cannot be changed while the router runs; leave it as it is, or restart"
                  + " with the other one"));
    }
  }

  private static void refuseOtherKeys(LogConfig next, LogConfig now) {
    if (!Objects.equals(next.encryptionKey(), now.encryptionKey())
        || !next.oldEncryptionKeys().equals(now.oldEncryptionKeys())) {
      throw new ConfigException(
          List.of(
              "log.encryption-key: cannot be changed while the router runs, nor"
                  + " log.old-encryption-keys; leave them as they are, or restart with others"));
    }
  }

  private static void tellReplaced(Active old, Active next, BiConsumer<Account, Account> replaced) {
    for (List<Account> accounts : next.tables().accounts().values()) {
      for (Account account : accounts) {
        old.tables().accountsOf(account.provider()).stream()
            .filter(one -> one.name().equals(account.name()))
            .filter(one -> !one.stateKey().equals(account.stateKey()))
            .forEach(one -> replaced.accept(one, account));
      }
    }
  }
}
