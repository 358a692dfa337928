package dev.patchbay.server.jetty;

import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Call;
import dev.patchbay.server.http.Caller;
import java.io.IOException;
import java.util.function.Consumer;

/** Who answers what comes in. Thread-safe. */
@FunctionalInterface
public interface Calls {
  /**
   * The answer, be it a fault.
   *
   * @param admitted told who makes the call, once that is known
   * @throws IOException if the client left
   */
  Answer answer(Call call, Consumer<Caller> admitted) throws IOException;
}
