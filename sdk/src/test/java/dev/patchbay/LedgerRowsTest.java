package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.CallOptions;
import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatStream;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Usage;
import dev.patchbay.config.PriceConfig;
import dev.patchbay.cost.LedgerEntry;
import dev.patchbay.cost.LedgerState;
import dev.patchbay.event.RouteEvent;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.price.ModelPrice;
import dev.patchbay.price.Pricing;
import dev.patchbay.price.TokenPrices;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import dev.patchbay.testing.TestRouter;
import dev.patchbay.testserver.WireTape;
import dev.patchbay.tokens.PromptTokens;
import dev.patchbay.trace.AttemptRecord;
import dev.patchbay.trace.RouterException;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.WireReply;
import dev.patchbay.wire.WireRequest;
import dev.patchbay.wire.WireSink;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One row for every attempt that consumed tokens, whatever the protocol, the way and the end. */
class LedgerRowsTest {
  private static final TokenPrices PRICES =
      TokenPrices.of(new BigDecimal("1"), new BigDecimal("2"));
  private static final ModelPrice PRICE =
      new ModelPrice(PRICES, List.of(), null, null, "override", "1");
  private static final Usage USAGE = Usage.of(100, 20);
  private static final Reply ANSWER = Reply.text("one two three four").withUsage(USAGE);

  private static final ChatRequest ASKED = ChatRequest.of("m", "Say something");

  private final SeenLedger ledger = new SeenLedger();
  private final List<AttemptRecord> attempts = new CopyOnWriteArrayList<>();
  private TestRouter kit;

  /** How the answer is asked for. */
  enum Way {
    CHAT,
    STREAM,
    FORWARDED,
    FORWARDED_STREAM,
    TRANSLATED,
    TRANSLATED_STREAM;

    boolean streams() {
      return name().endsWith("STREAM");
    }
  }

  /** How attempts at the first account end; no state: they consumed nothing. */
  enum End {
    WHOLE(ANSWER, LedgerState.COMPLETE, false),
    WITHOUT_USAGE(ANSWER.withoutUsage(), LedgerState.COMPLETE, true),
    CUT(ANSWER.cutAfter(2), LedgerState.CUT, true),
    STALLED(ANSWER.stalledAfter(2), LedgerState.CUT, true),
    ERROR_IN_THE_MIDDLE(ANSWER.withErrorAfter(2, FailureKind.OVERLOADED), LedgerState.CUT, true),
    DEADLINE(ANSWER.stalledAfter(2), LedgerState.CANCELLED, true),
    LEFT(ANSWER, LedgerState.CANCELLED, true),
    REFUSED(Reply.status(500), null, false),
    RATE_LIMITED(Reply.status(429), null, false),
    RESET(Reply.reset(), null, false);

    private final Reply reply;
    private final LedgerState state;
    private final boolean estimated;

    End(Reply reply, LedgerState state, boolean estimated) {
      this.reply = reply;
      this.state = state;
      this.estimated = estimated;
    }

    /** The words that came. */
    int words(Way way) {
      return switch (this) {
        case CUT, STALLED, ERROR_IN_THE_MIDDLE, DEADLINE -> way.streams() ? 2 : 0;
        default -> 4;
      };
    }
  }

  static Stream<Arguments> table() {
    return Arrays.stream(Protocol.values())
        .flatMap(
            protocol ->
                Arrays.stream(Way.values())
                    .flatMap(
                        way ->
                            Arrays.stream(End.values())
                                .filter(end -> fits(protocol, way, end))
                                .map(end -> Arguments.of(protocol, way, end))));
  }

  /**
   * An error is the whole of a whole answer, whoever leaves one has not seen any of it, and a
   * deadline takes its time. What failed before its answer ends alike in all ways.
   */
  private static boolean fits(Protocol protocol, Way way, End end) {
    return switch (end) {
      case DEADLINE -> protocol == Protocol.OPENAI_CHAT && way.streams();
      case ERROR_IN_THE_MIDDLE, LEFT, STALLED -> way.streams();
      case REFUSED, RATE_LIMITED, RESET -> way == Way.CHAT || way == Way.FORWARDED_STREAM;
      default -> true;
    };
  }

  @AfterEach
  void close() {
    kit.close();
  }

  private Router router(boolean http, ScriptedProvider... providers) {
    TestRouter.Builder builder =
        TestRouter.builder().router(b -> b.ledger(ledger).listener(this::hear));
    if (http) {
      builder.overHttp();
    }
    int priority = 0;
    for (ScriptedProvider provider : providers) {
      int place = ++priority;
      builder
          .provider(provider, config -> config.priority(place))
          .configure(tree -> tree.price(new PriceConfig(provider.name(), "*", PRICES)));
    }
    kit = builder.build();
    return kit.router();
  }

