package dev.patchbay.provider;

import dev.patchbay.provider.Provider.ServedModel;
import dev.patchbay.wire.CacheRule;
import dev.patchbay.wire.Protocol;
import java.util.List;
import java.util.Map;

/** Providers for tests. */
public final class Rows {
  private Rows() {}

  public static Provider row(String id) {
    return Catalogue.load().provider(id).orElseThrow();
  }

  public static Provider custom(String id, String baseUrl, List<ServedModel> models) {
    return new Provider(
        id,
        "custom",
        Map.of(Protocol.OPENAI_CHAT, baseUrl),
        null,
        Auth.BEARER,
        Map.of(),
        null,
        null,
        100,
        1,
        Map.of(),
        false,
        models,
        null,
        false,
        Provider.CUSTOM_QUIRKS,
        null,
        null,
        null,
        CacheRule.KEEP,
        "X");
  }

  /** A row with what a user configures most. */
  public static Provider with(
      Provider row,
      Map<Protocol, String> protocols,
      Map<String, String> headers,
      List<ServedModel> models,
      String apiVersion) {
    return new Provider(
        row.id(),
        row.type(),
        protocols,
        row.protocol(),
        row.auth(),
        headers,
        row.proxy(),
        row.mode(),
        row.priority(),
        row.weight(),
        row.tierModels(),
        row.userTiers(),
        models,
        row.catchAll(),
        row.local(),
        row.quirks(),
        row.attemptTimeout(),
        row.upstreamStream(),
        apiVersion,
        row.cache(),
        row.envPrefix());
  }

  public static Provider serving(Provider row, ServedModel... models) {
    return with(row, row.protocols(), Map.of(), List.of(models), null);
  }

  public static ProviderTable table(Provider... enabled) {
    return new ProviderTable(List.of(enabled), Catalogue.load());
  }
}
