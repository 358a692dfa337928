package dev.patchbay.lease;

import dev.patchbay.account.Account;
import dev.patchbay.account.AccountState;
import dev.patchbay.account.Circuit;
import dev.patchbay.account.Cooling;
import dev.patchbay.event.RouteEvent;
import dev.patchbay.event.RouteListener;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a listener what one change of a state means. Thread-safe if the listener is. */
final class HealthEvents {
  private static final Logger LOG = LoggerFactory.getLogger(HealthEvents.class);

  private final RouteListener listener;

  HealthEvents(RouteListener listener) {
    this.listener = listener;
  }

  void tell(Account account, String model, AccountState before, AccountState after, Instant now) {
    String alias = account.alias();
    cooling(alias, null, before.cooling(), after.cooling(), now);
    cooling(alias, model, before.modelCooling().get(model), after.modelCooling().get(model), now);
    circuit(alias, null, before.circuit(), after.circuit(), now);
    circuit(alias, model, before.circuitOf(model), after.circuitOf(model), now);
  }

  private void cooling(
      String account,
      @Nullable String model,
      @Nullable Cooling before,
      @Nullable Cooling after,
      Instant now) {
    if (after != null && !after.equals(before)) {
      Duration length = Duration.between(now, after.until());
      String reason = after.kind() + (after.message().isEmpty() ? "" : ": " + after.message());
      send(new RouteEvent.Cooling(now, account, model, length, reason));
    }
  }

  private void circuit(
      String account, @Nullable String model, Circuit before, Circuit after, Instant now) {
    if (before.isOpen() != after.isOpen()) {
      send(new RouteEvent.CircuitChanged(now, account, model, after.isOpen()));
    }
  }

  private void send(RouteEvent event) {
    try {
      listener.on(event);
    } catch (RuntimeException e) {
      LOG.warn("A route listener failed", e);
    }
  }
}