  private void hear(RouteEvent event) {
    if (event instanceof RouteEvent.AttemptEnded ended) {
      attempts.add(ended.attempt());
    }
  }

  private static Protocol other(Protocol protocol) {
    return protocol == Protocol.OPENAI_CHAT ? Protocol.ANTHROPIC_MESSAGES : Protocol.OPENAI_CHAT;
  }

  /** Asks and lets the answer end as it will. */
  private static void ask(Router router, Protocol protocol, Way way, End end) throws IOException {
    CallOptions options =
        end == End.DEADLINE
            ? CallOptions.builder().deadline(Duration.ofMillis(1500)).build()
            : CallOptions.DEFAULT;
    if (way == Way.CHAT || way == Way.STREAM) {
      typed(router, way, end, options);
    } else {
      boolean translated = way.name().startsWith("TRANSLATED");
      WireRequest request =
          Gateway.request(translated ? other(protocol) : protocol, "m", way.streams())
              .options(options)
              .build();
      wired(router, request, end);
    }
  }

  private static void typed(Router router, Way way, End end, CallOptions options) {
    ChatRequest request = ASKED.toBuilder().options(options).build();
    try {
      if (way == Way.CHAT) {
        router.chat(request);
        return;
      }
      try (ChatStream stream = router.stream(request)) {
        stream.forEach(event -> leave(stream, event, end));
      }
    } catch (RouterException expected) {
      // The rows tell the rest.
    }
  }

  private static void leave(ChatStream stream, ChatEvent event, End end) {
    if (end == End.LEFT && event instanceof ChatEvent.TextDelta) {
      stream.cancel();
    }
  }

  private static void wired(Router router, WireRequest request, End end) throws IOException {
    try (WireReply reply = router.exchange(request)) {
      reply.writeTo(end == End.LEFT ? new Leaving() : new WireTape());
    } catch (IOException expected) {
      assertEquals(End.LEFT, end);
    }
  }

  /** A client who leaves when it has seen the second word. */
  private static final class Leaving implements WireSink {
    @Override
    public void head(int status, Map<String, String> headers) {}

    @Override
    public void frame(SseFrame frame) throws IOException {
      if (frame.data().contains("two")) {
        throw new IOException("The client has left");
      }
    }

    @Override
    public void comment(String text) {}

    @Override
    public void body(byte[] body) {}
  }

  @ParameterizedTest
  @MethodSource("table")
  void everyAttemptThatConsumedTokensHasOneRow(Protocol protocol, Way way, End end)
      throws IOException {
    ScriptedProvider one = Gateway.provider("one", protocol).reply(end.reply);
    ScriptedProvider two = Gateway.provider("two", protocol).reply(ANSWER);
    ask(router(end == End.DEADLINE, one, two), protocol, way, end);
    assertRowsAreThoseOfTheTrace();
    List<LedgerEntry> rows =
        ledger.rows().stream().filter(row -> row.account().equals("one/main")).toList();
    assertEquals(end.state == null, rows.isEmpty(), rows::toString);
    for (LedgerEntry row : rows) {
      assertEquals(end.state, row.state());
      assertEquals(end.estimated, row.estimated());
      assertEquals(protocol.id(), row.protocol());
      assertUsage(way, end, row.usage());
      assertEquals(Pricing.cost(row.usage(), PRICE).picoUsd(), row.cost().picoUsd());
    }
    ledger.rows().stream()
        .filter(row -> row.account().equals("two/main"))
        .forEach(row -> assertEquals(140_000_000L, row.cost().picoUsd()));
  }

  /** What cost something has a row of its account's, of the same cost, and nothing else has. */
  private void assertRowsAreThoseOfTheTrace() {
    assertEquals(
        attempts.stream()
            .filter(attempt -> attempt.costUsd().signum() > 0)
            .map(attempt -> attempt.number() + " " + attempt.account() + " " + attempt.costUsd())
            .toList(),
        ledger.rows().stream()
            .map(row -> row.attempt() + " " + row.account() + " " + row.cost().usd())
            .toList());
  }

  private static void assertUsage(Way way, End end, Usage usage) {
    if (!end.estimated) {
      assertEquals(List.of(100L, 20L), List.of(usage.inputTotal(), usage.outputTotal()));
      return;
    }
    assertEquals(PromptTokens.count(ASKED, "m").tokens(), usage.inputTotal());
    if (end == End.LEFT) {
      assertTrue(usage.outputTotal() > 0 && usage.outputTotal() < 20, usage::toString);
    } else {
      assertEquals(tokens(end.words(way)), usage.outputTotal());
    }
  }

  private static long tokens(int words) {
    String text = String.join("", List.of("one ", "two ", "three ", "four").subList(0, words));
    return PromptTokens.count(Message.assistant(text).parts(), "m");
  }
}
