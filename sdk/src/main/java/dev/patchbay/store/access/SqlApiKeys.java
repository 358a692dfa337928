package dev.patchbay.store.access;

import dev.patchbay.access.ApiKey;
import dev.patchbay.access.ApiKeyStore;
import dev.patchbay.budget.Budget;
import dev.patchbay.budget.BudgetScope;
import dev.patchbay.budget.Period;
import dev.patchbay.failure.StoreException;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.Row;
import dev.patchbay.store.database.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** API keys in a database. Thread-safe. */
public final class SqlApiKeys implements ApiKeyStore {
  private static final String SELECT =
      "SELECT id, name, description, prefix, hash, tenant, enabled, expires_at, allowed_models,"
          + " requests_per_minute, budget_limit, budget_per, created_at, last_used_at"
          + " FROM api_key";

  private final Database database;

  /** Over a database it doesn't close. */
  public SqlApiKeys(Database database) {
    this.database = database;
  }

  @Override
  public boolean add(ApiKey key) {
    return database.write(
            connection ->
                Sql.update(
                    connection,
                    "INSERT INTO api_key (id, name, description, prefix, hash, tenant, enabled,"
                        + " expires_at, allowed_models, requests_per_minute, budget_limit,"
                        + " budget_per, created_at, last_used_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT DO NOTHING",
                    key.id(),
                    key.name(),
                    key.description(),
                    key.prefix(),
                    key.hash(),
                    key.tenant(),
                    key.enabled(),
                    key.expiresAt(),
                    TextList.write(key.allowedModels()),
                    key.requestsPerMinute(),
                    limit(key.budget()),
                    period(key.budget()),
                    key.createdAt(),
                    key.lastUsedAt()))
        == 1;
  }

  @Override
  public Optional<ApiKey> byId(String id) {
    return one(" WHERE id = ?", id);
  }

  @Override
  public Optional<ApiKey> byHash(String hash) {
    return one(" WHERE hash = ?", hash);
  }

  private Optional<ApiKey> one(String where, String argument) {
    return database.read(
        connection -> Sql.one(connection, SELECT + where, SqlApiKeys::key, argument));
  }

  @Override
  public List<ApiKey> all() {
    return database.read(
        connection -> Sql.list(connection, SELECT + " ORDER BY seq", SqlApiKeys::key));
  }

  private static ApiKey key(Row row) throws SQLException {
    return new ApiKey(
        row.text("id"),
        row.text("name"),
        row.text("description"),
        row.text("prefix"),
        row.text("hash"),
        row.text("tenant"),
        row.flag("enabled"),
        row.instantOrNull("expires_at"),
        TextList.read(row.text("allowed_models")),
        row.integerOrNull("requests_per_minute"),
        budget(row),
        row.instant("created_at"),
        row.instantOrNull("last_used_at"));
  }

  /** A period that a newer program has is none here: a bound is never dropped in silence. */
  private static @Nullable Budget budget(Row row) throws SQLException {
    Long limit = row.numberOrNull("budget_limit");
    if (limit == null) {
      return null;
    }
    String word = row.text("budget_per");
    Period per =
        Period.of(word)
            .orElseThrow(() -> new StoreException("There is no budget per '" + word + "'"));
    return new Budget(BudgetScope.KEY, row.text("id"), limit, per);
  }

  private static @Nullable Long limit(@Nullable Budget budget) {
    return budget == null ? null : (Long) budget.limitPicoUsd();
  }

  private static @Nullable String period(@Nullable Budget budget) {
    return budget == null ? null : budget.per().word();
  }

  @Override
  public boolean change(ApiKey key) {
    return database.write(
            connection ->
                Sql.update(
                    connection,
                    "UPDATE api_key SET name = ?, description = ?, tenant = ?, enabled = ?,"
                        + " expires_at = ?, allowed_models = ?, requests_per_minute = ?,"
                        + " budget_limit = ?, budget_per = ?"
                        + " WHERE id = ?",
                    key.name(),
                    key.description(),
                    key.tenant(),
                    key.enabled(),
                    key.expiresAt(),
                    TextList.write(key.allowedModels()),
                    key.requestsPerMinute(),
                    limit(key.budget()),
                    period(key.budget()),
                    key.id()))
        == 1;
  }

  @Override
  public boolean remove(String id) {
    return database.write(
            connection -> Sql.update(connection, "DELETE FROM api_key WHERE id = ?", id))
        == 1;
  }

  /** Written when there is time: nobody waits for it, and one that is lost is no harm. */
  @Override
  public void used(String id, Instant time) {
    database.later(
        connection ->
            Sql.update(
                connection,
                "UPDATE api_key SET last_used_at = ?"
                    + " WHERE id = ? AND (last_used_at IS NULL OR last_used_at < ?)",
                time,
                id,
                time));
  }
}
