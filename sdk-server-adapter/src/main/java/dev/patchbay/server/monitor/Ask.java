package dev.patchbay.server.monitor;

import dev.patchbay.failure.FailureKind;
import dev.patchbay.log.RequestFilter;
import dev.patchbay.log.StatisticsGroup;
import dev.patchbay.server.http.Call;
import dev.patchbay.server.http.Fault;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the query of a call asks for; whatever is wrong in it is refused by name. Stateless. */
final class Ask {
  /** The names that say which requests are meant. */
  static final Set<String> FILTERS =
      Set.of(
          "from",
          "to",
          "provider",
          "account",
          "model",
          "key",
          "outcome",
          "conversation",
          "caller",
          "tenant",
          "tag");

  private static final String SERVED = "served";
  private static final String FAILED = "failed";

  private Ask() {}

  /** Refuses names nobody reads: a slip would silently show other requests than were meant. */
  static void only(Call call, Set<String> names, String... more) {
    Set<String> known = new TreeSet<>(names);
    known.addAll(List.of(more));
    for (String name : call.query().keySet()) {
      if (!known.contains(name)) {
        throw Fault.invalid(name, "There is no parameter '" + name + "'; there are " + known);
      }
    }
  }

  /** Which requests are meant. */
  static RequestFilter.Builder filter(Call call) {
    RequestFilter.Builder filter =
        RequestFilter.builder()
            .from(instant(call, "from"))
            .to(instant(call, "to"))
            .provider(call.query("provider"))
            .account(call.query("account"))
            .model(call.query("model"))
            .key(call.query("key"))
            .conversation(call.query("conversation"))
            .caller(call.query("caller"))
            .tenant(call.query("tenant"))
            .tag(call.query("tag"));
    String outcome = call.query("outcome");
    if (SERVED.equals(outcome) || FAILED.equals(outcome)) {
      filter.served(SERVED.equals(outcome));
    } else if (outcome != null) {
      filter.failure(word(FailureKind.class, "outcome", outcome, List.of(SERVED, FAILED)));
    }
    return filter;
  }

  /** By what is summed up; empty if it doesn't say. */
  static List<StatisticsGroup> groups(Call call) {
    String value = call.query("group");
    return value == null
        ? List.of()
        : Arrays.stream(value.split(",", -1))
            .map(one -> word(StatisticsGroup.class, "group", one.strip(), List.of()))
            .distinct()
            .toList();
  }

  /** A time; null if it is not said. */
  static @Nullable Instant instant(Call call, String name) {
    String value = call.query(name);
    if (value == null) {
      return null;
    }
    List<Function<String, Instant>> forms =
        List.of(
            Instant::parse,
            text -> OffsetDateTime.parse(text).toInstant(),
            text -> LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
    for (Function<String, Instant> form : forms) {
      try {
        return form.apply(value);
      } catch (DateTimeParseException e) {
        // It may have the next form.
      }
    }
    throw Fault.invalid(
        name,
        name + " must be a time such as 2026-11-21T08:00:00Z or a day such as 2026-11-21, in UTC");
  }

  /** A count from 1 to the most; if it is not said, the usual one. */
  static int limit(Call call, int usual, int most) {
    String value = call.query("limit");
    if (value == null) {
      return usual;
    }
    int limit = value.matches("[0-9]{1,6}") ? Integer.parseInt(value) : 0;
    if (limit < 1 || limit > most) {
      throw Fault.invalid("limit", "limit must be a whole number from 1 to " + most);
    }
    return limit;
  }

  private static <E extends Enum<E>> E word(
      Class<E> type, String name, String value, List<String> more) {
    for (E one : type.getEnumConstants()) {
      if (word(one).equals(value)) {
        return one;
      }
    }
    String known =
        Arrays.stream(type.getEnumConstants()).map(Ask::word).collect(Collectors.joining(", "));
    String others = more.isEmpty() ? "" : String.join(", ", more) + ", ";
    throw Fault.invalid(name, name + " must be one of " + others + known);
  }

  /** How a constant is called here. */
  static String word(Enum<?> one) {
    return one.name().toLowerCase(Locale.ROOT);
  }
}
