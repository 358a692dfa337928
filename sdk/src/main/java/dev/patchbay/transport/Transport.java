package dev.patchbay.transport;

/** Sends calls. Thread-safe. Never retries by itself. */
public interface Transport extends AutoCloseable {
  /**
   * Sends a call and waits, on this thread, for the head of the answer.
   *
   * @param call what to send
   * @param scope by which it can be cancelled, while this waits and while the reply is read
   * @param watch the clock of its phases: the caller tells it when the model's output begins and
   *     goes on; a phase that takes too long cancels the call
   * @throws TransportException if no answer came
   */
  HttpReply send(HttpCall call, CallScope scope, PhaseWatch watch);

  /** Closes idle connections and ends the threads of its own; a caller's client is left alone. */
  @Override
  void close();
}
