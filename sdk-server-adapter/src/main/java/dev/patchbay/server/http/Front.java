package dev.patchbay.server.http;

import dev.patchbay.wire.Protocol;
import java.io.IOException;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before all routes: finds the route of a call, asks the gate, and tells every fault in the
 * client's own form. Nothing gets past it. Thread-safe.
 */
public final class Front {
  private static final Logger LOG = LoggerFactory.getLogger(Front.class);

  /** By this header the router's answers too are told apart. */
  private static final String REQUEST_ID = "x-patchbay-request-id";

  private final RouteTable routes;
  private final Gate gate;
  private final FaultWriter faults;
  private final Supplier<String> ids;

  /**
   * A front of these routes.
   *
   * @param ids for calls that become no request of the router
   */
  public Front(RouteTable routes, Gate gate, FaultWriter faults, Supplier<String> ids) {
    this.routes = routes;
    this.gate = gate;
    this.faults = faults;
    this.ids = ids;
  }

  /**
   * The answer, be it a fault. Every one has an id: that of the router's request, or one by which
   * the log knows the call.
   *
   * @param admitted told who makes the call, once the gate has said so
   * @throws IOException if the client left
   */
  public Answer answer(Call call, Consumer<Caller> admitted) throws IOException {
    Route route = null;
    try {
      RouteTable.Match match = routes.match(call.method(), call.path()).orElse(null);
      if (match == null) {
        throw nowhere(call);
      }
      route = match.route();
      Call meant = call.with(match.params());
      Caller caller = gate.admit(meant, route.access());
      admitted.accept(caller);
      return named(route.handler().answer(meant.by(caller)), ids);
    } catch (Fault fault) {
      String id = ids.get();
      if (fault.getCause() != null) {
        LOG.warn("{} {} was refused: {}", id, call, fault.text(), fault.getCause());
      }
      return named(tell(fault, route, call), () -> id);
    } catch (RuntimeException e) {
      String id = ids.get();
      LOG.error("{} {} failed", id, call, e);
      Fault fault = Fault.of(500, "internal_error", "The server failed; its log says why");
      return named(tell(fault, route, call), () -> id);
    }
  }

  /** What comes live has the router's id in its own head. */
  private static Answer named(Answer answer, Supplier<String> id) {
    return answer instanceof Answer.Whole whole && !whole.headers().containsKey(REQUEST_ID)
        ? whole.with(REQUEST_ID, id.get())
        : answer;
  }

  /** Who may not use any route learns nothing of which there are. */
  private Fault nowhere(Call call) {
    gate.admit(call, Access.KEY);
    Set<String> methods = routes.methods(call.path());
    String path = call.path().length() > 200 ? call.path().substring(0, 200) : call.path();
    return methods.isEmpty()
        ? Fault.missing("There is nothing at " + path)
        : Fault.of(
                405, "method_not_allowed", call.method() + " is not allowed here; use " + methods)
            .with("allow", String.join(", ", methods));
  }

  private Answer tell(Fault fault, @Nullable Route route, Call call) {
    Protocol protocol = route == null ? null : route.speech().of(call);
    return protocol == null ? FaultJson.of(fault) : faults.tell(fault, protocol);
  }
}
