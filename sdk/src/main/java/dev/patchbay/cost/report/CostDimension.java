package dev.patchbay.cost.report;

import dev.patchbay.cost.LedgerEntry;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** By what costs are asked for: each has a value for every entry, the empty text for none. */
public enum CostDimension {
  /** Id of the provider. */
  PROVIDER(LedgerEntry::provider),
  /** Alias of the account. */
  ACCOUNT(LedgerEntry::account),
  /** The model that was asked of the provider. */
  MODEL(LedgerEntry::servedModel),
  /** The model as the caller typed it. */
  ASKED_MODEL(LedgerEntry::askedModel),
  /** Id of the API key. */
  KEY(LedgerEntry::key),
  /** Who called. */
  CALLER(LedgerEntry::caller),
  /** The tenant. */
  TENANT(LedgerEntry::tenant),
  /** A tag; an entry with several counts for each of them, and once in the total. */
  TAG(entry -> ""),
  /** Id of the conversation. */
  CONVERSATION(LedgerEntry::conversation),
  /** Id of the protocol spoken to the provider. */
  PROTOCOL(LedgerEntry::protocol),
  /** How the attempt ended: a name of {@link dev.patchbay.cost.LedgerState}. */
  STATE(entry -> entry.state().name()),
  /** Our id of the request. */
  REQUEST(LedgerEntry::requestId),
  /** The hour in UTC, such as {@code 2026-11-21T08}. */
  HOUR("uuuu-MM-dd'T'HH"),
  /** The day in UTC, such as {@code 2026-11-21}. */
  DAY("uuuu-MM-dd"),
  /** The month in UTC, such as {@code 2026-11}. */
  MONTH("uuuu-MM");

  private final Function<LedgerEntry, @Nullable String> value;
  private final @Nullable DateTimeFormatter time;

  CostDimension(Function<LedgerEntry, @Nullable String> value) {
    this.value = value;
    this.time = null;
  }

  CostDimension(String pattern) {
    DateTimeFormatter format =
        DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    this.time = format;
    this.value = entry -> format.format(entry.at());
  }

  /** Its name in reports and parameters, such as {@code asked_model}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one of that name; the names themselves are those of {@link #word}. */
  public static Optional<CostDimension> of(String word) {
    for (CostDimension dimension : values()) {
      if (dimension.word().equals(word)) {
        return Optional.of(dimension);
      }
    }
    return Optional.empty();
  }

  /** True for the hour, the day and the month. */
  public boolean isTime() {
    return time != null;
  }

  /** What a time is called here. Refused by what is no time. */
  public String label(Instant instant) {
    if (time == null) {
      throw new IllegalArgumentException(word() + " is no time");
    }
    return time.format(instant);
  }

  /** Its values for an entry: one, but for the tags, which may be several; never none. */
  public List<String> of(LedgerEntry entry) {
    if (this == TAG) {
      return entry.tags().isEmpty() ? List.of("") : entry.tags();
    }
    String one = value.apply(entry);
    return List.of(one == null ? "" : one);
  }
}
