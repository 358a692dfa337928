package dev.patchbay.store.log;

import dev.patchbay.json.Json;
import dev.patchbay.log.RequestFilter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The conditions of a query and their arguments. One thread. */
final class LogConditions {
  private final List<String> conditions = new ArrayList<>();
  private final List<Object> arguments = new ArrayList<>();

  /** Those of a filter; what is open is no condition. */
  static LogConditions of(RequestFilter filter) {
    return new LogConditions()
        .and("arrived_at >= ?", filter.from())
        .and("arrived_at < ?", filter.to())
        .and("tenant = ?", filter.tenant())
        .and("caller = ?", filter.caller())
        .and("api_key = ?", filter.key())
        .and("conversation = ?", filter.conversation())
        // Exact in both databases, unlike LIKE: in the JSON of another text no quote stands alone.
        .and("replace(tags, ?, '') <> tags", filter.tag() == null ? null : json(filter.tag()))
        .and("provider = ?", filter.provider())
        .and("account = ?", filter.account())
        .and("(asked_model = ? OR model = ?)", filter.model(), filter.model())
        .and("failure = ?", filter.failure())
        .and(filter.served());
  }

  /** A text as it stands in the JSON of a list. */
  private static String json(String tag) {
    String list = json(List.of(tag));
    return list.substring(1, list.length() - 1);
  }

  static String json(List<String> tags) {
    return Json.write(
        json -> {
          json.beginArray();
          for (String tag : tags) {
            json.value(tag);
          }
          json.endArray();
        });
  }

  /** One more, if all of its arguments are there. */
  LogConditions and(String condition, @Nullable Object... values) {
    for (Object value : values) {
      if (value == null) {
        return this;
      }
    }
    conditions.add(condition);
    arguments.addAll(List.of(values));
    return this;
  }

  private LogConditions and(@Nullable Boolean served) {
    if (served != null) {
      conditions.add(served ? "failure IS NULL" : "failure IS NOT NULL");
    }
    return this;
  }

  /** The clause, with its word; empty if there is no condition. */
  String where() {
    return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
  }

  /** Its arguments, and these behind them. */
  Object[] arguments(Object... more) {
    List<Object> all = new ArrayList<>(arguments);
    all.addAll(List.of(more));
    return all.toArray();
  }
}
