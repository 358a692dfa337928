package dev.patchbay.provider;

import com.squareup.moshi.JsonReader;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import dev.patchbay.price.ModelPrice;
import dev.patchbay.price.TokenPrices;
import dev.patchbay.wire.Capability;
import dev.patchbay.wire.Quirk;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One model of the catalogue's document.
 *
 * @param row id of the row that lists it
 * @param names its id and aliases
 */
record CardReader(String row, List<String> names, ModelCard card) {

  static CardReader read(JsonReader in, String version) throws IOException {
    Fields fields = new Fields(version);
    in.beginObject();
    while (in.hasNext()) {
      fields.field(in, in.nextName());
    }
    in.endObject();
    return fields.build();
  }

  /** The fields of one model, in any order. */
  private static final class Fields {
    private final String version;
    private String id = "";
    private String row = "";
    private List<String> aliases = List.of();
    private @Nullable Integer context;
    private @Nullable Integer maxInput;
    private @Nullable Integer maxOutput;
    private @Nullable Set<Capability> caps;
    private Set<Quirk> quirks = Set.of();
    private boolean responsesOnly;
    private boolean retired;
    private @Nullable String successor;
    private @Nullable ModelPrice price;

    Fields(String version) {
      this.version = version;
    }

    void field(JsonReader in, String field) throws IOException {
      switch (field) {
        case "id" -> id = in.nextString();
        case "at" -> row = in.nextString();
        case "aliases" -> aliases = CatalogueReader.strings(in);
        case "context" -> context = in.nextInt();
        case "max_input" -> maxInput = in.nextInt();
        case "max_output" -> maxOutput = in.nextInt();
        case "caps" -> caps = CatalogueReader.words(in, Capability::of);
        case "quirks" -> quirks = CatalogueReader.words(in, Quirk::of);
        case "responses_only" -> responsesOnly = in.nextBoolean();
        case "retired" -> retired = in.nextBoolean();
        case "successor" -> successor = in.nextString();
        case "price" -> price = price(in, version);
        default -> in.skipValue();
      }
    }

    CardReader build() {
      List<String> names = new ArrayList<>(aliases);
      names.add(0, id);
      return new CardReader(
          row,
          names,
          new ModelCard(
              id,
              context,
              maxInput,
              maxOutput,
              caps,
              quirks,
              responsesOnly,
              retired,
              successor,
              price));
    }
  }

  private static ModelPrice price(JsonReader in, String version) throws IOException {
    Map<String, BigDecimal> base = new HashMap<>();
    List<Map<String, BigDecimal>> tiers = new ArrayList<>();
    Instant from = null;
    in.beginObject();
    while (in.hasNext()) {
      String name = in.nextName();
      switch (name) {
        case "tiers" -> tiers.addAll(tiers(in));
        case "from" -> from = Instant.parse(in.nextString() + "T00:00:00Z");
        default -> base.put(name, Json.number(in));
      }
    }
    in.endObject();
    return new ModelPrice(
        tokens(base),
        tiers.stream().map(tier -> tier(base, tier)).toList(),
        base.get("web_search_each"),
        base.get("per_request"),
        "catalogue",
        version,
        from,
        null);
  }

  private static List<Map<String, BigDecimal>> tiers(JsonReader in) throws IOException {
    List<Map<String, BigDecimal>> tiers = new ArrayList<>();
    in.beginArray();
    while (in.hasNext()) {
      tiers.add(numbers(in));
    }
    in.endArray();
    return tiers;
  }

  private static Map<String, BigDecimal> numbers(JsonReader in) throws IOException {
    Map<String, BigDecimal> numbers = new HashMap<>();
    in.beginObject();
    while (in.hasNext()) {
      numbers.put(in.nextName(), Json.number(in));
    }
    in.endObject();
    return numbers;
  }

  /** A price the tier does not name keeps its base value. */
  private static ModelPrice.Tier tier(Map<String, BigDecimal> base, Map<String, BigDecimal> tier) {
    Map<String, BigDecimal> all = new HashMap<>(base);
    all.putAll(tier);
    return new ModelPrice.Tier(required(all, "above_input").longValueExact(), tokens(all));
  }

  private static TokenPrices tokens(Map<String, BigDecimal> prices) {
    return new TokenPrices(
        required(prices, "input"),
        required(prices, "output"),
        prices.get("cache_read"),
        prices.get("cache_write_5m"),
        prices.get("cache_write_1h"),
        prices.get("cache_write"),
        prices.get("reasoning"),
        prices.get("audio_in"),
        prices.get("audio_out"));
  }

  private static BigDecimal required(Map<String, BigDecimal> numbers, String name) {
    BigDecimal number = numbers.get(name);
    if (number == null) {
      throw new BadJsonException("$.models", "A price lacks '" + name + "'");
    }
    return number;
  }
}
