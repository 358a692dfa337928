package dev.patchbay.store.database;

import dev.patchbay.failure.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * One step of the schema. Immutable.
 *
 * @param number its place in the order
 * @param name what it makes
 * @param text its statements for all dialects
 */
record Migration(int number, String name, String text) {
  private static final int DIGITS = 3;

  Migration {
    text = text.replace("\r\n", "\n").replace('\r', '\n');
  }

  /** Reads {@code NNN-name.sql} of the resources. */
  static Migration read(String file) {
    try (InputStream stream = Migration.class.getResourceAsStream("migrations/" + file)) {
      if (stream == null) {
        throw new StoreException("The jar of Patchbay is damaged: it has no migration " + file);
      }
      return of(file, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new StoreException("The jar of Patchbay can't be read: " + e.getMessage(), e);
    }
  }

  static Migration of(String file, String text) {
    return new Migration(
        Integer.parseInt(file.substring(0, DIGITS)),
        file.substring(DIGITS + 1, file.length() - ".sql".length()),
        text);
  }

  /** Its statements in this dialect, in order. */
  List<String> statements(Dialect dialect) {
    return MigrationText.statements(text, dialect);
  }

  /** SHA-256 of the text, before placeholders are replaced. */
  String checksum() {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return String.format("%03d-%s", number, name);
  }
}
