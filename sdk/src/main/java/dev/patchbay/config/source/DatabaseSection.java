package dev.patchbay.config.source;

import static dev.patchbay.config.source.Section.or;
import static dev.patchbay.config.source.Section.words;

import dev.patchbay.config.DatabaseConfig;
import dev.patchbay.store.database.Durability;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code database}: where state is kept. */
final class DatabaseSection {
  private DatabaseSection() {}

  static DatabaseConfig read(Section root) {
    Section section = root.section("database");
    String url = section.sound("url", DatabaseSection::fault);
    Durability durability =
        or(
            section.word("durability", DatabaseSection::durability, words(Durability.values())),
            Durability.PROCESS);
    section.end();
    return DatabaseConfig.of(or(url, DatabaseConfig.MEMORY), durability);
  }

  private static Optional<String> fault(String url) {
    try {
      DatabaseConfig.of(url, Durability.PROCESS);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of("is not understood; " + e.getMessage());
    }
  }

  private static Optional<Durability> durability(String word) {
    for (Durability durability : Durability.values()) {
      if (durability.name().toLowerCase(Locale.ROOT).equals(word)) {
        return Optional.of(durability);
      }
    }
    return Optional.empty();
  }
}
