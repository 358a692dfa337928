package dev.patchbay.testing;

import dev.patchbay.failure.FailureKind;
import java.time.Duration;

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
