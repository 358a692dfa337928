package dev.patchbay.provider;

import dev.patchbay.json.Json;
import dev.patchbay.wire.Quirk;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of providers and models without any configuration. It is made by {@code
 * scripts/catalogue.py} and read once. Immutable.
 */
public final class Catalogue {
  private static final String RESOURCE = "catalogue.json";

  private final String version;
  private final Map<String, CatalogueRow> rows;
  private final List<CatalogueRow> inOrder;
  private final Map<String, Map<String, ModelCard>> names;
  private final Map<String, Map<String, String>> equivalences;
  private final QuirkRules rules;

  /**
   * @param names cards by row, then by id and alias
   * @param equivalences ids by {@link ModelNames#key}, then by row
   */
  Catalogue(
      String version,
      Map<String, CatalogueRow> rows,
      Map<String, Map<String, ModelCard>> names,
      Map<String, Map<String, String>> equivalences,
      QuirkRules rules) {
    this.version = version;
    this.rows = Map.copyOf(rows);
    this.inOrder = List.copyOf(rows.values());
    this.names = Map.copyOf(names);
    this.equivalences = Map.copyOf(equivalences);
    this.rules = rules;
  }

  private static final class Holder {
    static final Catalogue BUILT_IN = read();

    private static Catalogue read() {
      try (InputStream in = Catalogue.class.getResourceAsStream(RESOURCE)) {
        if (in == null) {
          throw new IllegalStateException("The jar lacks dev/patchbay/provider/" + RESOURCE);
        }
        return Json.read(in.readAllBytes(), CatalogueReader::read);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The built-in catalogue; the first call reads it. */
  public static Catalogue load() {
    return Holder.BUILT_IN;
  }

  /** The date of the prices and names, such as {@code 2026-08-21}. */
  public String version() {
    return version;
  }

  /** All rows, in the catalogue's order. */
  public List<CatalogueRow> rows() {
    return inOrder;
  }

  /** The row of an id. */
  public Optional<CatalogueRow> row(String id) {
    return Optional.ofNullable(rows.get(id));
  }

  /** A provider as it is without any configuration. */
  public Optional<Provider> provider(String id) {
    return row(id).map(CatalogueRow::provider);
  }

  /** The card of a model by id or alias, as its row lists it. */
  public Optional<ModelCard> card(String row, String model) {
    return Optional.ofNullable(names.getOrDefault(row, Map.of()).get(model));
  }

  /** True if the row lists the name, as an id or an alias. */
  boolean lists(String row, String model) {
    Map<String, ModelCard> byName = names.get(row);
    return byName != null && byName.containsKey(model);
  }

  /** All ids and aliases a row lists. */
  Set<String> names(String row) {
    return names.getOrDefault(row, Map.of()).keySet();
  }

  /** The id under which a row lists the same model; the name itself may be unknown there. */
  Optional<String> same(String row, String model) {
    Map<String, String> known = equivalences.get(ModelNames.key(model));
    return known == null ? Optional.empty() : Optional.ofNullable(known.get(row));
  }

  /** Quirks that follow from the model's name alone. */
  Set<Quirk> ruleQuirks(String row, String model) {
    return rules.of(row, model);
  }

  /** True if any row lists the name, as an id or an alias. */
  public boolean knows(String model) {
    return names.values().stream().anyMatch(byName -> byName.containsKey(model));
  }

  /** The cards of a row, each model once. */
  public Collection<ModelCard> cards(String row) {
    return Set.copyOf(names.getOrDefault(row, Map.of()).values());
  }

  Map<String, Map<String, String>> equivalences() {
    return equivalences;
  }
}
