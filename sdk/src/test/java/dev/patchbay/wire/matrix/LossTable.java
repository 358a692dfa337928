package dev.patchbay.wire.matrix;

import dev.patchbay.wire.Loss;
import dev.patchbay.wire.Protocol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The losses translation may have: client, target, feature, and why. {@code *} is any protocol. */
final class LossTable {
  private record Row(String client, String target, String feature, String why) {
    boolean allows(Cell cell, Loss loss) {
      return is(client, cell.client())
          && is(target, cell.target())
          && feature.equals(loss.feature());
    }

    private static boolean is(String word, Protocol protocol) {
      return word.equals("*") || List.of(word.split("\\|")).contains(protocol.id());
    }
  }

  private final List<Row> rows;
  private final Set<String> unused = new TreeSet<>();

  private LossTable(List<Row> rows) {
    this.rows = rows;
    rows.forEach(row -> unused.add(row.toString()));
  }

  static LossTable read() {
    java.nio.file.Path file =
        java.nio.file.Path.of("src", "test", "resources", "matrix", "losses.csv");
    try (var lines = Files.lines(file)) {
      return new LossTable(
          lines
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .map(line -> line.split("\\s*,\\s*", 4))
              .map(cut -> new Row(cut[0], cut[1], cut[2], cut[3]))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** True if a row allows the loss; the row then counts as used. */
  boolean allows(Cell cell, Loss loss) {
    boolean allowed = false;
    for (Row row : rows) {
      if (row.allows(cell, loss)) {
        unused.remove(row.toString());
        allowed = true;
      }
    }
    return allowed;
  }

  /** Rows nothing was allowed by. */
  Set<String> unused() {
    return unused;
  }
}
