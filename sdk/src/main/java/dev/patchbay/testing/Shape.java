package dev.patchbay.testing;

import dev.patchbay.failure.FailureKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a reply comes: its headers, its pace, and what goes wrong. Immutable. */
record Shape(
    Map<String, String> headers,
    boolean reset,
    Duration headAfter,
    Duration firstTokenAfter,
    Duration tokenEvery,
    List<Fault> faults,
    boolean terminated) {
  static final Shape PLAIN =
      new Shape(Map.of(), false, Duration.ZERO, Duration.ZERO, Duration.ZERO, List.of(), true);

  Shape {
    headers = Map.copyOf(headers);
    faults = faults.stream().sorted(Comparator.comparingInt(Fault::after)).toList();
    notNegative(headAfter);
    notNegative(firstTokenAfter);
    notNegative(tokenEvery);
    for (Fault fault : faults) {
      if (fault.after() < 0) {
        throw new IllegalArgumentException("A fault comes after at least 0 tokens: " + fault);
      }
    }
  }

  private static void notNegative(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("A reply cannot come before its call: " + time);
    }
  }

  Shape header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name.toLowerCase(java.util.Locale.ROOT), value);
    return new Shape(more, reset, headAfter, firstTokenAfter, tokenEvery, faults, terminated);
  }

  Shape reset(boolean value) {
    return new Shape(headers, value, headAfter, firstTokenAfter, tokenEvery, faults, terminated);
  }

  Shape headAfter(Duration value) {
    return new Shape(headers, reset, value, firstTokenAfter, tokenEvery, faults, terminated);
  }

  Shape firstTokenAfter(Duration value) {
    return new Shape(headers, reset, headAfter, value, tokenEvery, faults, terminated);
  }

  Shape tokenEvery(Duration value) {
    return new Shape(headers, reset, headAfter, firstTokenAfter, value, faults, terminated);
  }

  Shape fault(Fault fault) {
    List<Fault> more = new ArrayList<>(faults);
    more.add(fault);
    return new Shape(headers, reset, headAfter, firstTokenAfter, tokenEvery, more, terminated);
  }

  Shape terminated(boolean value) {
    return new Shape(headers, reset, headAfter, firstTokenAfter, tokenEvery, faults, value);
  }

  /** The time before a token; the first is number 0. */
  Duration before(int token) {
    return token == 0 ? firstTokenAfter : tokenEvery;
  }

  /** All of the time the tokens take. */
  Duration pace(int tokens) {
    return tokens == 0
        ? firstTokenAfter
        : firstTokenAfter.plus(tokenEvery.multipliedBy(tokens - 1L));
  }

  /** What goes wrong after so many tokens. Immutable. */
  sealed interface Fault {
    /** How many tokens come before it; at least 0. */
    int after();

    /** True if nothing comes after it. */
    default boolean ends() {
      return true;
    }

    /** The connection is closed. */
    record Cut(int after) implements Fault {}

    /** Silence. */
    record Stall(int after, Duration pause) implements Fault {
      @Override
      public boolean ends() {
        return false;
      }
    }

    /** An event that is no JSON. */
    record Malformed(int after) implements Fault {
      @Override
      public boolean ends() {
        return false;
      }
    }

    /** The protocol's own error. */
    record Error(int after, FailureKind kind) implements Fault {}
  }
}
