package dev.patchbay.cost.report;

import dev.patchbay.cost.LedgerEntry;
import dev.patchbay.cost.LedgerState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which attempts are asked for, and by what their costs are summed up. Everything and one total,
 * unless said otherwise. Immutable.
 *
 * @param from attempts that began at this time or later; null for no bound
 * @param to attempts that began before this time; null for no bound
 * @param filters values an attempt must have one of, by dimension; the empty text is "none"
 * @param groups by what is summed up, in this order; empty for the total alone
 */
public record CostQuery(
    @Nullable Instant from,
    @Nullable Instant to,
    Map<CostDimension, Set<String>> filters,
    List<CostDimension> groups) {
  /** Every attempt there is, in one total. */
  public static final CostQuery ALL = builder().build();

  public CostQuery {
    if (from != null && to != null && to.isBefore(from)) {
      throw new IllegalArgumentException("to must not be before from: " + to + " < " + from);
    }
    Map<CostDimension, Set<String>> copy = new EnumMap<>(CostDimension.class);
    filters.forEach((dimension, values) -> copy.put(dimension, checked(dimension, values)));
    filters = Collections.unmodifiableMap(copy);
    groups = List.copyOf(new LinkedHashSet<>(groups));
  }

  private static Set<String> checked(CostDimension dimension, Set<String> values) {
    if (dimension.isTime()) {
      throw new IllegalArgumentException("A time is no filter: use from and to");
    }
    if (values.isEmpty()) {
      throw new IllegalArgumentException("A filter needs a value: " + dimension.word());
    }
    Set<String> names = new TreeSet<>();
    values.forEach(value -> names.add(LedgerEntry.name(value)));
    return Collections.unmodifiableSet(names);
  }

  /** A builder of a query for everything. */
  public static Builder builder() {
    return new Builder();
  }

  /** This query from there to there. */
  public CostQuery between(@Nullable Instant begin, @Nullable Instant end) {
    return new CostQuery(begin, end, filters, groups);
  }

  /** True if the entry is asked for. */
  public boolean matches(LedgerEntry entry) {
    return (from == null || !entry.at().isBefore(from))
        && (to == null || entry.at().isBefore(to))
        && filters.entrySet().stream()
            .allMatch(filter -> meets(filter.getValue(), filter.getKey().of(entry)));
  }

  private static boolean meets(Set<String> wanted, List<String> values) {
    return values.stream().anyMatch(wanted::contains);
  }

  /** Builds a query. Several values of one filter mean any of them; several filters, all. */
  public static final class Builder {
    private @Nullable Instant from;
    private @Nullable Instant to;
    private final Map<CostDimension, Set<String>> filters = new EnumMap<>(CostDimension.class);
    private final List<CostDimension> groups = new ArrayList<>();

    private Builder() {}

    /** Only attempts that began at this time or later. */
    public Builder from(@Nullable Instant from) {
      this.from = from;
      return this;
    }

    /** Only attempts that began before this time. */
    public Builder to(@Nullable Instant to) {
      this.to = to;
      return this;
    }

    /** Only attempts with one of these values; the empty text stands for none. */
    public Builder where(CostDimension dimension, String... values) {
      filters.put(dimension, new LinkedHashSet<>(Arrays.asList(values)));
      return this;
    }

    /** Only attempts at these providers. */
    public Builder provider(String... ids) {
      return where(CostDimension.PROVIDER, ids);
    }

    /** Only attempts by these accounts, {@code provider/name}. */
    public Builder account(String... aliases) {
      return where(CostDimension.ACCOUNT, aliases);
    }

    /** Only attempts that asked the provider for these models. */
    public Builder model(String... names) {
      return where(CostDimension.MODEL, names);
    }

    /** Only requests with these API keys. */
    public Builder key(String... ids) {
      return where(CostDimension.KEY, ids);
    }

    /** Only requests of these tenants. */
    public Builder tenant(String... names) {
      return where(CostDimension.TENANT, names);
    }

    /** Only requests with one of these tags. */
    public Builder tag(String... tags) {
      return where(CostDimension.TAG, tags);
    }

    /** Only requests of these conversations. */
    public Builder conversation(String... ids) {
      return where(CostDimension.CONVERSATION, ids);
    }

    /** Only attempts that ended so. */
    public Builder state(LedgerState... states) {
      return where(
          CostDimension.STATE, Arrays.stream(states).map(Enum::name).toArray(String[]::new));
    }

    /** Sums up by these, in this order. */
    public Builder groupBy(CostDimension... dimensions) {
      groups.clear();
      groups.addAll(Arrays.asList(dimensions));
      return this;
    }

    /** Builds it. */
    public CostQuery build() {
      return new CostQuery(from, to, filters, groups);
    }
  }
}
