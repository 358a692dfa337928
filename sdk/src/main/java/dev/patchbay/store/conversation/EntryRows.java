package dev.patchbay.store.conversation;

import dev.patchbay.chat.ChatJson;
import dev.patchbay.conversation.Author;
import dev.patchbay.conversation.ConversationLog;
import dev.patchbay.conversation.LogEntry;
import dev.patchbay.failure.StoreException;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.seal.Texts;
import dev.patchbay.store.database.Row;
import dev.patchbay.store.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rows of what was said. Immutable. */
final class EntryRows {
  /** One statement, so that all of it is of one version. */
  private static final String LOG =
      "SELECT c.version, c.head, c.next_entry, c.created_at, c.changed_at, e.number, e.parent,"
          + " e.message, e.provider, e.model, e.account, e.partial, e.request_id, e.at"
          + " FROM conversation c LEFT JOIN conversation_entry e"
          + " ON e.tenant = c.tenant AND e.conversation = c.id"
          + " WHERE c.tenant = ? AND c.id = ? ORDER BY e.number";

  private static final String ADD =
      "INSERT INTO conversation_entry (tenant, conversation, number, parent, message, provider,"
          + " model, account, partial, request_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private static final String FORGET =
      "DELETE FROM conversation_entry WHERE tenant = ? AND conversation = ? AND number < ?";

  private final Texts texts;

  /**
   * Rows.
   *
   * @param texts how what was said is kept
   */
  EntryRows(Texts texts) {
    this.texts = texts;
  }

  /** What is said of the conversation in each of its rows. */
  private record Head(
      long version, int head, int next, @Nullable Instant createdAt, Instant changedAt) {
    static Head of(Row row) throws SQLException {
      return new Head(
          row.number("version"),
          row.integer("head"),
          row.integer("next_entry"),
          row.instantOrNull("created_at"),
          row.instant("changed_at"));
    }
  }

  ConversationLog log(Connection connection, String tenant, String id) throws SQLException {
    List<Head> heads = new ArrayList<>(1);
    List<LogEntry> entries = new ArrayList<>();
    Sql.each(
        connection,
        LOG,
        row -> {
          if (heads.isEmpty()) {
            heads.add(Head.of(row));
          }
          if (row.integerOrNull("number") != null) {
            entries.add(entry(row, tenant, id));
          }
        },
        tenant,
        id);
    if (heads.isEmpty()) {
      return ConversationLog.none(id);
    }
    Head head = heads.get(0);
    Instant created = head.createdAt() == null ? head.changedAt() : head.createdAt();
    return new ConversationLog(
        id, head.version(), head.head(), head.next(), entries, created, head.changedAt());
  }

  private LogEntry entry(Row row, String tenant, String id) throws SQLException {
    String provider = row.textOrNull("provider");
    Author author =
        provider == null ? null : new Author(provider, row.text("model"), row.text("account"));
    int number = row.integer("number");
    String message = texts.read(row.text("message"), place(tenant, id, number));
    return new LogEntry(
        number,
        row.integer("parent"),
        read(ChatJson::readMessage, message),
        author,
        row.flag("partial"),
        row.text("request_id"),
        row.instant("at"));
  }

  private static String place(String tenant, String id, int number) {
    return Texts.place("conversation_entry.message", tenant, id, number);
  }

  /** What is kept may be of a later version of this program. */
  static <T> T read(Function<String, T> reader, String document) {
    try {
      return reader.apply(document);
    } catch (BadJsonException e) {
      throw new StoreException("A kept message cannot be read: " + e.getMessage(), e);
    }
  }

  void add(Connection connection, String tenant, String id, List<LogEntry> entries)
      throws SQLException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (LogEntry entry : entries) {
      Author author = entry.author();
      rows.add(
          new @Nullable Object[] {
            tenant,
            id,
            entry.number(),
            entry.parent(),
            texts.kept(ChatJson.write(entry.message()), place(tenant, id, entry.number())),
            author == null ? null : author.provider(),
            author == null ? null : author.model(),
            author == null ? null : author.account(),
            entry.partial(),
            entry.requestId(),
            entry.at()
          });
    }
    Sql.batch(connection, ADD, rows);
  }

  /** Forgets entries of smaller numbers. */
  static void forget(Connection connection, String tenant, String id, int before)
      throws SQLException {
    if (before > 0) {
      Sql.update(connection, FORGET, tenant, id, before);
    }
  }
}
