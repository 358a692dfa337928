package dev.patchbay.store.setting;

import dev.patchbay.json.RawJson;
import dev.patchbay.setting.Setting;
import dev.patchbay.setting.SettingStore;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.Row;
import dev.patchbay.store.database.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Settings in a database. Thread-safe. */
public final class SqlSettings implements SettingStore {
  private static final String SELECT = "SELECT name, value, version FROM setting";

  private final Database database;

  /** Over a database it doesn't close. */
  public SqlSettings(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Setting> get(String key) {
    return database.read(
        connection -> Sql.one(connection, SELECT + " WHERE name = ?", SqlSettings::setting, key));
  }

  @Override
  public List<Setting> all() {
    return database.read(
        connection -> Sql.list(connection, SELECT + " ORDER BY name", SqlSettings::setting));
  }

  private static Setting setting(Row row) throws SQLException {
    return new Setting(row.text("name"), RawJson.of(row.text("value")), row.number("version"));
  }

  @Override
  public boolean set(String key, RawJson value, long expected) {
    Setting next = new Setting(key, value, expected + 1);
    return database.write(
        connection ->
            expected == NONE
                ? Sql.update(
                        connection,
                        "INSERT INTO setting (name, value, version) VALUES (?, ?, ?)"
                            + " ON CONFLICT (name) DO NOTHING",
                        key,
                        value.text(),
                        next.version())
                    == 1
                : Sql.update(
                        connection,
                        "UPDATE setting SET value = ?, version = ? WHERE name = ? AND version = ?",
                        value.text(),
                        next.version(),
                        key,
                        expected)
                    == 1);
  }

  @Override
  public boolean remove(String key, long expected) {
    return database.write(
        connection ->
            Sql.update(
                    connection, "DELETE FROM setting WHERE name = ? AND version = ?", key, expected)
                == 1);
  }
}
