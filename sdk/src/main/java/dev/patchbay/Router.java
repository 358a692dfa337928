package dev.patchbay;

import dev.patchbay.attempt.Asked;
import dev.patchbay.budget.Standing;
import dev.patchbay.chat.CallOptions;
import dev.patchbay.chat.ChatClient;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.ChatStream;
import dev.patchbay.config.ConfigException;
import dev.patchbay.config.RouterConfig;
import dev.patchbay.context.Turn;
import dev.patchbay.dispatch.Dispatch;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.StoreException;
import dev.patchbay.logbook.Arrival;
import dev.patchbay.planner.Planner;
import dev.patchbay.planner.Queries;
import dev.patchbay.route.Plan;
import dev.patchbay.route.RouteQuery;
import dev.patchbay.stream.StreamRun;
import dev.patchbay.structured.StructuredCalls;
import dev.patchbay.structured.StructuredResponse;
import dev.patchbay.structured.StructuredType;
import dev.patchbay.tokens.Counting;
import dev.patchbay.tokens.TokenCount;
import dev.patchbay.trace.RouteTrace;
import dev.patchbay.trace.RouterException;
import dev.patchbay.transport.CallScope;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.WireReply;
import dev.patchbay.wire.WireRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One chat API over many providers and accounts, in this process. Make one and keep it: it holds
 * connections, the health of accounts and sessions. Thread-safe. Close it when the application
 * ends.
 *
 * <pre>{@code
 * try (Router router = Router.fromEnvironment()) {
 *   System.out.println(router.chat("claude-sonnet-4-5", "Hello!").text());
 * }
 * }</pre>
 */
public final class Router implements ChatClient, AutoCloseable {
  final Engine engine;

  Router(Engine engine) {
    this.engine = engine;
  }

  /**
   * A router configured by the environment and by {@code .env} in the working directory; the
   * environment wins. One variable such as {@code ANTHROPIC_API_KEY} is enough.
   *
   * @throws ConfigException if a value is wrong or nothing is enabled; the message says what to set
   */
  public static Router fromEnvironment() {
    return builder().fromEnvironment().build();
  }

  /** An empty builder. */
  public static RouterBuilder builder() {
    return new RouterBuilder();
  }

  /** The answer to one user message; see {@link #chat(ChatRequest)}. */
  public ChatResponse chat(String model, String userText) {
    return chat(ChatRequest.of(model, userText));
  }

  @Override
  public ChatResponse chat(ChatRequest request) {
    return chat(request, new CallScope());
  }

  /**
   * The answer as a value of a Java type: a record, an enum or a sealed interface of records; see
   * {@link StructuredType} for what it may hold. An answer that says no such value is asked for
   * once more, with what was wrong.
   *
   * <pre>{@code
   * record Weather(String city, double celsius) {}
   * Weather oslo = router.chat(ChatRequest.of("gpt-4o", "Make up a report"), Weather.class).value();
   * }</pre>
   *
   * @throws dev.patchbay.structured.StructuredOutputException if the second answer says none either
   * @throws IllegalArgumentException if no schema can say the type
   */
  public <T> StructuredResponse<T> chat(ChatRequest request, Class<T> type) {
    return chat(request, StructuredType.of(type));
  }

  /** As {@link #chat(ChatRequest, Class)}, for a type made once, or a list. */
  public <T> StructuredResponse<T> chat(ChatRequest request, StructuredType<T> type) {
    return StructuredCalls.chat(this, request, type);
  }

  private ChatResponse chat(ChatRequest request, CallScope scope) {
    Arrival arrival = engine.logbook().arrived();
    Dispatch dispatch = dispatch(request, false, arrival);
    return engine.calls().during(scope, () -> engine.dispatcher().chat(dispatch, scope));
  }

  /** The streamed answer to one user message; see {@link #stream(ChatRequest)}. */
  public ChatStream stream(String model, String userText) {
    return stream(ChatRequest.of(model, userText));
  }

  @Override
  public ChatStream stream(ChatRequest request) {
    Arrival arrival = engine.logbook().arrived();
    CallScope scope = new CallScope();
    engine.calls().refuse(scope);
    return engine.dispatcher().stream(
        dispatch(request, true, arrival), scope, body -> live(body, scope, true));
  }

