package dev.patchbay;

import dev.patchbay.account.AccountStateStore;
import dev.patchbay.account.HealthRules;
import dev.patchbay.account.SessionStore;
import dev.patchbay.attempt.AttemptRunner;
import dev.patchbay.books.Books;
import dev.patchbay.books.SettlingLedger;
import dev.patchbay.books.Spending;
import dev.patchbay.books.StandingsView;
import dev.patchbay.budget.BudgetStore;
import dev.patchbay.budget.Budgets;
import dev.patchbay.config.ConfigException;
import dev.patchbay.config.DatabaseConfig;
import dev.patchbay.config.ProviderConfig;
import dev.patchbay.config.RouterConfig;
import dev.patchbay.config.source.ConfigMap;
import dev.patchbay.config.source.Environment;
import dev.patchbay.context.Contexts;
import dev.patchbay.conversation.AnswerStore;
import dev.patchbay.conversation.ConversationStore;
import dev.patchbay.cost.Ledger;
import dev.patchbay.cost.report.LedgerArchive;
import dev.patchbay.dispatch.Dispatcher;
import dev.patchbay.event.RouteListener;
import dev.patchbay.failure.StoreException;
import dev.patchbay.inquiry.Discovery;
import dev.patchbay.inquiry.Inquiries;
import dev.patchbay.inquiry.KeyChecks;
import dev.patchbay.inquiry.TokenCounts;
import dev.patchbay.lease.Leases;
import dev.patchbay.log.RequestLog;
import dev.patchbay.logbook.Logbook;
import dev.patchbay.media.MediaFetcher;
import dev.patchbay.media.PublicAddresses;
import dev.patchbay.seal.Seal;
import dev.patchbay.seal.SealKey;
import dev.patchbay.secret.Secret;
import dev.patchbay.store.Sealing;
import dev.patchbay.store.Stores;
import dev.patchbay.store.database.DatabaseUrl;
import dev.patchbay.stream.Workers;
import dev.patchbay.trace.RequestIds;
import dev.patchbay.transport.Transport;
import dev.patchbay.transport.okhttp.OkHttpTransport;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.anthropic.AnthropicCodec;
import dev.patchbay.wire.compaction.Compactions;
import dev.patchbay.wire.gemini.GeminiCodec;
import dev.patchbay.wire.openai.OpenAiCodec;
import dev.patchbay.wire.responses.ResponsesCodec;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Builds a {@link Router}. One thread. */
public final class RouterBuilder {
  private RouterConfig config = RouterConfig.builder().build();
  private final List<RouteListener> listeners = new ArrayList<>();
  private @Nullable OkHttpClient client;
  private @Nullable Transport transport;
  private @Nullable Transport mediaTransport;
  private @Nullable Stores stores;
  private @Nullable DataSource source;
  private @Nullable AccountStateStore states;
  private @Nullable SessionStore sessions;
  private @Nullable Ledger ledger;
  private @Nullable ConversationStore conversations;
  private @Nullable AnswerStore answers;
  private @Nullable RequestLog requestLog;
  private HealthRules health = HealthRules.DEFAULTS;
  private Clock clock = Clock.systemUTC();
  private RandomGenerator random = new Random();
  private Duration drain = Duration.ofSeconds(30);
  private Seal seal = Seal.of(SealKey.random(new SecureRandom()));
  private boolean mayBeEmpty;

  RouterBuilder() {}

  /**
   * Takes the configuration from the environment and from {@code .env} in the working directory;
   * the environment wins. What was configured before is replaced.
   *
   * @throws ConfigException if a value is wrong
   */
  public RouterBuilder fromEnvironment() {
    return config(Environment.read());
  }

  /**
   * Takes the configuration from a tree of maps, lists and scalars, as a YAML reader gives it. What
   * was configured before is replaced.
   *
   * @throws ConfigException if a key, a type or a value is wrong
   */
  public RouterBuilder config(Map<String, ?> tree) {
    return config(ConfigMap.read(tree));
  }

  /** Takes a configuration. What was configured before is replaced. */
  public RouterBuilder config(RouterConfig value) {
    config = value;
    return this;
  }

  /** Changes the configuration so far. */
  public RouterBuilder configure(UnaryOperator<RouterConfig.Builder> change) {
    config = change.apply(config.toBuilder()).build();
    return this;
  }

