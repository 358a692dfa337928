package dev.patchbay.store.conversation;

import dev.patchbay.chat.ChatJson;
import dev.patchbay.chat.Message;
import dev.patchbay.conversation.AnswerStore;
import dev.patchbay.conversation.KeptAnswer;
import dev.patchbay.seal.Texts;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Kept answers in a database, which stays the caller's. Thread-safe. */
public final class SqlAnswers implements AnswerStore {
  private static final String CHAIN = "SELECT chain FROM kept_answer WHERE tenant = ? AND id = ?";

  private static final String KEEP =
      "INSERT INTO kept_answer (tenant, id, previous, chain, messages, kept_at)"
          + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (tenant, id) DO UPDATE SET"
          + " previous = excluded.previous, chain = excluded.chain,"
          + " messages = excluded.messages, kept_at = excluded.kept_at";

  private static final String HISTORY =
      "WITH RECURSIVE line (id, previous, messages, depth) AS ("
          + "SELECT id, previous, messages, 0 FROM kept_answer WHERE tenant = ? AND id = ?"
          + " UNION ALL SELECT k.id, k.previous, k.messages, line.depth + 1 FROM line"
          + " JOIN kept_answer k ON k.tenant = ? AND k.id = line.previous)"
          + " SELECT id, messages FROM line ORDER BY depth DESC";

  private static final String OLD =
      "SELECT k.tenant, k.chain FROM kept_answer k WHERE k.kept_at < ? AND NOT EXISTS"
          + " (SELECT 1 FROM kept_answer n WHERE n.tenant = k.tenant AND n.chain = k.chain"
          + " AND n.kept_at >= ?) ORDER BY k.kept_at LIMIT ?";

  private record Chain(String tenant, String chain) {}

  private final Database database;
  private final Texts texts;

  /** Answers of a database; messages are kept as they are. */
  public SqlAnswers(Database database) {
    this(database, Texts.PLAIN);
  }

  /**
   * Answers of a database.
   *
   * @param texts how messages are kept
   */
  public SqlAnswers(Database database, Texts texts) {
    this.database = database;
    this.texts = texts;
  }

  private static String place(String tenant, String id) {
    return Texts.place("kept_answer.messages", tenant, id);
  }

  @Override
  public boolean keep(String tenant, KeptAnswer answer) {
    return database.write(connection -> keep(connection, tenant, answer));
  }

  /**
   * A new answer goes on from the row of another. One whose id was given before holds all of its
   * history itself: rows that went on from themselves would have no beginning.
   */
  private boolean keep(Connection connection, String tenant, KeptAnswer answer)
      throws SQLException {
    String previous = answer.previous();
    String chain = previous == null ? answer.id() : chain(connection, tenant, previous);
    if (chain == null) {
      return false;
    }
    List<Message> messages = answer.messages();
    if (previous != null && chain(connection, tenant, answer.id()) != null) {
      messages = new ArrayList<>(history(connection, tenant, previous));
      messages.addAll(answer.messages());
      previous = null;
    }
    Sql.update(
        connection,
        KEEP,
        tenant,
        answer.id(),
        previous,
        chain,
        texts.kept(ChatJson.write(messages), place(tenant, answer.id())),
        answer.at());
    return true;
  }

  private static @Nullable String chain(Connection connection, String tenant, String id)
      throws SQLException {
    return Sql.one(connection, CHAIN, row -> row.text("chain"), tenant, id).orElse(null);
  }

  @Override
  public Optional<List<Message>> history(String tenant, String id) {
    List<Message> messages = database.read(connection -> history(connection, tenant, id));
    return messages.isEmpty() ? Optional.empty() : Optional.of(messages);
  }

  private List<Message> history(Connection connection, String tenant, String id)
      throws SQLException {
    List<Message> messages = new ArrayList<>();
    Sql.each(
        connection,
        HISTORY,
        row -> {
          String document = texts.read(row.text("messages"), place(tenant, row.text("id")));
          messages.addAll(EntryRows.read(ChatJson::readMessages, document));
        },
        tenant,
        id,
        tenant);
    return messages;
  }

  @Override
  public int purge(Instant before, int limit) {
    return database.write(
        connection -> {
          Set<Chain> old =
              new LinkedHashSet<>(
                  Sql.list(
                      connection,
                      OLD,
                      row -> new Chain(row.text("tenant"), row.text("chain")),
                      before,
                      before,
                      limit));
          int purged = 0;
          for (Chain chain : old) {
            purged +=
                Sql.update(
                    connection,
                    "DELETE FROM kept_answer WHERE tenant = ? AND chain = ?",
                    chain.tenant(),
                    chain.chain());
          }
          return purged;
        });
  }
}
