package dev.patchbay.cost;

import dev.patchbay.chat.Usage;
import dev.patchbay.price.Cost;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attempt that consumed tokens, or may have. Immutable.
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
  public LedgerEntry {
    tags = List.copyOf(tags);
    if (attempt < 1) {
      throw new IllegalArgumentException("attempt must be at least 1: " + attempt);
    }
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
}
