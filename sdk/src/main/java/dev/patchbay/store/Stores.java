package dev.patchbay.store;

import dev.patchbay.access.ApiKeyStore;
import dev.patchbay.access.TenantStore;
import dev.patchbay.account.AccountStateStore;
import dev.patchbay.account.SessionStore;
import dev.patchbay.account.SharedLeases;
import dev.patchbay.alert.AlertStore;
import dev.patchbay.books.SettlingLedger;
import dev.patchbay.budget.BudgetStore;
import dev.patchbay.conversation.AnswerStore;
import dev.patchbay.conversation.ConversationStore;
import dev.patchbay.cost.Ledger;
import dev.patchbay.cost.report.LedgerArchive;
import dev.patchbay.failure.StoreException;
import dev.patchbay.log.RequestLog;
import dev.patchbay.setting.SettingStore;
import dev.patchbay.store.access.MemoryApiKeys;
import dev.patchbay.store.access.MemoryTenants;
import dev.patchbay.store.access.SqlApiKeys;
import dev.patchbay.store.access.SqlTenants;
import dev.patchbay.store.account.MemoryAccountStates;
import dev.patchbay.store.account.MemorySessions;
import dev.patchbay.store.account.MemorySharedLeases;
import dev.patchbay.store.account.SqlAccountStates;
import dev.patchbay.store.account.SqlSessions;
import dev.patchbay.store.account.SqlSharedLeases;
import dev.patchbay.store.alert.MemoryAlerts;
import dev.patchbay.store.alert.SqlAlerts;
import dev.patchbay.store.conversation.MemoryAnswers;
import dev.patchbay.store.conversation.MemoryConversations;
import dev.patchbay.store.conversation.SqlAnswers;
import dev.patchbay.store.conversation.SqlConversations;
import dev.patchbay.store.cost.MemoryBudgets;
import dev.patchbay.store.cost.MemoryLedger;
import dev.patchbay.store.cost.SqlBudgets;
import dev.patchbay.store.cost.SqlLedger;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.DatabaseUrl;
import dev.patchbay.store.database.Durability;
import dev.patchbay.store.database.Sql;
import dev.patchbay.store.housekeeping.Chore;
import dev.patchbay.store.housekeeping.Housekeeper;
import dev.patchbay.store.log.MemoryRequestLog;
import dev.patchbay.store.log.SqlRequestLog;
import dev.patchbay.store.setting.MemorySettings;
import dev.patchbay.store.setting.SqlSettings;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Where everything is kept. Thread-safe.
 *
 * @param accountStates health of accounts
 * @param sessions which account a session is at
 * @param leases what one process does at a time
 * @param ledger what attempts cost; it settles the budgets
 * @param archive what is asked of the ledger
 * @param budgets what is spent of budgets
 * @param conversations what was said
 * @param answers what a later request may go on from
 * @param requestLog one record for each request
 * @param apiKeys who may ask
 * @param tenants whose things they are
 * @param settings what is set while the program runs
 * @param alerts what needs somebody
 * @param database where it all is; null for memory
 * @param resources what {@link #close} closes, in this order
 */
public record Stores(
    AccountStateStore accountStates,
    SessionStore sessions,
    SharedLeases leases,
    Ledger ledger,
    LedgerArchive archive,
    BudgetStore budgets,
    ConversationStore conversations,
    AnswerStore answers,
    RequestLog requestLog,
    ApiKeyStore apiKeys,
    TenantStore tenants,
    SettingStore settings,
    AlertStore alerts,
    @Nullable Database database,
    List<AutoCloseable> resources)
    implements AutoCloseable {
  private static final int MOST_INSTANCES = 100;

  /** Two processes that draw the same number wait for each other's sums, no more. */
  private static final SecureRandom INSTANCES = new SecureRandom();

  public Stores {
    resources = List.copyOf(resources);
  }

  /** In memory: for as long as this process lives. */
  public static Stores memory(Clock clock) {
    MemoryLedger ledger = new MemoryLedger();
    MemoryBudgets budgets = new MemoryBudgets();
    return new Stores(
        new MemoryAccountStates(),
        new MemorySessions(),
        new MemorySharedLeases(clock),
        new SettlingLedger(ledger, budgets),
        ledger,
        budgets,
        new MemoryConversations(),
        new MemoryAnswers(),
        new MemoryRequestLog(),
        new MemoryApiKeys(),
        new MemoryTenants(),
        new MemorySettings(),
        new MemoryAlerts(),
        null,
        List.of());
  }

  /**
   * In a database of its own connections, whose schema is brought up to date.
   *
   * @throws StoreException if it can't be opened or has a schema that is not ours
   */
  public static Stores open(DatabaseUrl url, Durability durability, Clock clock) {
    return open(url, durability, Sealing.NONE, clock);
  }

  /**
   * As {@link #open(DatabaseUrl, Durability, Clock)}.
   *
   * @param sealing how what people say is kept
   */
  public static Stores open(DatabaseUrl url, Durability durability, Sealing sealing, Clock clock) {
    return in(Database.open(url, durability), sealing, clock);
  }

  /**
   * In a PostgreSQL by connections of the caller's, which stay open; its schema is brought up to
   * date.
   *
   * @throws StoreException if it gives no connection or has a schema that is not ours
   */
  public static Stores of(DataSource source, Clock clock) {
    return of(source, Sealing.NONE, clock);
  }

  /**
   * As {@link #of(DataSource, Clock)}.
   *
   * @param sealing how what people say is kept
   */
  public static Stores of(DataSource source, Sealing sealing, Clock clock) {
    return in(Database.of(source), sealing, clock);
  }

  private static Stores in(Database database, Sealing sealing, Clock clock) {
    Deque<AutoCloseable> opened = new ArrayDeque<>();
    opened.push(database);
    try {
      SqlAccountStates states = SqlAccountStates.open(database);
      opened.push(states);
      SqlSessions sessions = SqlSessions.open(database);
      opened.push(sessions);
      SqlLedger ledger = new SqlLedger(database, clock, INSTANCES.nextInt(MOST_INSTANCES));
      return new Stores(
          states,
          sessions,
          new SqlSharedLeases(database),
          ledger,
          ledger,
          new SqlBudgets(database),
          new SqlConversations(database, sealing.talks()),
          new SqlAnswers(database, sealing.talks()),
          new SqlRequestLog(database, sealing.bodies()),
          new SqlApiKeys(database),
          new SqlTenants(database),
          new SqlSettings(database),
          new SqlAlerts(database),
          database,
          List.copyOf(opened));
    } catch (RuntimeException e) {
      closeAll(opened);
      throw e;
    }
  }

  /** The same stores for somebody whose {@link #close} closes nothing. */
  public Stores lent() {
    return owning(List.of());
  }

  /**
   * Asks the database for a sign of life.
   *
   * @throws StoreException if none comes
   */
  public void check() {
    if (database != null) {
      database.read(
          connection -> Sql.one(connection, "SELECT 1 AS one", row -> row.integer("one")));
    }
  }

  /**
   * The same stores with a thread that keeps their database small until they are closed. What is in
   * memory has its own bounds.
   *
   * @param requests how long the log of requests, and alerts that are over, are kept now
   * @param talks how long conversations and answers are kept now
   */
  public Stores cleaned(Clock clock, Supplier<Duration> requests, Supplier<Duration> talks) {
    if (database == null) {
      return this;
    }
    List<Chore> chores =
        List.of(
            Chore.retention("requests", clock, requests, requestLog::purge),
            Chore.retention("alerts", clock, requests, alerts::purge),
            Chore.retention("conversations", clock, talks, conversations::purge),
            Chore.retention("answers", clock, talks, answers::purge),
            Chore.vacuum(database));
    List<AutoCloseable> owned = new ArrayList<>(List.of(new Housekeeper(chores, leases)));
    owned.addAll(resources);
    return owning(owned);
  }

  private Stores owning(List<AutoCloseable> owned) {
    return new Stores(
        accountStates,
        sessions,
        leases,
        ledger,
        archive,
        budgets,
        conversations,
        answers,
        requestLog,
        apiKeys,
        tenants,
        settings,
        alerts,
        database,
        owned);
  }

  /** Writes what waits and closes what was opened for these stores. Idempotent. */
  @Override
  public void close() {
    closeAll(resources);
  }

  private static void closeAll(Iterable<AutoCloseable> resources) {
    for (AutoCloseable resource : resources) {
      try {
        resource.close();
      } catch (Exception e) { // the next one is to be closed all the same
        LoggerFactory.getLogger(Stores.class).warn("A store was not closed cleanly", e);
      }
    }
  }
}
