package dev.patchbay.samples.benchmarks;

import dev.patchbay.chat.Usage;
import dev.patchbay.cost.LedgerEntry;
import dev.patchbay.cost.LedgerState;
import dev.patchbay.price.Cost;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.Durability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Rows of a ledger, and files to keep them in. */
final class Ledgers {
  private Ledgers() {}

  /** An attempt that is over, one of three providers' and five models'. */
  static LedgerEntry entry(long number, Instant at) {
    return new LedgerEntry(
        "req_" + Long.toString(number * 7_919 + 1_000_000_007L, 36),
        1,
        at,
        "local",
        null,
        "key-" + number % 20,
        List.of(),
        null,
        "provider-" + number % 3,
        "provider/" + number % 3,
        "asked-" + number % 5,
        "served-" + number % 5,
        "openai-chat",
        Usage.of(1000, 100),
        false,
        new Cost(1_234_567_890L, "catalogue", "2026-08-21"),
        Duration.ofMillis(900),
        null,
        LedgerState.COMPLETE);
  }

  static Path folder() {
    try {
      return Files.createTempDirectory("patchbay-benchmark");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Database sqlite(Path folder) {
    return Database.open("jdbc:sqlite:" + folder.resolve("ledger.db"), Durability.PROCESS);
  }

  static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
