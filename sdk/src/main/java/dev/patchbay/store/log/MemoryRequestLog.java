package dev.patchbay.store.log;

import dev.patchbay.log.RequestFilter;
import dev.patchbay.log.RequestLog;
import dev.patchbay.log.RequestPage;
import dev.patchbay.log.RequestPayload;
import dev.patchbay.log.RequestRecord;
import dev.patchbay.log.RequestStatistics;
import dev.patchbay.log.RequestTail;
import dev.patchbay.log.StatisticsGroup;
import dev.patchbay.log.StatisticsQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The last requests of this process: when it is full, the oldest go. Thread-safe.
 *
 * <p>A lock of its own guards everything; nothing is done under it but looking through it.
 */
public final class MemoryRequestLog implements RequestLog {
  /** How many requests are kept. With its trace one takes about two kilobytes. */
  public static final int CAPACITY = 10_000;

  /** How many characters of bodies are kept. */
  static final int PAYLOAD_CHARACTERS = 16 * 1024 * 1024;

  private static final Comparator<RequestRecord> NEWEST_FIRST =
      Comparator.comparing(RequestRecord::at).thenComparing(RequestRecord::id).reversed();

  private final int capacity;

  /** In the order in which they were logged, with their place in the log. */
  private final Map<String, Logged> requests = new LinkedHashMap<>();

  private final Map<String, RequestPayload> payloads = new LinkedHashMap<>();
  private long characters;
  private long last;

  private record Logged(long place, RequestRecord request) {}

  /** A log of {@link #CAPACITY} requests. */
  public MemoryRequestLog() {
    this(CAPACITY);
  }

  /** A log of so many requests. */
  public MemoryRequestLog(int capacity) {
    this.capacity = capacity;
  }

  @Override
  public synchronized void record(RequestRecord request) {
    if (requests.putIfAbsent(request.id(), new Logged(last + 1, request)) == null) {
      last++;
      if (requests.size() > capacity) {
        removeFirst();
      }
    }
  }

  private void removeFirst() {
    String oldest = requests.keySet().iterator().next();
    requests.remove(oldest);
    forget(payloads.remove(oldest));
  }

  @Override
  public synchronized void attach(RequestPayload payload) {
    forget(payloads.remove(payload.id()));
    payloads.put(payload.id(), payload);
    characters += size(payload);
    while (characters > PAYLOAD_CHARACTERS && payloads.size() > 1) {
      forget(payloads.remove(payloads.keySet().iterator().next()));
    }
  }

  private void forget(@Nullable RequestPayload payload) {
    characters -= payload == null ? 0 : size(payload);
  }

  private static long size(RequestPayload payload) {
    RequestPayload.Body response = payload.response();
    return payload.request().text().length() + (response == null ? 0 : response.text().length());
  }

  /** Always 0: what does not fit drives out what is older. */
  @Override
  public long dropped() {
    return 0;
  }

  @Override
  public synchronized RequestPage page(RequestFilter filter, @Nullable String cursor, int limit) {
    int most = LogCursor.limit(limit);
    LogCursor after = cursor == null ? null : LogCursor.ofPage(cursor);
    List<RequestRecord> found =
        requests.values().stream()
            .map(Logged::request)
            .filter(filter::matches)
            .filter(request -> after == null || isOlder(request, after))
            .sorted(NEWEST_FIRST)
            .limit(most + 1L)
            .toList();
    if (found.size() <= most) {
      return new RequestPage(found, null);
    }
    RequestRecord end = found.get(most - 1);
    return new RequestPage(
        found.subList(0, most), new LogCursor(end.at().toEpochMilli(), end.id()).toString());
  }

  private static boolean isOlder(RequestRecord request, LogCursor place) {
    int time = Long.compare(request.at().toEpochMilli(), place.major());
    return time < 0 || (time == 0 && request.id().compareTo(place.minor()) < 0);
  }

  @Override
  public synchronized Optional<RequestRecord> find(String id) {
    return Optional.ofNullable(requests.get(id)).map(Logged::request);
  }

  @Override
  public synchronized Optional<RequestPayload> payload(String id) {
    return Optional.ofNullable(payloads.get(id));
  }

  @Override
  public synchronized RequestTail after(@Nullable String cursor, int limit) {
    int most = LogCursor.limit(limit);
    long from = cursor == null ? last : LogCursor.ofTail(cursor).minorNumber();
    List<Logged> found =
        requests.values().stream().filter(each -> each.place() > from).limit(most).toList();
    long end = found.isEmpty() ? Math.min(from, last) : found.get(found.size() - 1).place();
    return new RequestTail(
        found.stream().map(Logged::request).toList(), LogCursor.of(0, end).toString());
  }

  @Override
  public List<RequestStatistics> statistics(StatisticsQuery query) {
    Map<List<String>, StatisticsFold> folds = new LinkedHashMap<>();
    if (query.by().isEmpty()) {
      folds.put(List.of(), new StatisticsFold());
    }
    for (RequestRecord request : matching(query.filter())) {
      List<String> values = query.by().stream().map(by -> by.of(request)).toList();
      folds.computeIfAbsent(values, key -> new StatisticsFold()).add(request);
    }
    List<RequestStatistics> all = new ArrayList<>();
    folds.forEach((values, fold) -> all.add(fold.of(group(query.by(), values))));
    return inOrder(all);
  }

  private synchronized List<RequestRecord> matching(RequestFilter filter) {
    return requests.values().stream().map(Logged::request).filter(filter::matches).toList();
  }

  /** The values of the groups, in their order. */
  static Map<StatisticsGroup, String> group(List<StatisticsGroup> by, List<String> values) {
    Map<StatisticsGroup, String> group = new LinkedHashMap<>();
    for (int i = 0; i < by.size(); i++) {
      group.put(by.get(i), values.get(i));
    }
    return group;
  }

  /** By the values of their groups; databases have orders of their own. */
  static List<RequestStatistics> inOrder(List<RequestStatistics> all) {
    Comparator<RequestStatistics> order = (one, other) -> 0;
    for (int i = 0; i < StatisticsGroup.values().length; i++) {
      int place = i;
      order = order.thenComparing(each -> value(each, place));
    }
    return all.stream().sorted(order).toList();
  }

  private static String value(RequestStatistics statistics, int place) {
    return statistics.group().values().stream().skip(place).findFirst().orElse("");
  }

  @Override
  public synchronized void clear() {
    requests.clear();
    payloads.clear();
    characters = 0;
  }

  @Override
  public synchronized int purge(Instant before, int limit) {
    List<String> old =
        requests.values().stream()
            .map(Logged::request)
            .filter(request -> request.at().isBefore(before))
            .map(RequestRecord::id)
            .limit(limit)
            .toList();
    for (String id : old) {
      requests.remove(id);
      forget(payloads.remove(id));
    }
    return old.size();
  }
}
