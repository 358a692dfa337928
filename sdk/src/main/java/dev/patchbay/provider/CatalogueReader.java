package dev.patchbay.provider;

import com.squareup.moshi.JsonReader;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.wire.CacheRule;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.Quirk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the catalogue's document: rows, rules of quirks, models, equivalences. One use. */
final class CatalogueReader {
  private String version = "";
  private final Map<String, CatalogueRow> rows = new LinkedHashMap<>();
  private final Map<String, Map<String, ModelCard>> names = new HashMap<>();
  private final Map<String, Map<String, String>> equivalences = new HashMap<>();
  private final List<QuirkRules.Rule> rules = new ArrayList<>();

  private CatalogueReader() {}

  static Catalogue read(JsonReader in) throws IOException {
    CatalogueReader reader = new CatalogueReader();
    reader.document(in);
    return new Catalogue(
        reader.version,
        reader.rows,
        reader.names,
        reader.equivalences,
        new QuirkRules(reader.rules));
  }

  private void document(JsonReader in) throws IOException {
    in.beginObject();
    while (in.hasNext()) {
      switch (in.nextName()) {
        case "version" -> version = in.nextString();
        case "rows" -> each(in, () -> row(in));
        case "rules" -> each(in, () -> rule(in));
        case "models" -> each(in, () -> model(in));
        case "equivalences" -> equivalences(in);
        default -> in.skipValue();
      }
    }
    in.endObject();
  }

  private interface Element {
    void read() throws IOException;
  }

  private static void each(JsonReader in, Element element) throws IOException {
    in.beginArray();
    while (in.hasNext()) {
      element.read();
    }
    in.endArray();
  }

  private void row(JsonReader in) throws IOException {
    CatalogueRow row = RowFields.read(in);
    rows.put(row.id(), row);
  }

  /** The fields of one row, in any order. */
  private static final class RowFields {
    private String id = "";
    private String name = "";
    private final Map<Protocol, String> protocols = new LinkedHashMap<>();
    private Auth auth = Auth.NONE;
    private List<String> keys = List.of();
    private List<String> enabling = List.of();
    private boolean local;
    private @Nullable String modelsPath;
    private final Map<Tier, String> tiers = new EnumMap<>(Tier.class);
    private Set<Quirk> quirks = Set.of();
    private List<String> families = List.of();
    private @Nullable String vendor;
    private CatalogueRow.CatchAll catchAll = CatalogueRow.CatchAll.NEVER;
    private List<String> passHeaders = List.of();
    private List<String> replyHeaders = List.of();

    static CatalogueRow read(JsonReader in) throws IOException {
      RowFields row = new RowFields();
      in.beginObject();
      while (in.hasNext()) {
        row.field(in, in.nextName());
      }
      in.endObject();
      return row.build();
    }

    private void field(JsonReader in, String field) throws IOException {
      switch (field) {
        case "id" -> id = in.nextString();
        case "name" -> name = in.nextString();
        case "protocols" -> byWord(in, Protocol::of, protocols);
        case "auth" -> auth = auth(strings(in));
        case "keys" -> keys = strings(in);
        case "enabling" -> enabling = strings(in);
        case "local" -> local = in.nextBoolean();
        case "models_path" -> modelsPath = in.nextString();
        case "tiers" -> byWord(in, CatalogueReader::tier, tiers);
        case "quirks" -> quirks = words(in, Quirk::of);
        case "families" -> families = strings(in);
        case "vendor" -> vendor = in.nextString();
        case "catch_all" -> catchAll = CatalogueRow.CatchAll.of(in.nextString());
        case "pass_headers" -> passHeaders = strings(in);
        case "reply_headers" -> replyHeaders = strings(in);
        default -> in.skipValue();
      }
    }

    private static Auth auth(List<String> headerAndPrefix) {
      return new Auth(headerAndPrefix.get(0), headerAndPrefix.get(1));
    }

    private CatalogueRow build() {
      Provider provider =
          new Provider(
              id,
              id,
              protocols,
              null,
              auth,
              Map.of(),
              null,
              null,
              100,
              1,
              tiers,
              false,
              List.of(),
              null,
              local,
              quirks,
              null,
              null,
              null,
              CacheRule.KEEP,
              id.toUpperCase(Locale.ROOT).replace('-', '_'));
      return new CatalogueRow(
          provider,
          name,
          keys,
          enabling,
          modelsPath,
          families,
          vendor,
          catchAll,
          passHeaders,
          replyHeaders);
    }
  }

  private static Optional<Tier> tier(String word) {
    return Optional.of(Tier.valueOf(word.toUpperCase(Locale.ROOT)));
  }

  private void rule(JsonReader in) throws IOException {
    List<String> at = List.of();
    List<String> models = List.of();
    Set<Quirk> quirks = Set.of();
    in.beginObject();
    while (in.hasNext()) {
      switch (in.nextName()) {
        case "at" -> at = strings(in);
        case "models" -> models = strings(in);
        case "quirks" -> quirks = words(in, Quirk::of);
        default -> in.skipValue();
      }
    }
    in.endObject();
    rules.add(new QuirkRules.Rule(Set.copyOf(at), models, quirks));
  }

  private void model(JsonReader in) throws IOException {
    CardReader card = CardReader.read(in, version);
    Map<String, ModelCard> byName = names.computeIfAbsent(card.row(), row -> new HashMap<>());
    for (String name : card.names()) {
      if (byName.put(name, card.card()) != null) {
        throw new BadJsonException(in.getPath(), "'" + name + "' stands twice at " + card.row());
      }
    }
  }

  private void equivalences(JsonReader in) throws IOException {
    in.beginObject();
    while (in.hasNext()) {
      Map<String, String> ids = new LinkedHashMap<>();
      String key = in.nextName();
      byWord(in, Optional::of, ids);
      equivalences.put(key, Map.copyOf(ids));
    }
    in.endObject();
  }

  static List<String> strings(JsonReader in) throws IOException {
    List<String> strings = new ArrayList<>();
    each(in, () -> strings.add(in.nextString()));
    return strings;
  }

  static <T> Set<T> words(JsonReader in, Function<String, Optional<T>> of) throws IOException {
    String path = in.getPath();
    return strings(in).stream()
        .map(word -> known(word, of, path))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static <K> void byWord(
      JsonReader in, Function<String, Optional<K>> of, Map<K, String> map) throws IOException {
    in.beginObject();
    while (in.hasNext()) {
      String word = in.nextName();
      map.put(known(word, of, in.getPath()), in.nextString());
    }
    in.endObject();
  }

  private static <T> T known(String word, Function<String, Optional<T>> of, String path) {
    return of.apply(word).orElseThrow(() -> new BadJsonException(path, "Unknown word " + word));
  }
}
