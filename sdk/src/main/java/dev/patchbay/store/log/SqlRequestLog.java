package dev.patchbay.store.log;

import dev.patchbay.chat.Usage;
import dev.patchbay.log.RecordJson;
import dev.patchbay.log.RequestFilter;
import dev.patchbay.log.RequestLog;
import dev.patchbay.log.RequestPage;
import dev.patchbay.log.RequestPayload;
import dev.patchbay.log.RequestRecord;
import dev.patchbay.log.RequestStatistics;
import dev.patchbay.log.RequestTail;
import dev.patchbay.log.StatisticsQuery;
import dev.patchbay.seal.Texts;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.Row;
import dev.patchbay.store.database.Sql;
import dev.patchbay.store.database.SqlWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The request log in a database: a narrow row for lists and statistics, the whole request beside
 * it, and what was said in a table of its own, which nothing reads but {@link #payload}.
 * Thread-safe.
 */
public final class SqlRequestLog implements RequestLog {
  private static final int CLEAR_STEP = 1000;
  private static final long NANOS_PER_MICRO = 1000;

  private static final String INSERT =
      "INSERT INTO request_log (tx, id, arrived_at, tenant, caller, api_key, conversation, tags,"
          + " asked_model, provider, account, model, failure, duration_us, first_token_us,"
          + " attempts, failed_over, input_tokens, cache_read_tokens, cache_write_tokens,"
          + " output_tokens, reasoning_tokens, cost) VALUES (%s, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
          + " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING RETURNING place";

  private static final String ATTACH =
      "INSERT INTO request_payloads (id, arrived_at, request, request_cut, response, response_cut)"
          + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
          + " request = excluded.request, request_cut = excluded.request_cut,"
          + " response = excluded.response, response_cut = excluded.response_cut";

  private final Database database;
  private final Texts texts;
  private final AtomicLong dropped = new AtomicLong();

  /** A log in a database that is not closed here; bodies are kept as they are. */
  public SqlRequestLog(Database database) {
    this(database, Texts.PLAIN);
  }

  /**
   * A log in a database that is not closed here.
   *
   * @param texts how bodies are kept
   */
  public SqlRequestLog(Database database, Texts texts) {
    this.database = database;
    this.texts = texts;
  }

  @Override
  public void record(RequestRecord request) {
    // On the thread of the database the document is made: no request waits for that.
    later(connection -> insert(connection, request));
  }

  /** Sealed here: the thread of the database has all others' rows to write too. */
  @Override
  public void attach(RequestPayload payload) {
    String id = payload.id();
    RequestPayload.Body said = payload.response();
    String request = texts.kept(payload.request().text(), place("request", id));
    String response = said == null ? null : texts.kept(said.text(), place("response", id));
    later(connection -> insert(connection, payload, request, response));
  }

  private static String place(String column, String id) {
    return Texts.place("request_payloads." + column, id);
  }

  private void later(SqlWork<?> work) {
    if (!database.later(work)) {
      dropped.incrementAndGet();
    }
  }

  @Override
  public long dropped() {
    return dropped.get();
  }

  private @Nullable Void insert(Connection connection, RequestRecord request) throws SQLException {
    Usage usage = request.usage() == null ? Usage.of(0, 0) : request.usage();
    Duration firstToken = request.timing().timeToFirstToken();
    Optional<Long> place =
        Sql.one(
            connection,
            String.format(INSERT, database.dialect().transaction()),
            row -> row.number("place"),
            request.id(),
            request.at(),
            request.origin().tenant(),
            request.origin().caller(),
            request.origin().key(),
            request.origin().conversation(),
            LogConditions.json(request.origin().tags()),
            request.askedModel(),
            request.provider(),
            request.account(),
            request.model(),
            request.failure(),
            micros(request.timing().duration()),
            firstToken == null ? null : micros(firstToken),
            request.trace().attempts().size(),
            request.failedOver() ? 1 : 0,
            Usage.orZero(usage.inputTotal()),
            Usage.orZero(usage.cacheRead()),
            usage.cacheWrites(),
            Usage.orZero(usage.outputTotal()),
            Usage.orZero(usage.reasoning()),
            request.totalCostPicoUsd());
    if (place.isPresent()) {
      Sql.update(
          connection,
          "INSERT INTO request_details (place, detail) VALUES (?, ?)",
          place.get(),
          RecordJson.write(request));
    }
    return null;
  }

  private static long micros(Duration time) {
    return time.toNanos() / NANOS_PER_MICRO;
  }

  private static int insert(
      Connection connection, RequestPayload payload, String request, @Nullable String said)
      throws SQLException {
    RequestPayload.Body response = payload.response();
    return Sql.update(
        connection,
        ATTACH,
        payload.id(),
        payload.at(),
        request,
        payload.request().truncated(),
        said,
        response != null && response.truncated());
  }

  /** Reads what is written, all that was given to be written included. */
  private <T> T read(SqlWork<T> work) {
    database.flush();
    return database.read(work);
  }

  @Override
  public RequestPage page(RequestFilter filter, @Nullable String cursor, int limit) {
    int most = LogCursor.limit(limit);
    LogConditions conditions = LogConditions.of(filter);
    if (cursor != null) {
      LogCursor after = LogCursor.ofPage(cursor);
      conditions.and("(arrived_at, id) < (?, ?)", after.major(), after.minor());
    }
    String sql =
        "SELECT detail FROM (SELECT place AS at_place, arrived_at, id FROM request_log"
            + conditions.where()
            + " ORDER BY arrived_at DESC, id DESC LIMIT ?) AS page"
            + " JOIN request_details ON place = at_place ORDER BY arrived_at DESC, id DESC";
    List<RequestRecord> found =
        read(
            connection ->
                Sql.list(connection, sql, SqlRequestLog::request, conditions.arguments(most + 1)));
    if (found.size() <= most) {
      return new RequestPage(found, null);
    }
    RequestRecord end = found.get(most - 1);
    return new RequestPage(
        found.subList(0, most), new LogCursor(end.at().toEpochMilli(), end.id()).toString());
  }

  private static RequestRecord request(Row row) throws SQLException {
    return RecordJson.read(row.text("detail"));
  }

  @Override
  public Optional<RequestRecord> find(String id) {
    return read(
        connection ->
            Sql.one(
                connection,
                "SELECT detail FROM request_log JOIN request_details"
                    + " ON request_details.place = request_log.place WHERE id = ?",
                SqlRequestLog::request,
                id));
  }

  @Override
  public Optional<RequestPayload> payload(String id) {
    return read(connection ->
            Sql.one(
                connection,
                "SELECT * FROM request_payloads WHERE id = ?",
                SqlRequestLog::payload,
                id))
        .map(this::opened);
  }

  private static RequestPayload payload(Row row) throws SQLException {
    String response = row.textOrNull("response");
    return new RequestPayload(
        row.text("id"),
        row.instant("arrived_at"),
        new RequestPayload.Body(row.text("request"), row.flag("request_cut")),
        response == null ? null : new RequestPayload.Body(response, row.flag("response_cut")));
  }

  private RequestPayload opened(RequestPayload kept) {
    RequestPayload.Body said = kept.response();
    return new RequestPayload(
        kept.id(),
        kept.at(),
        opened(kept.request(), place("request", kept.id())),
        said == null ? null : opened(said, place("response", kept.id())));
  }

  private RequestPayload.Body opened(RequestPayload.Body kept, String place) {
    return new RequestPayload.Body(texts.read(kept.text(), place), kept.truncated());
  }

  private record Placed(LogCursor place, String detail) {}

  @Override
  public RequestTail after(@Nullable String cursor, int limit) {
    int most = LogCursor.limit(limit);
    if (cursor == null) {
      return new RequestTail(List.of(), end().toString());
    }
    LogCursor from = LogCursor.ofTail(cursor);
    // What is not settled yet comes later: a slower transaction may still put rows before it.
    String sql =
        "SELECT tx, at_place, detail FROM (SELECT tx, place AS at_place FROM request_log"
            + " WHERE tx < "
            + database.dialect().settledBefore()
            + " AND (tx, place) > (?, ?) ORDER BY tx, place LIMIT ?) AS tail"
            + " JOIN request_details ON place = at_place ORDER BY tx, at_place";
    List<Placed> found =
        read(
            connection ->
                Sql.list(
                    connection,
                    sql,
                    row ->
                        new Placed(
                            LogCursor.of(row.number("tx"), row.number("at_place")),
                            row.text("detail")),
                    from.major(),
                    from.minorNumber(),
                    most));
    LogCursor end = found.isEmpty() ? from : found.get(found.size() - 1).place();
    return new RequestTail(
        found.stream().map(each -> RecordJson.read(each.detail())).toList(), end.toString());
  }

  private LogCursor end() {
    return read(connection ->
            Sql.one(
                connection,
                "SELECT tx, place FROM request_log WHERE tx < "
                    + database.dialect().settledBefore()
                    + " ORDER BY tx DESC, place DESC LIMIT 1",
                row -> LogCursor.of(row.number("tx"), row.number("place"))))
        .orElse(LogCursor.of(0, 0));
  }

  @Override
  public List<RequestStatistics> statistics(StatisticsQuery query) {
    return read(connection -> new SqlStatistics(query).read(connection));
  }

  @Override
  public void clear() {
    while (purge(Instant.ofEpochMilli(Long.MAX_VALUE), CLEAR_STEP) == CLEAR_STEP) {
      // one step after the other, so that nobody waits long for the writer
    }
  }

  @Override
  public int purge(Instant before, int limit) {
    database.flush();
    return database.write(
        connection -> {
          List<@Nullable Object[]> places =
              Sql.list(
                  connection,
                  "DELETE FROM request_log WHERE place IN (SELECT place FROM request_log"
                      + " WHERE arrived_at < ? ORDER BY arrived_at, id LIMIT ?) RETURNING place",
                  row -> new @Nullable Object[] {row.number("place")},
                  before,
                  limit);
          Sql.batch(connection, "DELETE FROM request_details WHERE place = ?", places);
          return places.size()
              + Sql.update(
                  connection,
                  "DELETE FROM request_payloads WHERE id IN (SELECT id FROM request_payloads"
                      + " WHERE arrived_at < ? ORDER BY arrived_at, id LIMIT ?)",
                  before,
                  limit - places.size());
        });
  }
}
