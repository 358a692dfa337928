package dev.patchbay.scenario;

import dev.patchbay.Router;
import dev.patchbay.account.HealthRules;
import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.ChatStream;
import dev.patchbay.chat.PartialAnswerException;
import dev.patchbay.config.PriceConfig;
import dev.patchbay.config.ProviderConfig;
import dev.patchbay.config.RouterConfig;
import dev.patchbay.course.DispatchRules;
import dev.patchbay.course.UpstreamStream;
import dev.patchbay.price.TokenPrices;
import dev.patchbay.provider.ModelCard;
import dev.patchbay.secret.Secret;
import dev.patchbay.testing.FakeUpstream;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import dev.patchbay.trace.RouterException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The stage of the fault scenarios: a primary with the fault, one fallback model at another
 * provider, both over real HTTP, and a router with its default settings, all times divided by one
 * number.
 */
final class Scene implements AutoCloseable {
  static final int FASTER = 10;

  /** For limits that are near what is asked for: a busy machine's own delays are multiplied too. */
  static final int LITTLE_FASTER = 4;

  /** Sixty words: what the scenarios ask for. */
  static final String WHOLE =
      IntStream.rangeClosed(1, 60).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));

  /** How the caller asks. */
  enum Style {
    /** A whole answer, asked for whole upstream. */
    CHAT,
    /** A whole answer, folded from a stream. */
    CHAT_OVER_STREAM,
    /** A stream. */
    STREAM,
    /** A whole answer in the protocol of the providers. */
    WIRE,
    /** A stream in the protocol of the providers, whose frames are forwarded. */
    WIRE_STREAM,
    /** A stream in another protocol. */
    FOREIGN_STREAM;

    /** True if output is shown before the end. */
    boolean live() {
      return this == STREAM || this == WIRE_STREAM || this == FOREIGN_STREAM;
    }
  }

  /**
   * What the caller got.
   *
   * @param text what it was shown
   * @param response the whole answer; null if there was none
   * @param failure the exception; null if there was none
   * @param took in scenario time: as if nothing had been sped up
   */
  record Got(
      String text,
      @Nullable ChatResponse response,
      @Nullable RouterException failure,
      Duration took) {
    boolean whole() {
      return response != null && failure == null;
    }
  }

  final ScriptedProvider primary = ScriptedProvider.openai("primary");
  final ScriptedProvider backup = ScriptedProvider.openai("backup");
  final Router router;
  private final FakeUpstream upstream;
  private final Style style;
  private final int faster;

  Scene(Style style) {
    this(style, FASTER);
  }

  Scene(Style style, int faster) {
    this.style = style;
    this.faster = faster;
    upstream = FakeUpstream.scaled(1.0 / faster, primary, backup);
    backup.reply(Reply.text(WHOLE));
    UpstreamStream streamed =
        style == Style.CHAT_OVER_STREAM ? UpstreamStream.ALWAYS : UpstreamStream.NEVER;
    DispatchRules rules = DispatchRules.DEFAULT.faster(faster).withUpstreamStream(streamed);
    RouterConfig config =
        RouterConfig.builder()
            .provider(provider(primary, small("model-a", 8_000)))
            .provider(provider(backup, small("model-b", 200_000)))
            .mapping("m", "primary:model-a", "backup:model-b")
            .price(price("primary"))
            .price(price("backup"))
            .dispatch(rules)
            .build();
    router =
        Router.builder()
            .config(config)
            .healthRules(HealthRules.DEFAULTS.faster(faster))
            .drain(Duration.ofMillis(100))
            .build();
  }

  private ProviderConfig provider(ScriptedProvider scripted, ModelCard card) {
    ProviderConfig.Builder provider =
        ProviderConfig.of(scripted.name()).baseUrl(upstream.baseUrl(scripted.name())).model(card);
    for (Secret key : scripted.keys().values()) {
      provider.apiKey(key.reveal());
    }
    return provider.build();
  }

  private static ModelCard small(String model, int window) {
    return new ModelCard(model, window, null, null, null, Set.of(), false, false, null, null);
  }

  private static PriceConfig price(String provider) {
    return new PriceConfig(provider, "*", TokenPrices.of(new BigDecimal("1"), new BigDecimal("2")));
  }

  Got ask() {
    return ask(ChatRequest.of("m", "Count to sixty"));
  }

  Got ask(ChatRequest request) {
    long started = System.nanoTime();
    StringBuilder shown = new StringBuilder();
    ChatResponse response = null;
    RouterException failure = null;
    try {
      if (style.compareTo(Style.STREAM) > 0) {
        WireClient client = new WireClient(style);
        response = client.ask(router, request, shown);
      } else if (style == Style.STREAM) {
        try (ChatStream stream = router.stream(request)) {
          stream.forEach(
              event -> {
                if (event instanceof ChatEvent.TextDelta delta) {
                  shown.append(delta.text());
                }
              });
          response = stream.response();
        }
      } else {
        response = router.chat(request);
        shown.append(response.text());
      }
    } catch (RouterException e) {
      failure = e;
      if (e instanceof PartialAnswerException partial && shown.isEmpty()) {
        shown.append(partial.partial().text());
      }
    }
    Duration took = Duration.ofNanos(System.nanoTime() - started).multipliedBy(faster);
    return new Got(shown.toString(), response, failure, took);
  }

  @Override
  public void close() {
    router.close();
    upstream.close();
  }
}
