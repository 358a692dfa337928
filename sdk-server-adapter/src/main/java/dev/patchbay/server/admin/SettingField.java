package dev.patchbay.server.admin;

import dev.patchbay.config.RouterConfig;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The settings that are single values: their paths in the configuration, and what counts. Their
 * names among the settings are their paths with underscores: {@code retry_attempts}.
 */
enum SettingField {
  DEFAULT_PROVIDER("default-provider", RouterConfig::defaultProvider),
  DEFAULT_MODEL("default-model", RouterConfig::defaultModel),
  SUBSTITUTION("substitution", config -> config.dispatch().substitution().word()),
  STRATEGY("strategy", config -> config.strategy().word()),
  SESSION_DURATION("session-duration", config -> time(config.sessionDuration())),
  RETRY_ATTEMPTS("retry.attempts", config -> config.dispatch().attempts()),
  RETRY_DELAY("retry.delay", config -> time(config.dispatch().delay())),
  RETRY_BACKOFF("retry.backoff", config -> config.dispatch().backoff()),
  FAILOVER_MAX_ATTEMPTS("failover.max-attempts", config -> config.dispatch().maxAttempts()),
  HEDGE_AFTER("hedge.after", config -> time(config.dispatch().hedgeAfter())),
  HEDGE_MAX("hedge.max", config -> config.dispatch().hedgeMax()),
  CONNECT("timeouts.connect", config -> time(config.dispatch().timeouts().connect())),
  FIRST_TOKEN("timeouts.first-token", config -> time(config.dispatch().timeouts().firstToken())),
  FIRST_TOKEN_WITH_ALTERNATIVE(
      "timeouts.first-token-with-alternative",
      config -> time(config.dispatch().timeouts().firstTokenWithAlternative())),
  FIRST_TOKEN_REASONING(
      "timeouts.first-token-reasoning",
      config -> time(config.dispatch().timeouts().firstTokenReasoning())),
  IDLE("timeouts.idle", config -> time(config.dispatch().timeouts().idle())),
  ATTEMPT("timeouts.attempt", config -> time(config.dispatch().timeouts().attempt())),
  TOTAL("timeouts.total", config -> time(config.dispatch().timeouts().total())),
  UPSTREAM_STREAM("upstream-stream", config -> word(config.dispatch().upstreamStream())),
  RESUME("resume", config -> word(config.dispatch().resume())),
  UPSTREAM_PROXY("upstream-proxy", config -> config.upstreamProxy() == null ? null : Fields.MASK),
  CONVERSATION_DEFAULT("conversation.default", config -> config.conversation().defaultId()),
  CONVERSATION_MAX_MESSAGES(
      "conversation.max-messages", config -> config.conversation().maxMessages()),
  CONVERSATION_RETENTION(
      "conversation.retention", config -> time(config.conversation().retention())),
  LOG_PAYLOADS("log.payloads", config -> config.log().payloads()),
  LOG_RETENTION("log.retention", config -> time(config.log().retention())),
  MEDIA_FETCH("media.fetch", config -> config.media().fetch().word()),
  UNKNOWN_PRICE(
      "unknown-price", config -> config.budgets().allowUnknownPrice() ? "allow" : "refuse"),
  WAIT_PRICE("wait-price", config -> config.waitPrice().toPlainString());

  /** What others call some of them. */
  private static final Map<String, SettingField> ALIASES =
      Map.of(
          "model", DEFAULT_MODEL,
          "lb_strategy", STRATEGY,
          "session_duration_ms", SESSION_DURATION,
          "retry_delay_ms", RETRY_DELAY,
          "upstream_proxy_url", UPSTREAM_PROXY);

  private final String path;
  private final Function<RouterConfig, @Nullable Object> value;

  SettingField(String path, Function<RouterConfig, @Nullable Object> value) {
    this.path = path;
    this.value = value;
  }

  /** The setting of a name, be it one that others use. */
  static Optional<SettingField> of(String name) {
    for (SettingField field : values()) {
      if (field.json().equals(name)) {
        return Optional.of(field);
      }
    }
    return Optional.ofNullable(ALIASES.get(name));
  }

  /** Its path in the configuration. */
  String path() {
    return path;
  }

  /** Its path, step by step. */
  String[] steps() {
    return path.split("\\.", -1);
  }

  /** Its name in answers and bodies. */
  String json() {
    return Words.snake(path).replace('.', '_');
  }

  /** What counts: a text, a number, a truth value; null for nothing. */
  @Nullable Object of(RouterConfig config) {
    return value.apply(config);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** As people write it, such as {@code 5h}. */
  private static String time(Duration time) {
    long millis = time.toMillis();
    for (Unit unit : Unit.values()) {
      if (millis % unit.millis == 0 && millis != 0) {
        return millis / unit.millis + unit.name();
      }
    }
    return millis + "s";
  }

  /** The largest first. */
  private enum Unit {
    d(86_400_000),
    h(3_600_000),
    m(60_000),
    s(1000),
    ms(1);

    private final long millis;

    Unit(long millis) {
      this.millis = millis;
    }
  }
}
