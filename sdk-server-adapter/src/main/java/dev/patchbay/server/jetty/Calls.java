package dev.patchbay.server.jetty;

import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Call;
import java.io.IOException;

/** Who answers what comes in. Thread-safe. */
@FunctionalInterface
public interface Calls {
  /**
   * The answer, be it a fault.
   *
   * @throws IOException if the client left
   */
  Answer answer(Call call) throws IOException;
}
