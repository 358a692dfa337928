package dev.patchbay.testing.assertion;

import dev.patchbay.chat.ChatResponse;
import dev.patchbay.route.Plan;
import dev.patchbay.trace.RouteTrace;
import dev.patchbay.trace.RouterException;

/** Where assertions begin: {@code assertThat(router.plan("m")).candidatesInOrder("a/main m")}. */
public final class PatchbayAssertions {
  private PatchbayAssertions() {}

  /** Assertions on a plan. */
  public static PlanAssert assertThat(Plan plan) {
    return new PlanAssert(plan);
  }

  /** Assertions on what a router did. */
  public static TraceAssert assertThat(RouteTrace trace) {
    return new TraceAssert(trace);
  }

  /**
   * Assertions on what a router did for an answer.
   *
   * @throws IllegalArgumentException if no router has made it
   */
  public static TraceAssert assertThat(ChatResponse response) {
    if (response.trace() == null) {
      throw new IllegalArgumentException("This answer has no trace: it did not come by a router");
    }
    return new TraceAssert(response.trace());
  }

  /** Assertions on what a router did before it failed. */
  public static TraceAssert assertThat(RouterException exception) {
    return new TraceAssert(exception.trace());
  }
}
