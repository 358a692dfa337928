package dev.patchbay.store.conversation;

import dev.patchbay.conversation.Addition;
import dev.patchbay.conversation.ConversationLog;
import dev.patchbay.conversation.ConversationPage;
import dev.patchbay.conversation.ConversationStore;
import dev.patchbay.conversation.ConversationSummary;
import dev.patchbay.conversation.LogEntry;
import dev.patchbay.seal.Texts;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.Row;
import dev.patchbay.store.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Conversations in a database, which stays the caller's. Thread-safe. */
public final class SqlConversations implements ConversationStore {
  private static final String FIRST =
      "INSERT INTO conversation (tenant, id, version, head, next_entry, created_at, changed_at)"
          + " VALUES (?, ?, 1, ?, ?, ?, ?) ON CONFLICT (tenant, id) DO NOTHING";

  private static final String NEXT =
      "UPDATE conversation SET version = version + 1, head = ?, next_entry = ?,"
          + " created_at = COALESCE(created_at, ?), changed_at = ?"
          + " WHERE tenant = ? AND id = ? AND version = ?";

  private static final String REWIND =
      "UPDATE conversation SET version = version + 1, head = ?, changed_at = ?"
          + " WHERE tenant = ? AND id = ? AND version = ? AND (? = 0 OR EXISTS"
          + " (SELECT 1 FROM conversation_entry e WHERE e.tenant = ? AND e.conversation = ?"
          + " AND e.number = ?))";

  private static final String FORK =
      "INSERT INTO conversation (tenant, id, version, head, next_entry, created_at, changed_at)"
          + " VALUES (?, ?, 1, ?, ?, ?, ?) ON CONFLICT (tenant, id) DO UPDATE SET"
          + " version = conversation.version + 1, head = excluded.head,"
          + " next_entry = excluded.next_entry, created_at = excluded.created_at,"
          + " changed_at = excluded.changed_at WHERE conversation.created_at IS NULL";

  private static final String DELETE =
      "UPDATE conversation SET version = version + 1, head = 0, created_at = NULL, changed_at = ?"
          + " WHERE tenant = ? AND id = ? AND created_at IS NOT NULL";

  private static final String LIST =
      "SELECT c.id, c.version, c.created_at, c.changed_at, (SELECT COUNT(*) FROM"
          + " conversation_entry e WHERE e.tenant = c.tenant AND e.conversation = c.id) AS entries"
          + " FROM conversation c WHERE c.tenant = ? AND c.created_at IS NOT NULL";

  private static final String AFTER = " AND (c.changed_at < ? OR (c.changed_at = ? AND c.id > ?))";
  private static final String NEWEST = " ORDER BY c.changed_at DESC, c.id LIMIT ?";

  private static final String OLD =
      "SELECT tenant, id FROM conversation WHERE changed_at < ? ORDER BY changed_at LIMIT ?";

  private final Database database;
  private final EntryRows rows;

  /** Conversations of a database; messages are kept as they are. */
  public SqlConversations(Database database) {
    this(database, Texts.PLAIN);
  }

  /**
   * Conversations of a database.
   *
   * @param texts how messages are kept
   */
  public SqlConversations(Database database, Texts texts) {
    this.database = database;
    this.rows = new EntryRows(texts);
  }

  @Override
  public ConversationLog get(String tenant, String id) {
    return database.read(connection -> rows.log(connection, tenant, id));
  }

  @Override
  public OptionalLong append(String tenant, String id, long seen, Addition addition) {
    return database.write(
        connection -> {
          if (!claimed(connection, tenant, id, seen, addition.last())) {
            return OptionalLong.empty();
          }
          EntryRows.forget(connection, tenant, id, addition.keepFrom());
          rows.add(connection, tenant, id, addition.entries());
          return OptionalLong.of(seen + 1);
        });
  }

  /** Whoever changes the version of the row has it for this transaction. */
  private static boolean claimed(
      Connection connection, String tenant, String id, long seen, LogEntry last)
      throws SQLException {
    int head = last.number();
    Instant at = last.at();
    int changed =
        seen == 0
            ? Sql.update(connection, FIRST, tenant, id, head, head + 1, at, at)
            : Sql.update(connection, NEXT, head, head + 1, at, at, tenant, id, seen);
    return changed == 1;
  }

  @Override
  public OptionalLong rewind(String tenant, String id, long seen, int head, Instant at) {
    int changed =
        database.write(
            connection ->
                Sql.update(connection, REWIND, head, at, tenant, id, seen, head, tenant, id, head));
    return changed == 1 ? OptionalLong.of(seen + 1) : OptionalLong.empty();
  }

  @Override
  public boolean fork(String tenant, String id, String newId, Instant at) {
    return database.write(
        connection -> {
          ConversationLog log = rows.log(connection, tenant, id);
          List<LogEntry> line = log.line();
          if (line.isEmpty()
              || Sql.update(connection, FORK, tenant, newId, log.head(), log.next(), at, at) == 0) {
            return false;
          }
          rows.add(connection, tenant, newId, line);
          return true;
        });
  }

  @Override
  public ConversationPage list(String tenant, int limit, @Nullable String after) {
    if (after == null) {
      return page(LIST + NEWEST, limit, tenant, limit + 1L);
    }
    ConversationPage.Cursor from = ConversationPage.Cursor.of(after);
    Instant at = from.changedAt();
    return page(LIST + AFTER + NEWEST, limit, tenant, at, at, from.id(), limit + 1L);
  }

  private ConversationPage page(String sql, int limit, Object... arguments) {
    return ConversationPage.of(
        database.read(
            connection -> Sql.list(connection, sql, SqlConversations::summary, arguments)),
        limit);
  }

  private static ConversationSummary summary(Row row) throws SQLException {
    return new ConversationSummary(
        row.text("id"),
        row.number("version"),
        row.integer("entries"),
        row.instant("created_at"),
        row.instant("changed_at"));
  }

  @Override
  public boolean delete(String tenant, String id, Instant at) {
    return database.write(
        connection -> {
          boolean there = Sql.update(connection, DELETE, at, tenant, id) == 1;
          if (there) {
            EntryRows.forget(connection, tenant, id, Integer.MAX_VALUE);
          }
          return there;
        });
  }

  @Override
  public int purge(Instant before, int limit) {
    String old = OLD + database.dialect().forUpdateSkipLocked();
    return database.write(
        connection -> {
          List<String[]> keys =
              Sql.list(
                  connection,
                  old,
                  row -> new String[] {row.text("tenant"), row.text("id")},
                  before,
                  limit);
          for (String[] key : keys) {
            EntryRows.forget(connection, key[0], key[1], Integer.MAX_VALUE);
            Sql.update(
                connection, "DELETE FROM conversation WHERE tenant = ? AND id = ?", key[0], key[1]);
          }
          return keys.size();
        });
  }
}
