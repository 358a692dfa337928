package dev.patchbay.store.database;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.sqlite.jdbc4.JDBC4Connection;
import org.sqlite.jdbc4.JDBC4PreparedStatement;

/**
 * A connection that keeps its prepared statements: preparing one takes longer than running it, and
 * the driver keeps none. One thread at a time.
 */
final class SqliteConnection extends JDBC4Connection {
  /** More than the stores have; what is asked with ever other filters must not fill the memory. */
  private static final int MOST = 100;

  private final Map<String, Kept> idle = new LinkedHashMap<>();

  SqliteConnection(String file, Properties properties) throws SQLException {
    super("jdbc:sqlite:" + file, file, properties);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
      throws SQLException {
    boolean usual =
        type == ResultSet.TYPE_FORWARD_ONLY && concurrency == ResultSet.CONCUR_READ_ONLY;
    if (!usual) {
      return super.prepareStatement(sql, type, concurrency, holdability);
    }
    Kept kept = idle.remove(sql);
    return kept == null ? new Kept(this, sql) : kept.taken();
  }

  private void keep(String statement, Kept kept) throws SQLException {
    Kept same = idle.put(statement, kept);
    if (same != null) {
      same.end();
    }
    if (idle.size() > MOST) {
      Iterator<Kept> oldest = idle.values().iterator();
      Kept first = oldest.next();
      oldest.remove();
      first.end();
    }
  }

  /** Closed, it waits to be used again. */
  private static final class Kept extends JDBC4PreparedStatement {
    private final SqliteConnection owner;
    private final String text;
    private boolean waits;

    Kept(SqliteConnection owner, String text) throws SQLException {
      super(owner, text);
      this.owner = owner;
      this.text = text;
    }

    Kept taken() {
      waits = false;
      return this;
    }

    /** A statement that is not reset would hold its locks; what it failed with was told before. */
    @Override
    public void close() throws SQLException {
      if (waits || isClosed() || owner.isClosed()) {
        return;
      }
      rs.close();
      var unused = pointer.safeRunInt((db, statement) -> db.reset(statement));
      clearBatch();
      clearParameters();
      waits = true;
      owner.keep(text, this);
    }

    void end() throws SQLException {
      super.close();
    }
  }
}
