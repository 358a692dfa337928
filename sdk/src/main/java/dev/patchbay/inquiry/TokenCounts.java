package dev.patchbay.inquiry;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.patchbay.account.Account;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.endpoint.TargetProfiles;
import dev.patchbay.failure.Failure;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.provider.Provider;
import dev.patchbay.provider.ProviderTable;
import dev.patchbay.route.Candidate;
import dev.patchbay.route.Plan;
import dev.patchbay.route.Target;
import dev.patchbay.tokens.Counting;
import dev.patchbay.tokens.PromptTokens;
import dev.patchbay.tokens.TokenCount;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.TargetProfile;
import dev.patchbay.wire.TokenCounting;
import dev.patchbay.wire.UntranslatableException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Counts tokens by asking the provider that would answer. The same prompt is asked about once in a
 * while only, and who has no such endpoint is not asked again for an hour: clients count often.
 * Thread-safe.
 */
public final class TokenCounts {
  private static final int MOST = 10_000;
  private static final Duration KEPT = Duration.ofMinutes(30);
  private static final Duration WITHOUT = Duration.ofHours(1);

  private final Inquiries inquiries;
  private final Cache<String, Long> counts =
      Caffeine.newBuilder()
          .maximumSize(MOST)
          .expireAfterWrite(KEPT)
          .executor(Runnable::run)
          .build();
  private final Cache<String, Boolean> without =
      Caffeine.newBuilder()
          .maximumSize(MOST)
          .expireAfterWrite(WITHOUT)
          .executor(Runnable::run)
          .build();

  /** Asks by these. */
  public TokenCounts(Inquiries inquiries) {
    this.inquiries = inquiries;
  }

  /**
   * The count for the model that is first in a plan: each has a tokenizer of its own. An estimate
   * asks nobody. Never throws for what a provider does.
   */
  public TokenCount count(
      ChatRequest request, Plan plan, Counting counting, ProviderTable providers) {
    boolean routed = !plan.candidates().isEmpty();
    String model = routed ? plan.candidates().get(0).target().model() : request.model();
    TokenCount estimate = PromptTokens.count(request, model);
    if (counting == Counting.ESTIMATE) {
      return estimate;
    }
    Failure failure = plan.failure();
    return routed
        ? exact(request, plan.candidates().get(0), providers, estimate)
        : estimate.because("nobody would answer" + (failure == null ? "" : ": " + failure.kind()));
  }

  /** The provider's count, or the estimate with the reason why there is no better one. */
  private TokenCount exact(
      ChatRequest request, Candidate candidate, ProviderTable providers, TokenCount estimate) {
    Provider provider = candidate.target().provider();
    Optional<Codec> codec = counting(candidate.target());
    if (codec.isEmpty()) {
      return estimate.because(provider.id() + " has no way to count");
    }
    String place = provider.id() + " " + codec.get().protocol().id() + provider.protocols();
    if (without.getIfPresent(place) != null) {
      return estimate.because(provider.id() + " does not count");
    }
    try {
      return ask(request, candidate, codec.get(), providers);
    } catch (InquiryException e) {
      if (e.isUnknownEndpoint()) {
        without.put(place, true);
      }
      return estimate.because(provider.id() + " did not count: " + e.getMessage());
    } catch (UntranslatableException | BadJsonException e) {
      return estimate.because(provider.id() + " could not be asked or its answer not be read");
    }
  }

  /** Chat Completions cannot count; many who speak it speak Responses at the same base URL. */
  private Optional<Codec> counting(Target target) {
    Protocol spoken =
        target.protocol() == Protocol.OPENAI_CHAT
                && target.provider().protocols().containsKey(Protocol.OPENAI_RESPONSES)
            ? Protocol.OPENAI_RESPONSES
            : target.protocol();
    return inquiries.codec(spoken).filter(codec -> codec.counting().isPresent());
  }

  private TokenCount ask(
      ChatRequest request, Candidate candidate, Codec codec, ProviderTable providers) {
    Target target = candidate.target();
    Account account = candidate.account();
    Provider provider = target.provider();
    TokenCounting counting = codec.counting().orElseThrow();
    TargetProfile profile = TargetProfiles.of(providers, provider, target.card(), null);
    byte[] body = counting.encodeRequest(request, profile).body();
    String key = provider.id() + " " + target.model() + " " + digest(body);
    Long known = counts.getIfPresent(key);
    if (known == null) {
      byte[] answer =
          inquiries.ask(
              providers.catalogue(),
              provider,
              account,
              codec,
              target.model(),
              counting.endpoint(profile),
              body);
      known = counting.decodeResponse(answer);
      counts.put(key, known);
    }
    return TokenCount.exact(known, provider.id());
  }

  private static String digest(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
