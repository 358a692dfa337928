package dev.patchbay.server.jetty;

import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Fault;
import dev.patchbay.server.http.FaultJson;
import dev.patchbay.trace.RequestIds;
import java.security.SecureRandom;
import java.time.Clock;

/**
 * What is refused before anybody knows the route: in the one form, with an id as every answer has.
 * Thread-safe.
 */
final class Refusals {
  private final RequestIds ids = new RequestIds(new SecureRandom(), Clock.systemUTC());

  Answer.Whole tell(Fault fault) {
    return FaultJson.of(fault).with("x-patchbay-request-id", ids.next());
  }
}
