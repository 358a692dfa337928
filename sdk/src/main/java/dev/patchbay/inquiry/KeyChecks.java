package dev.patchbay.inquiry;

import dev.patchbay.account.Account;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.provider.Catalogue;
import dev.patchbay.provider.CatalogueRow;
import dev.patchbay.provider.Provider;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.Protocol;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Asks providers whether they take a key. Costs nothing, and nothing is kept. Thread-safe. */
public final class KeyChecks {
  /**
   * Their lists are open to everybody. Source: OpenRouter, "API Reference, List available models",
   * and the answers of router.huggingface.co/v1/models and integrate.api.nvidia.com/v1/models.
   */
  private static final Set<String> OPEN = Set.of("openrouter", "huggingface", "nvidia");

  private final Inquiries inquiries;
  private final Clock clock;

  /** Asks by these. */
  public KeyChecks(Inquiries inquiries, Clock clock) {
    this.inquiries = inquiries;
    this.clock = clock;
  }

  /** Asks now, for 15 s at most. Never throws for what a provider does. */
  public KeyCheck of(Provider provider, Account account, Catalogue catalogue) {
    Optional<Codec> codec = listing(provider, catalogue);
    if (codec.isEmpty()) {
      return KeyCheck.UNKNOWN;
    }
    Instant start = clock.instant();
    try {
      byte[] body =
          inquiries.ask(
              catalogue,
              provider,
              account,
              codec.get(),
              "",
              codec.get().models().endpoint(null),
              null);
      int models = codec.get().models().decode(body).models().size();
      return new KeyCheck(true, null, 200, models, since(start));
    } catch (InquiryException e) {
      return e.isUnknownEndpoint()
          ? KeyCheck.UNKNOWN
          : new KeyCheck(true, e.kind(), e.status(), 0, since(start));
    } catch (BadJsonException e) {
      return new KeyCheck(true, FailureKind.MISCONFIGURED, 200, 0, since(start));
    }
  }

  private Duration since(Instant start) {
    return Duration.between(start, clock.instant());
  }

  private Optional<Codec> listing(Provider provider, Catalogue catalogue) {
    boolean listed =
        provider.custom()
            || catalogue.row(provider.type()).map(CatalogueRow::modelsPath).isPresent();
    if (!listed || OPEN.contains(provider.type())) {
      return Optional.empty();
    }
    Protocol protocol = provider.protocol();
    return inquiries.codec(
        protocol == null ? provider.protocols().keySet().iterator().next() : protocol);
  }
}
