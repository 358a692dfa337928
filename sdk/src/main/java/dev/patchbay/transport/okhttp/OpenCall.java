package dev.patchbay.transport.okhttp;

import dev.patchbay.failure.FailurePhase;
import dev.patchbay.transport.CallScope;
import dev.patchbay.transport.PhaseWatch;
import dev.patchbay.transport.TransportException;
import java.io.IOException;
import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/**
 * A call that is running: OkHttp's call tied to the caller's scope and to the timer until it ends.
 * One thread, but for what its parts allow.
 */
final class OpenCall {
  private final Call http;
  private final CallScope scope;
  private final PhaseWatch watch;
  private final CallClock clock;
  private final String where;
  private final PhaseTimer timer;
  private final CallScope.Registration registration;

  OpenCall(
      Call http,
      CallScope scope,
      PhaseWatch watch,
      CallClock clock,
      String where,
      PhaseTimer timer) {
    this.http = http;
    this.scope = scope;
    this.watch = watch;
    this.clock = clock;
    this.where = where;
    this.timer = timer;
    registration = scope.onCancel(http::cancel);
    timer.watch(clock);
  }

  Call http() {
    return http;
  }

  CallClock clock() {
    return clock;
  }

  String where() {
    return where;
  }

  FailurePhase phase() {
    return watch.begun() ? FailurePhase.DURING_OUTPUT : FailurePhase.BEFORE_OUTPUT;
  }

  TransportException beforeHead(IOException cause) {
    return Breaks.beforeHead(cause, where, scope, clock);
  }

  TransportException inBody(IOException cause, boolean come) {
    return Breaks.inBody(cause, where, scope, clock, come, watch.begun());
  }

  /** Why it was ended by its caller or its clock; null if it was not. */
  @Nullable TransportException ended(@Nullable IOException cause) {
    return Breaks.ended(cause, scope, clock, phase());
  }

  /** Nobody can cancel it any more, and nothing times it. Idempotent. */
  void end() {
    timer.forget(clock);
    registration.close();
  }
}
