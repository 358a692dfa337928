package dev.patchbay.server.roster;

import dev.patchbay.budget.Budget;
import dev.patchbay.config.ConfigException;
import dev.patchbay.config.RouterConfig;
import dev.patchbay.failure.StoreException;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.server.vault.Vault;
import dev.patchbay.server.vault.VaultException;
import dev.patchbay.setting.Setting;
import dev.patchbay.setting.SettingStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configuration that counts: what the server was started with, and over it what was changed
 * since. A change is checked as part of the whole, stored, and applied; what others changed in the
 * same store is seen within about a second. What is stored but does not fit is left out, and told
 * in the log and among {@link RosterView#faults}. Thread-safe.
 */
public final class Roster implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Roster.class);
  private static final int MOST_CONFLICTS = 50;

  private final Map<String, Object> base;
  private final SettingStore store;
  private final Documents documents;
  private final Watch watch = new Watch(this::refresh);

  private Supplier<List<Budget>> extra = List::of;
  private @Nullable Consumer<RouterConfig> applied;
  private Known known;

  private Roster(Map<String, Object> base, SettingStore store, Vault vault) {
    this.base = Layers.withNames(base);
    this.store = store;
    this.documents = new Documents(vault);
    this.known = look(null);
  }

  /** What was found in the store, and what follows from it. */
  private record Known(List<Setting> settings, List<Budget> budgets, RosterView view) {}

  /**
   * Reads what is stored.
   *
   * @param base the configuration the server was started with, as a tree
   * @throws ConfigException if it can't be used, even without what is stored
   * @throws StoreException if the store can't be read
   */
  public static Roster open(Map<String, Object> base, SettingStore store, Vault vault) {
    Roster roster = new Roster(base, store, vault);
    roster.sealAnew();
    return roster;
  }

  /** What was sealed with a key from before, so that it can be taken away. */
  private synchronized void sealAnew() {
    int count = 0;
    for (Setting one : known.settings()) {
      try {
        if (documents.isOld(one)
            && store.set(
                one.key(), documents.seal(one.key(), documents.open(one)), one.version())) {
          count++;
        }
      } catch (VaultException | BadJsonException e) {
        // It was left out, and told so, when it was read.
      }
    }
    if (count > 0) {
      LOG.info("{} stored documents were sealed anew with the key of now", count);
      refresh();
    }
  }

  /**
   * Budgets that come from elsewhere, such as those of API keys. Asked at every look; who changes
   * them calls {@link #refresh}.
   */
  public synchronized void budgets(Supplier<List<Budget>> value) {
    extra = value;
    refresh();
  }

  /**
   * From now on whatever changes goes there, and a thread looks once a second for what others
   * changed.
   */
  public synchronized void start(Consumer<RouterConfig> apply) {
    applied = apply;
    watch.start();
  }

  /** What counts now. */
  public synchronized RosterView view() {
    return known.view();
  }

  /**
   * Looks at the store now, and applies what is new.
   *
   * @throws StoreException if the store can't be read
   */
  public synchronized void refresh() {
    Known now = look(known);
    if (now != known) {
      take(now);
    }
  }

  /**
   * Makes a change: checked, stored, applied. If somebody else changes the same at once, the edit
   * runs again on what they left.
   *
   * @param edit changes a draft; what it throws ends the change, and nothing is stored
   * @throws ConfigException if the whole would be no configuration; nothing is stored
   * @throws VaultException if there is no key to seal a credential with
   * @throws StoreException if it can't be stored
   */
  public synchronized RosterView change(Consumer<Draft> edit) {
    for (int i = 0; i < MOST_CONFLICTS; i++) {
      refresh();
      Draft draft = new Draft(base, known.view().changes());
      edit.accept(draft);
      Checks.read(draft.tree(), known.budgets());
      refuseTwice(draft.tree());
      if (stored(draft.changes())) {
        refresh();
        return known.view();
      }
    }
    throw new StoreException("Others change the same settings all the time; try again");
  }

  /** One that is there twice already was told at the start, and hinders no other change. */
  private void refuseTwice(Map<String, Object> tree) {
    Set<String> twice = Checks.twice(tree, known.budgets());
    twice.removeAll(Checks.twice(known.view().tree(), known.budgets()));
    if (!twice.isEmpty()) {
      throw new ConfigException(
          List.of(
              "budgets: an API key has this budget itself ("
                  + String.join(", ", new TreeSet<>(twice))
                  + "); change it there, with PUT /admin/api-keys/{id}"));
    }
  }

  /** Whether the configuration itself has such a budget, which then counts. */
  public synchronized boolean has(Budget budget) {
    return !Checks.twice(known.view().tree(), List.of(budget)).isEmpty();
  }

  private boolean stored(Map<String, Object> changes) {
    Map<String, Map<String, Object>> before = Documents.split(known.view().changes());
    Map<String, Map<String, Object>> after = Documents.split(changes);
    Map<String, Long> versions = new HashMap<>();
    known.settings().forEach(one -> versions.put(one.key(), one.version()));
    for (Map.Entry<String, Map<String, Object>> one : after.entrySet()) {
      String key = one.getKey();
      long version = versions.getOrDefault(key, SettingStore.NONE);
      if (!one.getValue().equals(before.get(key))
          && !store.set(key, documents.seal(key, one.getValue()), version)) {
        return false;
      }
    }
    for (String key : before.keySet()) {
      if (!after.containsKey(key) && !store.remove(key, versions.getOrDefault(key, 0L))) {
        return false;
      }
    }
    return true;
  }

  private Known look(@Nullable Known last) {
    List<Setting> settings = Documents.ours(store.all());
    List<Budget> budgets = extra.get();
    if (last != null && last.settings().equals(settings) && last.budgets().equals(budgets)) {
      return last;
    }
    Known now = new Known(settings, budgets, new Reading(base, documents).of(settings, budgets));
    now.view().faults().stream()
        .filter(fault -> last == null || !last.view().faults().contains(fault))
        .forEach(fault -> LOG.error("What is stored was left out: {}", fault));
    return now;
  }

  private void take(Known now) {
    boolean same = now.view().config().equals(known.view().config());
    known = now;
    if (applied != null && !same) {
      applied.accept(now.view().config());
    }
  }

  /** Stops looking. Idempotent. */
  @Override
  public void close() {
    watch.close();
  }
}
