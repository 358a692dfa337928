package dev.patchbay.server.admin;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.Router;
import dev.patchbay.chat.CallOptions;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.inquiry.KeyCheck;
import dev.patchbay.server.roster.ProviderEntry;
import dev.patchbay.trace.RouterException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether a provider takes the key of an account: by its list of models, which costs nothing; where
 * that says nothing, by the shortest answer there is. Never a word of the provider's. Stateless.
 */
final class Probe {
  private static final List<ProviderField> TIERS =
      List.of(ProviderField.SMALL_MODEL, ProviderField.MEDIUM_MODEL, ProviderField.BIG_MODEL);

  private Probe() {}

  /**
   * What came of it.
   *
   * @param account its id
   * @param by {@code models} or {@code chat}
   * @param models how many it listed; null if it wasn't asked for the list
   * @param failure null if the key is taken
   * @param status of the answer; 0 if none came, or that is unknown
   */
  record Found(
      String account,
      String by,
      long millis,
      @Nullable Integer models,
      @Nullable FailureKind failure,
      int status) {
    boolean ok() {
      return failure == null;
    }

    String message() {
      if (failure != null) {
        return Cures.of(failure) + (status == 0 ? "" : " (status " + status + ")");
      }
      return models == null ? "The key is taken" : "The key is taken; " + models + " models";
    }

    /** Its fields, into an object that is open. */
    void write(JsonWriter out) throws IOException {
      out.name("ok").value(ok());
      out.name("account").value(account);
      out.name("by").value(by);
      out.name("latency_ms").value(millis);
      out.name("models").value(models);
      out.name("failure").value(failure == null ? null : failure.name().toLowerCase(Locale.ROOT));
      out.name("status").value(status == 0 ? null : (Integer) status);
      out.name("message").value(message());
    }
  }

  /**
   * Asks now.
   *
   * @throws IllegalArgumentException if the account takes no part
   */
  static Found of(Router router, ProviderEntry provider, String account) {
    KeyCheck check = router.accounts().check(account);
    return check.asked()
        ? new Found(
            account,
            "models",
            check.took().toMillis(),
            check.models(),
            check.failure(),
            check.status())
        : byChat(router, provider, account);
  }

  private static Found byChat(Router router, ProviderEntry provider, String account) {
    String model = model(router, provider);
    if (model == null) {
      return new Found(account, "chat", 0, null, FailureKind.NO_ROUTE, 0);
    }
    long start = System.nanoTime();
    FailureKind failure = null;
    int status = 0;
    try {
      router.chat(
          ChatRequest.builder()
              .model(provider.id() + ":" + model)
              .user("Hi")
              .maxOutputTokens(1)
              .options(CallOptions.builder().accountPin(account).build())
              .build());
    } catch (RouterException e) {
      failure = e.kind();
      Integer told = e.failure().status();
      status = told == null ? 0 : told;
    }
    long millis = (System.nanoTime() - start) / 1_000_000;
    return new Found(account, "chat", millis, null, failure, status);
  }

  /** The smallest that is configured, or the first the catalogue has. */
  private static @Nullable String model(Router router, ProviderEntry provider) {
    for (ProviderField tier : TIERS) {
      String model = provider.text(tier.key());
      if (model != null) {
        return model;
      }
    }
    for (Object one : provider.models()) {
      Object id = one instanceof java.util.Map<?, ?> card ? card.get("id") : one;
      if (id != null && String.valueOf(id).indexOf('*') < 0) {
        return String.valueOf(id);
      }
    }
    return router.models().catalogued(ProviderJson.type(provider)).stream()
        .findFirst()
        .orElse(null);
  }
}
