package dev.patchbay;

import dev.patchbay.event.RouteEvent;
import dev.patchbay.event.RouteListener;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands events to several listeners; what one throws hurts nobody. Immutable. */
final class Listeners implements RouteListener {
  private static final Logger LOG = LoggerFactory.getLogger("dev.patchbay");

  private final List<RouteListener> all;

  Listeners(List<RouteListener> all) {
    this.all = List.copyOf(all);
  }

  @Override
  public void on(RouteEvent event) {
    for (RouteListener listener : all) {
      try {
        listener.on(event);
      } catch (RuntimeException e) {
        LOG.warn("A route listener failed on {}", event.getClass().getSimpleName(), e);
      }
    }
  }
}