  /** Adds a provider, or replaces the one of its id. */
  public RouterBuilder provider(ProviderConfig value) {
    return configure(tree -> tree.provider(value));
  }

  /** Adds a provider of the catalogue with one key. */
  public RouterBuilder provider(String id, String apiKey) {
    return provider(ProviderConfig.of(id).apiKey(apiKey).build());
  }

  /** Adds a listener; see {@link RouteListener} for what it hears. */
  public RouterBuilder listener(RouteListener value) {
    listeners.add(value);
    return this;
  }

  /** Uses a client of the caller's, for its connections and interceptors; it is never closed. */
  public RouterBuilder httpClient(OkHttpClient value) {
    client = value;
    return this;
  }

  /** Sends calls another way than over HTTP: for tests. The router closes it. */
  public RouterBuilder transport(Transport value) {
    transport = value;
    return this;
  }

  /**
   * Fetches media at addresses another way than from the public internet: for tests, and for those
   * who keep images within their own network. It decides alone what may be asked: a client names
   * the address. The router closes it.
   */
  public RouterBuilder mediaTransport(Transport value) {
    mediaTransport = value;
    return this;
  }

  /**
   * Keeps state in a database; see {@link DatabaseUrl} for the forms of its URL, or {@code memory}.
   * The router opens and closes it.
   *
   * @throws IllegalArgumentException if it is the URL of no database
   */
  public RouterBuilder database(String url) {
    return configure(tree -> tree.database(DatabaseConfig.of(url, config.database().durability())));
  }

  /**
   * Keeps state in a PostgreSQL by the caller's own connections, which the router never closes,
   * whatever database is configured.
   */
  public RouterBuilder dataSource(DataSource value) {
    source = value;
    return this;
  }

  /**
   * Seals what people say in the database the router opens: bodies in the log, conversations,
   * answers that requests go on from. What was kept before stays readable.
   *
   * @param key 32 bytes in base64
   * @param old keys that were used before; what was sealed with them stays readable
   * @throws IllegalArgumentException if one is no key; the message doesn't quote it
   */
  public RouterBuilder encryptionKey(Secret key, Secret... old) {
    SealKey first = SealKey.of(key.reveal());
    List<SealKey> others = Arrays.stream(old).map(one -> SealKey.of(one.reveal())).toList();
    return configure(tree -> tree.log(config.log().encrypted(first, others)));
  }

  /**
   * Keeps state in these stores, whatever database and encryption are configured; the router never
   * closes them.
   */
  public RouterBuilder stores(Stores value) {
    stores = value;
    return this;
  }

  /** Keeps the health of accounts elsewhere than the other states. */
  public RouterBuilder accountStates(AccountStateStore value) {
    states = value;
    return this;
  }

  /** Keeps the ledger elsewhere than the other states. */
  public RouterBuilder ledger(Ledger value) {
    ledger = value;
    return this;
  }

  /** Keeps conversations elsewhere than in memory. */
  public RouterBuilder conversations(ConversationStore value) {
    conversations = value;
    return this;
  }

  /** Keeps answers for {@code previous_response_id} elsewhere than in memory. */
  public RouterBuilder answers(AnswerStore value) {
    answers = value;
    return this;
  }

  /** Keeps which account served a client's session elsewhere than the other states. */
  public RouterBuilder sessions(SessionStore value) {
    sessions = value;
    return this;
  }

  /** Keeps the requests elsewhere than in memory; it is not closed here. */
  public RouterBuilder requestLog(RequestLog value) {
    requestLog = value;
    return this;
  }

  /** Other rules of cooling and circuits than the defaults: for tests with a scaled clock. */
  public RouterBuilder healthRules(HealthRules value) {
    health = value;
    return this;
  }

  /** The clock that coolings, sessions and stated resets are judged by; default UTC. */
  public RouterBuilder clock(Clock value) {
    clock = value;
    return this;
  }

  /** The random of draws and jitter; must be thread-safe; default {@link Random}. */
  public RouterBuilder random(RandomGenerator value) {
    random = value;
    return this;
  }

  /** How long {@link Router#close} lets live calls finish; default 30 s. */
  public RouterBuilder drain(Duration value) {
    drain = value;
    return this;
  }

