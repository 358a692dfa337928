package dev.patchbay.cost.report;

import dev.patchbay.chat.Usage;
import dev.patchbay.cost.LedgerEntry;
import dev.patchbay.price.Cost;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is exported of an entry, in this order.
 *
 * @param name of the column or field
 * @param value text, a number, a truth, a list of texts, or null
 */
record EntryColumn(String name, Function<LedgerEntry, @Nullable Object> value) {
  static final List<EntryColumn> ALL =
      List.of(
          new EntryColumn("at", entry -> entry.at().toString()),
          new EntryColumn("request_id", LedgerEntry::requestId),
          new EntryColumn("attempt", entry -> (long) entry.attempt()),
          new EntryColumn("state", entry -> entry.state().name().toLowerCase(Locale.ROOT)),
          new EntryColumn("tenant", LedgerEntry::tenant),
          new EntryColumn("key", LedgerEntry::key),
          new EntryColumn("caller", LedgerEntry::caller),
          new EntryColumn("tags", LedgerEntry::tags),
          new EntryColumn("conversation", LedgerEntry::conversation),
          new EntryColumn("provider", LedgerEntry::provider),
          new EntryColumn("account", LedgerEntry::account),
          new EntryColumn("asked_model", LedgerEntry::askedModel),
          new EntryColumn("model", LedgerEntry::servedModel),
          new EntryColumn("protocol", LedgerEntry::protocol),
          tokens("input_tokens", Usage::inputTotal),
          tokens("cache_read_tokens", Usage::cacheRead),
          tokens("cache_write_5m_tokens", Usage::cacheWrite5m),
          tokens("cache_write_1h_tokens", Usage::cacheWrite1h),
          tokens("cache_write_other_tokens", Usage::cacheWriteOther),
          tokens("output_tokens", Usage::outputTotal),
          tokens("reasoning_tokens", Usage::reasoning),
          tokens("audio_input_tokens", Usage::audioInput),
          tokens("audio_output_tokens", Usage::audioOutput),
          tokens("web_searches", Usage::webSearches),
          new EntryColumn("estimated", LedgerEntry::estimated),
          price("cost_usd", cost -> cost.usd().toPlainString()),
          price("price_source", Cost::source),
          price("price_version", Cost::version),
          new EntryColumn("latency_ms", entry -> entry.latency().toMillis()),
          new EntryColumn("first_token_ms", entry -> millis(entry.timeToFirstToken())));

  private static EntryColumn tokens(String name, Function<Usage, @Nullable Long> count) {
    return new EntryColumn(
        name, entry -> entry.usage() == null ? null : count.apply(entry.usage()));
  }

  private static EntryColumn price(String name, Function<Cost, String> part) {
    return new EntryColumn(name, entry -> entry.cost() == null ? null : part.apply(entry.cost()));
  }

  private static @Nullable Long millis(@Nullable Duration duration) {
    return duration == null ? null : (Long) duration.toMillis();
  }
}
