package dev.patchbay.server.admin;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.provider.Catalogue;
import dev.patchbay.provider.CatalogueRow;
import dev.patchbay.provider.Provider;
import dev.patchbay.provider.Tier;
import dev.patchbay.secret.Redactor;
import dev.patchbay.server.roster.ProviderEntry;
import dev.patchbay.server.roster.RosterView;
import dev.patchbay.server.roster.Trees;
import dev.patchbay.wire.CacheRule;
import dev.patchbay.wire.Protocol;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows providers: as they count, defaults of the catalogue included, credentials masked. */
final class ProviderJson {
  private final ProviderEntry entry;
  private final RosterView view;
  private final Optional<Provider> row;

  ProviderJson(ProviderEntry entry, RosterView view) {
    this.entry = entry;
    this.view = view;
    this.row = Catalogue.load().row(type(entry)).map(CatalogueRow::provider);
  }

  /** What kind of provider it is: a row of the catalogue, or {@code custom}. */
  static String type(ProviderEntry entry) {
    String type = entry.text(ProviderField.PROVIDER_TYPE.key());
    if (type != null) {
      return type;
    }
    return Catalogue.load().row(entry.id()).isPresent() ? entry.id() : "custom";
  }

  void write(JsonWriter out) throws IOException {
    out.beginObject();
    out.name("id").value(entry.id());
    out.name("name").value(entry.name());
    out.name("provider_type").value(type(entry));
    out.name("protocol").value(text(ProviderField.PROTOCOL, protocol()));
    String url = text(ProviderField.BASE_URL, baseUrl());
    out.name("base_url").value(url == null ? null : Redactor.address(url));
    out.name("api_version").value(entry.text(ProviderField.API_VERSION.key()));
    headers(out);
    timeout(out);
    out.name("dispatch_mode").value(text(ProviderField.DISPATCH_MODE, "fallback"));
    number(out, ProviderField.PRIORITY, 100);
    number(out, ProviderField.WEIGHT, 1);
    out.name("is_active").value(active());
    tier(out, ProviderField.BIG_MODEL, Tier.BIG);
    tier(out, ProviderField.MEDIUM_MODEL, Tier.MEDIUM);
    tier(out, ProviderField.SMALL_MODEL, Tier.SMALL);
    models(out);
    flag(out, ProviderField.CATCH_ALL);
    out.name("upstream_stream").value(entry.text(ProviderField.UPSTREAM_STREAM.key()));
    out.name("cache_ttl").value(text(ProviderField.CACHE_TTL, CacheRule.KEEP.ttl().word()));
    out.name("cache_marks").value(text(ProviderField.CACHE_MARKS, CacheRule.KEEP.marks().word()));
    boolean proxied = entry.text(ProviderField.PROXY.key()) != null;
    out.name("proxy").value(proxied ? Fields.MASK : null);
    out.name("accounts").value(entry.accounts().size());
    out.name("source").value(entry.source().word());
    out.name("changed").value(entry.changed());
    out.endObject();
  }

  private @Nullable String text(ProviderField field, @Nullable String otherwise) {
    String text = entry.text(field.key());
    return text == null ? otherwise : text;
  }

  private @Nullable String protocol() {
    return row.map(known -> known.protocols().keySet().iterator().next().id())
        .orElse(Protocol.OPENAI_CHAT.id());
  }

  private @Nullable String baseUrl() {
    return row.map(known -> known.protocols().values().iterator().next()).orElse(null);
  }

  /** Their values may be credentials. */
  private void headers(JsonWriter out) throws IOException {
    out.name("headers").beginObject();
    for (String name : entry.headers()) {
      out.name(name).value(Fields.MASK);
    }
    out.endObject();
  }

  /** In seconds. */
  private void timeout(JsonWriter out) throws IOException {
    long millis =
        view.config().providers().stream()
            .filter(one -> one.id().equals(entry.id()) && one.timeout() != null)
            .findFirst()
            .map(one -> one.timeout())
            .orElse(view.config().dispatch().timeouts().attempt())
            .toMillis();
    out.name("timeout");
    if (millis % 1000 == 0) {
      out.value(millis / 1000);
    } else {
      out.value(millis / 1000.0);
    }
  }

  private void number(JsonWriter out, ProviderField field, long otherwise) throws IOException {
    String text = entry.text(field.key());
    out.name(field.json()).value(text == null ? otherwise : Long.parseLong(text));
  }

  private void flag(JsonWriter out, ProviderField field) throws IOException {
    String text = entry.text(field.key());
    out.name(field.json()).value(text == null ? null : (Boolean) text.equalsIgnoreCase("true"));
  }

  private boolean active() {
    return !"false".equalsIgnoreCase(entry.text(ProviderField.IS_ACTIVE.key()));
  }

  private void tier(JsonWriter out, ProviderField field, Tier tier) throws IOException {
    String model = row.map(known -> known.tierModels().get(tier)).orElse(null);
    out.name(field.json()).value(text(field, model));
  }

  private void models(JsonWriter out) throws IOException {
    out.name("models").beginArray();
    for (Object model : entry.models()) {
      Trees.write(out, model instanceof Map<?, ?> card ? Words.snake(card) : model);
    }
    out.endArray();
  }
}