  /**
   * What seals the summaries that clients of OpenAI's Responses carry for us, see {@link
   * dev.patchbay.wire.WireRequest#compaction}; by default a key of this router's own, after whose
   * end they open no more. Processes that serve the same clients need one key.
   */
  public RouterBuilder seal(Seal value) {
    seal = value;
    return this;
  }

  /**
   * Lets the router be built, and reconfigured, with no provider enabled: where they are added
   * later, by {@link Router#reconfigure}. Until then requests fail, saying what is missing.
   */
  public RouterBuilder allowNoProvider() {
    mayBeEmpty = true;
    return this;
  }

  /**
   * The router.
   *
   * @throws ConfigException if something in the configuration is wrong, or nothing is enabled and
   *     that was not allowed
   * @throws StoreException if the database can't be opened
   */
  public Router build() {
    Map<Protocol, Codec> codecs = codecs();
    InForce inForce = new InForce(config, codecs.keySet(), mayBeEmpty);
    Stores opened =
        openStores()
            .cleaned(
                clock,
                () -> inForce.now().log().retention(),
                () -> inForce.now().conversation().retention());
    try {
      return build(codecs, inForce, opened);
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private Stores openStores() {
    if (stores != null) {
      return stores.lent();
    }
    if (source != null) {
      return Stores.of(source, sealing(), clock);
    }
    DatabaseConfig database = config.database();
    return database.url() == null
        ? Stores.memory(clock)
        : Stores.open(database.url(), database.durability(), sealing(), clock);
  }

  private Sealing sealing() {
    return Sealing.of(config.log().texts());
  }

  private Router build(Map<Protocol, Codec> codecs, InForce inForce, Stores kept) {
    List<RouteListener> all = new ArrayList<>(listeners);
    all.add(new StoryLog());
    RouteListener listener = new Listeners(all);
    Leases leases =
        new Leases(
            states == null ? kept.accountStates() : states,
            sessions == null ? kept.sessions() : sessions,
            clock,
            health,
            () -> inForce.now().tables().sessionDuration(),
            listener);
    Transport sending = transport == null ? overHttp() : transport;
    Workers workers = new Workers();
    Inquiries inquiries = new Inquiries(sending, codecs, clock);
    AttemptRunner runner = new AttemptRunner(sending, codecs, leases, listener, clock);
    Supplier<Budgets> budgets = () -> inForce.now().budgets();
    BudgetStore spent = kept.budgets();
    StandingsView view = new StandingsView(budgets, spent, clock, workers::execute);
    Spending spending = new Spending(budgets, spent, clock, view);
    Ledger rows = ledger == null ? kept.ledger() : new SettlingLedger(ledger, spent);
    Books books = new Books(rows, spending, listener, clock);
    ConversationStore talks = conversations == null ? kept.conversations() : conversations;
    return new Router(
        new Engine(
            inForce,
            leases,
            new Dispatcher(runner, books, listener, clock, random, workers),
            books,
            new Contexts(
                talks,
                answers == null ? kept.answers() : answers,
                () -> inForce.now().conversation().maxMessages(),
                clock),
            new Compactions(seal),
            talks,
            kept,
            archive(kept),
            codecs,
            sending,
            new MediaFetcher(mediaTransport == null ? toPublic() : mediaTransport),
            workers,
            new LiveCalls(),
            new RequestIds(random, clock),
            new TokenCounts(inquiries),
            new Discovery(inquiries, clock),
            new KeyChecks(inquiries, clock),
            new Logbook(
                requestLog == null ? kept.requestLog() : requestLog,
                () -> inForce.now().log().payloads(),
                clock),
            clock,
            random,
            drain));
  }

  /** The ledger as it can be asked; null if it is one of the caller's that can't. */
  private @Nullable LedgerArchive archive(Stores kept) {
    return ledger == null ? kept.archive() : ledger instanceof LedgerArchive own ? own : null;
  }

  private static Transport toPublic() {
    return OkHttpTransport.only(PublicAddresses::mayBeAsked);
  }

  private Transport overHttp() {
    return client == null ? OkHttpTransport.create() : OkHttpTransport.sharing(client);
  }

  private static Map<Protocol, Codec> codecs() {
    Map<Protocol, Codec> codecs = new EnumMap<>(Protocol.class);
    for (Codec codec :
        List.of(new OpenAiCodec(), new ResponsesCodec(), new AnthropicCodec(), new GeminiCodec())) {
      codecs.put(codec.protocol(), codec);
    }
    return codecs;
  }
}
