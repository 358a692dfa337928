package dev.patchbay.inquiry;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.patchbay.account.Account;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.provider.Catalogue;
import dev.patchbay.provider.CatalogueRow;
import dev.patchbay.provider.Provider;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.ListedModel;
import dev.patchbay.wire.ModelPage;
import dev.patchbay.wire.Protocol;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Asks providers which models they have. A list is kept for a while; whoever asks meanwhile gets
 * it, whoever asks while it is being fetched waits for that one call. If a provider fails, its last
 * list stands, and the fault is told with it. Thread-safe.
 */
public final class Discovery {
  static final Duration KEPT = Duration.ofMinutes(10);

  /** A provider that failed is asked again after this. */
  static final Duration KEPT_FAULT = Duration.ofSeconds(30);

  private static final int MOST_PAGES = 10;
  private static final int MOST_PROVIDERS = 1_000;

  private final Inquiries inquiries;
  private final Clock clock;
  private final Cache<String, Found> found =
      Caffeine.newBuilder().maximumSize(MOST_PROVIDERS).executor(Runnable::run).build();

  /** Asks by these, and judges the age of lists by a clock. */
  public Discovery(Inquiries inquiries, Clock clock) {
    this.inquiries = inquiries;
    this.clock = clock;
  }

  /**
   * What a provider said last. Immutable.
   *
   * @param models as the last answer had them; empty if none came yet
   * @param fault why there is no newer answer; null if there is nothing wrong
   * @param until when it is asked again
   */
  public record Found(List<ListedModel> models, @Nullable String fault, Instant until) {
    public Found {
      models = List.copyOf(models);
    }
  }

  /**
   * The list of a provider, asked now if there is none that is fresh. Never throws for what a
   * provider does.
   *
   * @param account whose credential is used; null if it has none that is usable
   */
  public Found of(Provider provider, @Nullable Account account, Catalogue catalogue) {
    ConcurrentMap<String, Found> lists = found.asMap();
    Found known = lists.get(place(provider));
    if (known != null && clock.instant().isBefore(known.until())) {
      return known;
    }
    return lists.compute(
        place(provider),
        (place, old) ->
            old != null && clock.instant().isBefore(old.until())
                ? old
                : fetch(provider, account, catalogue, old));
  }

  /** As {@link #of}, asked now however fresh the list at hand is. */
  public Found anew(Provider provider, @Nullable Account account, Catalogue catalogue) {
    return found
        .asMap()
        .compute(place(provider), (place, old) -> fetch(provider, account, catalogue, old));
  }

  /** The list of a provider that was fetched last, without asking it. */
  public Optional<Found> last(Provider provider) {
    return Optional.ofNullable(found.getIfPresent(place(provider)));
  }

  /** A provider that was moved is another one. */
  private static String place(Provider provider) {
    return provider.id() + " " + provider.protocols();
  }

  private Found fetch(
      Provider provider, @Nullable Account account, Catalogue catalogue, @Nullable Found old) {
    List<ListedModel> before = old == null ? List.of() : old.models();
    Optional<Codec> codec = listing(provider, catalogue);
    if (codec.isEmpty()) {
      return new Found(before, null, clock.instant().plus(KEPT));
    }
    if (account == null) {
      return faulty(before, "none of its accounts can be used");
    }
    try {
      List<ListedModel> models = pages(provider, account, catalogue, codec.get());
      return new Found(models, null, clock.instant().plus(KEPT));
    } catch (InquiryException e) {
      return faulty(before, String.valueOf(e.getMessage()));
    } catch (BadJsonException e) {
      return faulty(before, "its answer is no list of models");
    }
  }

  private Found faulty(List<ListedModel> before, String fault) {
    return new Found(before, fault, clock.instant().plus(KEPT_FAULT));
  }

  /** A provider's own base URL may have no list; Azure's has models, but not its deployments. */
  private Optional<Codec> listing(Provider provider, Catalogue catalogue) {
    boolean unknown =
        catalogue.row(provider.type()).map(CatalogueRow::modelsPath).isEmpty()
            && !provider.custom();
    if (unknown || provider.type().equals("azure")) {
      return Optional.empty();
    }
    Protocol protocol = provider.protocol();
    return inquiries.codec(
        protocol == null ? provider.protocols().keySet().iterator().next() : protocol);
  }

  private List<ListedModel> pages(
      Provider provider, Account account, Catalogue catalogue, Codec codec) {
    List<ListedModel> models = new ArrayList<>();
    String page = null;
    for (int i = 0; i < MOST_PAGES; i++) {
      byte[] body =
          inquiries.ask(
              catalogue, provider, account, codec, "", codec.models().endpoint(page), null);
      ModelPage read = codec.models().decode(body);
      models.addAll(read.models());
      page = read.next();
      if (page == null) {
        break;
      }
    }
    return models;
  }
}
