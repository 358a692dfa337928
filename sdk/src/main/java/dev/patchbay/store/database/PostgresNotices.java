package dev.patchbay.store.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices by {@code LISTEN} and {@code NOTIFY}: one connection and one thread hear them, and begin
 * anew when the connection breaks. Whoever listens is told nothing in words ("") when notices may
 * have been missed. Thread-safe.
 */
final class PostgresNotices implements Notices {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresNotices.class);

  /** The server takes 8,000 bytes; Source: PostgreSQL documentation, "NOTIFY", read 2026-11. */
  private static final int LONGEST = 2_000;

  /** How long a close may have to wait for the thread. */
  private static final int LISTENING_MILLIS = 250;

  /** A connection that is dead, but was not closed, is found out by asking it something. */
  private static final Duration ALIVE_CHECK = Duration.ofSeconds(30);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final Connections connections;
  private final Transactions transactions;
  private final String channel;
  private final Consumer<String> heard;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  private volatile boolean failing;

  private PostgresNotices(Connections connections, String channel, Consumer<String> heard) {
    this.connections = connections;
    this.transactions = new Transactions(connections);
    this.channel = channel;
    this.heard = heard;
    thread = new Thread(this::run, "patchbay-notices " + channel);
    thread.setDaemon(true);
  }

  /** Listens from now on. */
  static Notices listening(Connections connections, String channel, Consumer<String> heard) {
    PostgresNotices notices = new PostgresNotices(connections, channel, heard);
    notices.thread.start();
    return notices;
  }

  @Override
  public void send(String notice) {
    try {
      transactions.run(
          connection ->
              Sql.one(
                  connection,
                  "SELECT pg_notify(?, ?)",
                  row -> true,
                  channel,
                  notice.length() <= LONGEST ? notice : ""));
      failing = false;
    } catch (SQLException | RuntimeException e) {
      warn(e);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join(10L * LISTENING_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Duration pause = FIRST_PAUSE;
    while (!isClosed(Duration.ZERO)) {
      long begin = System.nanoTime();
      try {
        listen();
      } catch (SQLException | RuntimeException e) {
        warn(e);
      }
      boolean lasted = System.nanoTime() - begin > ALIVE_CHECK.toNanos();
      pause = lasted ? FIRST_PAUSE : pause;
      if (isClosed(pause)) {
        return;
      }
      Duration doubled = pause.multipliedBy(2);
      pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
  }

  /** Until it is closed, or the connection breaks. */
  private void listen() throws SQLException {
    Connection connection = connections.borrow();
    boolean failed = true;
    try (Statement statement = connection.createStatement()) {
      connection.setAutoCommit(true); // what is not committed does not listen
      statement.execute("LISTEN " + channel);
      failing = false;
      heard.accept("");
      hear(connection.unwrap(PGConnection.class), statement);
      statement.execute("UNLISTEN " + channel);
      failed = false;
    } finally {
      connections.giveBack(connection, failed);
    }
  }

  private void hear(PGConnection connection, Statement statement) throws SQLException {
    long checked = System.nanoTime();
    while (!isClosed(Duration.ZERO)) {
      for (PGNotification each : connection.getNotifications(LISTENING_MILLIS)) {
        heard.accept(each.getParameter());
      }
      if (System.nanoTime() - checked > ALIVE_CHECK.toNanos()) {
        statement.execute("SELECT 1");
        checked = System.nanoTime();
      }
    }
  }

  private boolean isClosed(Duration patience) {
    try {
      return closed.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      return true; // nobody but the end of the process interrupts this thread
    }
  }

  private void warn(Exception e) {
    if (!failing && closed.getCount() > 0) {
      failing = true;
      LOG.warn(
          "What other instances write is seen by a look every second, not told: {}",
          e.getMessage());
    }
  }
}