  /** Nothing is live before it is consumed: a stream that nobody reads delays no close. */
  private <C> StreamRun.Body<C> live(StreamRun.Body<C> body, CallScope scope, boolean stream) {
    LiveCalls calls = engine.calls();
    return stream
        ? consumer -> calls.streaming(scope, () -> body.run(consumer))
        : consumer -> calls.during(scope, () -> body.run(consumer));
  }

  @Override
  public CompletableFuture<ChatResponse> chatAsync(ChatRequest request) {
    CallScope scope = new CallScope();
    CallFuture future = new CallFuture(scope);
    engine.workers().execute(() -> future.run(() -> chat(request, scope)));
    return future;
  }

  /**
   * The answer to a client's request in the client's own protocol, whoever gives it: for gateways.
   * Returned before anything is sent upstream; close it, or write it to its end. It throws nothing
   * for what the request says or for what providers do: that is told to the client.
   */
  public WireReply exchange(WireRequest request) {
    Arrival arrival = engine.logbook().arrived();
    CallScope scope = new CallScope();
    engine.calls().refuse(scope);
    Active active = engine.active();
    Incoming incoming = incoming(active, request);
    Dispatch dispatch =
        dispatch(active, plan(active, incoming), incoming.asked(), incoming.turn(), arrival);
    return engine
        .dispatcher()
        .exchange(
            dispatch,
            incoming.asked(),
            scope,
            body -> live(body, scope, incoming.asked().streams()));
  }

  private Incoming incoming(Active active, WireRequest request) {
    Codec codec = codec(request.protocol());
    return Incoming.of(
        inDefault(active, request),
        codec,
        active.rules().resume(),
        engine.contexts(),
        engine.compactions());
  }

  private static WireRequest inDefault(Active active, WireRequest request) {
    CallOptions options = request.options();
    String id = active.conversation().defaultId();
    return id.isEmpty() || options.conversation() != null
        ? request
        : request.toBuilder().options(options.toBuilder().conversation(id).build()).build();
  }

  private Plan plan(Active active, Incoming incoming) {
    Failure failure = incoming.failure();
    return failure == null
        ? plan(active, incoming.query())
        : new Plan(incoming.query(), List.of(), List.of(), List.of(), failure);
  }

  /**
   * The decision for a request without making the call: who would be tried in which order, and who
   * not and why. The same code routes. {@code toString} of the plan is for people.
   */
  public Plan plan(ChatRequest request) {
    return plan(engine.active(), turn(request).query(Queries.of(request, false)));
  }

  /** The decision for a model name alone. */
  public Plan plan(String model) {
    return plan(engine.active(), RouteQuery.of(model));
  }

  /**
   * The decision for a client's request without making the call. A request that cannot be read has
   * a plan too: its failure says why.
   */
  public Plan plan(WireRequest request) {
    Active active = engine.active();
    return plan(active, incoming(active, request));
  }

  /** The decision for what routing sees of a request. */
  public Plan plan(RouteQuery query) {
    return plan(engine.active(), query);
  }

  private Plan plan(Active active, RouteQuery query) {
    return Planner.plan(
        query, active.tables(), engine.signals(), engine.clock().instant(), engine.random());
  }

  /**
   * About how many tokens the prompt has for the model that would answer: system text, messages,
   * tools and media, without asking anybody.
   */
  public long countTokens(ChatRequest request) {
    return countTokens(request, Counting.ESTIMATE).tokens();
  }

  /**
   * How many tokens the prompt has. An exact count is the word of the provider that would answer,
   * kept for half an hour; it touches no account's health. Where it cannot be had, the estimate
   * says why.
   */
  public TokenCount countTokens(ChatRequest request, Counting counting) {
    RequestCheck.refuseSenseless(request);
    return engine
        .counts()
        .count(request, plan(request), counting, engine.active().tables().providers());
  }

  /**
   * As {@link #countTokens(ChatRequest, Counting)}, of a client's question in its own protocol:
   * with the history that a request would have that it leaves to us.
   *
   * @throws RouterException if the question makes no sense, or nobody may answer such a request
   * @throws IllegalArgumentException if the protocol has no such question
   */
  public TokenCount countTokens(WireRequest request, Counting counting) {
    Active active = engine.active();
    Incoming incoming = incoming(active, request);
    Plan plan = plan(active, incoming);
    ChatRequest asked = Questions.counted(request, incoming, plan, incoming.asked().client());
    return engine.counts().count(asked, plan, counting, active.tables().providers());
  }

