package dev.patchbay.cost;

import dev.patchbay.chat.Usage;
import dev.patchbay.price.Cost;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attempt that consumed tokens, or may have. What every store keeps alike: times in whole
 * milliseconds, durations in whole microseconds, names of at most 200 characters, tags once each
 * and sorted. Immutable.
 *
 * @param requestId our id of the request
 * @param attempt number of the attempt, 1 for the first; with the request's id it names the entry
 * @param at when the attempt began
 * @param tenant who owns the request's sessions and conversations
 * @param caller who called; null if unsaid
 * @param key id of the API key it came with; null if none
 * @param tags the request's tags
 * @param conversation id of its conversation; null if none
 * @param provider id of the provider
 * @param account alias of the account, {@code provider/name}
 * @param askedModel the model as the caller typed it
 * @param servedModel the model as the provider was asked for it
 * @param protocol id of the protocol spoken to the provider
 * @param usage tokens by class; null while it runs, and where nothing is known
 * @param estimated true if the usage is our count, not the provider's word
 * @param cost what it cost and by which price; null if unknown, which is not nothing
 * @param latency from its beginning to its end; zero while it runs
 * @param timeToFirstToken until the first output; null if none came
 * @param state how it ended
 */
public record LedgerEntry(
    String requestId,
    int attempt,
    Instant at,
    String tenant,
    @Nullable String caller,
    @Nullable String key,
    List<String> tags,
    @Nullable String conversation,
    String provider,
    String account,
    String askedModel,
    String servedModel,
    String protocol,
    @Nullable Usage usage,
    boolean estimated,
    @Nullable Cost cost,
    Duration latency,
    @Nullable Duration timeToFirstToken,
    LedgerState state) {
  /** The longest name kept; index entries of databases have an end. */
  private static final int MOST_CHARS = 200;

  /** The most tokens of a class kept: ten thousand times the largest window. More is nonsense. */
  private static final long MOST_TOKENS = 10_000_000_000L;

  private static final int MOST_TAGS = 50;

  public LedgerEntry {
    if (attempt < 1) {
      throw new IllegalArgumentException("attempt must be at least 1: " + attempt);
    }
    if (at.isBefore(Instant.EPOCH)) {
      throw new IllegalArgumentException("at must not be before 1970: " + at);
    }
    requestId = name(requestId);
    at = at.truncatedTo(ChronoUnit.MILLIS);
    tenant = name(tenant);
    caller = orNull(caller);
    key = orNull(key);
    tags = tags.stream().map(LedgerEntry::name).distinct().sorted().limit(MOST_TAGS).toList();
    conversation = orNull(conversation);
    provider = name(provider);
    account = name(account);
    askedModel = name(askedModel);
    servedModel = name(servedModel);
    protocol = name(protocol);
    usage = usage == null || usage.equals(NOTHING_SAID) ? null : bounded(usage);
    latency = latency.truncatedTo(ChronoUnit.MICROS);
    timeToFirstToken =
        timeToFirstToken == null ? null : timeToFirstToken.truncatedTo(ChronoUnit.MICROS);
  }

  private static final Usage NOTHING_SAID =
      new Usage(null, null, null, null, null, null, null, null, null, null, null);

  /** A name as the ledger keeps it: without the character NUL, and cut after 200 characters. */
  public static String name(String text) {
    String kept = text.indexOf('\0') < 0 ? text : text.replace("\0", "");
    if (kept.length() <= MOST_CHARS) {
      return kept;
    }
    int end = Character.isHighSurrogate(kept.charAt(MOST_CHARS - 1)) ? MOST_CHARS - 1 : MOST_CHARS;
    return kept.substring(0, end);
  }

  private static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : name(text);
  }

  private static Usage bounded(Usage usage) {
    return new Usage(
        bounded(usage.inputTotal()),
        bounded(usage.cacheRead()),
        bounded(usage.cacheWrite5m()),
        bounded(usage.cacheWrite1h()),
        bounded(usage.cacheWriteOther()),
        bounded(usage.outputTotal()),
        bounded(usage.reasoning()),
        bounded(usage.audioInput()),
        bounded(usage.audioOutput()),
        bounded(usage.webSearches()),
        usage.reportedCostUsd());
  }

  private static @Nullable Long bounded(@Nullable Long tokens) {
    return tokens == null ? null : (Long) Math.min(MOST_TOKENS, tokens);
  }

  /** This attempt at its end. */
  public LedgerEntry closed(
      LedgerState end,
      @Nullable Usage consumed,
      boolean counted,
      @Nullable Cost price,
      Duration duration,
      @Nullable Duration firstToken) {
    return new LedgerEntry(
        requestId,
        attempt,
        at,
        tenant,
        caller,
        key,
        tags,
        conversation,
        provider,
        account,
        askedModel,
        servedModel,
        protocol,
        consumed,
        counted,
        price,
        duration,
        firstToken,
        end);
  }

  /** This attempt at another price. */
  public LedgerEntry withCost(@Nullable Cost price) {
    return closed(state, usage, estimated, price, latency, timeToFirstToken);
  }
}