  /** How a protocol is spoken, for servers that have something of their own to say in it. */
  public Codec codec(Protocol protocol) {
    Codec codec = engine.codecs().get(protocol);
    if (codec == null) {
      throw new IllegalStateException("No codec speaks " + protocol.id());
    }
    return codec;
  }

  /** The conversation of clients' requests that name none; empty if they are in none. */
  public Optional<String> defaultConversation() {
    String id = engine.active().conversation().defaultId();
    return id.isEmpty() ? Optional.empty() : Optional.of(id);
  }

  /** The database in which all of it is kept. */
  public Storage storage() {
    return new Storage(engine.stores().database());
  }

  /** A conversation of this process's own tenant, be there something in it or not. */
  public Conversation conversation(String id) {
    return conversations().of(id);
  }

  /** The conversations of this process's own tenant. */
  public Conversations conversations() {
    return conversations(Queries.LOCAL_TENANT);
  }

  /** The conversations of a tenant. */
  public Conversations conversations(String tenant) {
    return new Conversations(this, tenant);
  }

  /** The models that can be asked, by the catalogue and by their providers' own lists. */
  public Models models() {
    return new Models(engine);
  }

  /**
   * What requests cost.
   *
   * @throws IllegalStateException if the ledger is one of the caller's that can't be asked
   */
  public Costs costs() {
    return new Costs(engine);
  }

  /** The accounts: their health, and the switches to pause, resume and reset them. */
  public Accounts accounts() {
    return new Accounts(engine);
  }

  /**
   * How the configured budgets stand in their periods of now: what is spent, reserved and left, and
   * when they renew; in order of configuration. May wait for the store.
   */
  public List<Standing> budgets() {
    return engine.books().spending().standings();
  }

  /** Whether everything is written down that should be. */
  public RouterHealth health() {
    return new RouterHealth(engine.books().health(), !engine.calls().isRefusing());
  }

  /** What it is busy with at this moment. */
  public LiveLoad load() {
    return engine.calls().load();
  }

  /**
   * Asks the database for a sign of life, and waits for it; memory always gives one.
   *
   * @throws StoreException if none comes
   */
  public void checkStores() {
    engine.stores().check();
  }

  /** The requests: what became of each, live and over time. */
  public Requests requests() {
    return new Requests(engine.logbook());
  }

  private Dispatch dispatch(ChatRequest request, boolean stream, Arrival arrival) {
    RequestCheck.refuseSenseless(request);
    Turn turn = turn(request);
    Active active = engine.active();
    Plan plan = plan(active, turn.query(Queries.of(request, stream)));
    return dispatch(active, plan, new Asked.Typed(request), turn, arrival);
  }

  private Turn turn(ChatRequest request) {
    try {
      return engine.contexts().begin(request);
    } catch (StoreException e) {
      RouteTrace trace =
          new RouteTrace("", request.model(), List.of(), List.of(), false, List.of(), List.of());
      throw RouterException.of(Incoming.unread(e), trace);
    }
  }

  private Dispatch dispatch(Active active, Plan plan, Asked asked, Turn turn, Arrival arrival) {
    engine.leases().routed(plan);
    String id = engine.ids().next();
    return new Dispatch(
        id,
        plan,
        turn.asked(asked),
        engine.media().downloads(active.media().fetch()),
        turn,
        active.tables().providers(),
        active.rules(),
        arrival.planned(id, plan, asked));
  }

  /** The configuration in force. */
  public RouterConfig config() {
    return engine.active().config();
  }

  /**
   * Puts another configuration in force, as a whole: for requests that begin from now on. Those
   * that run go on under the old one, but for budgets, which hold for each attempt that is yet to
   * begin. What was learned of accounts, and the models discovered at providers, stays for those
   * that remain; an account whose key was replaced stays paused if it was. Changes are made one
   * after the other.
   *
   * <p>Everything may change but {@link RouterConfig#database}.
   *
   * @throws ConfigException if something in it is wrong, nothing is enabled (unless {@link
   *     RouterBuilder#allowNoProvider}), or it has another database; nothing has changed then
   * @throws IllegalStateException if the router is closed
   */
  public void reconfigure(RouterConfig config) {
    engine.reconfigure(config);
  }

  /**
   * Ends the router: new calls are refused, live ones may finish for the drain time (default 30 s)
   * and are then cancelled; its threads end, its connections close. A caller's own HTTP client is
   * left alone. Idempotent.
   */
  @Override
  public void close() {
    engine.close();
  }
}
