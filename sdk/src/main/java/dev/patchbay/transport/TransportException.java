package dev.patchbay.transport;

import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;

/**
 * The connection failed: refused, reset, silent, too large, cancelled. Its kind is one of NETWORK,
 * TIMEOUT, CUT, SERVER_ERROR (a body or frame beyond its bound), CANCELLED, DEADLINE, MISCONFIGURED
 * (an address, proxy or header that cannot be sent) and CLOSED (the transport). The message holds
 * no credential.
 */
public final class TransportException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final FailureKind kind;
  private final FailurePhase phase;

  /** Says what failed and how far it had come. */
  public TransportException(FailureKind kind, FailurePhase phase, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.phase = phase;
  }

  /** As above, without a cause. */
  public TransportException(FailureKind kind, FailurePhase phase, String message) {
    super(message);
    this.kind = kind;
    this.phase = phase;
  }

  /** Its class. */
  public FailureKind kind() {
    return kind;
  }

  /** How far the call had come. */
  public FailurePhase phase() {
    return phase;
  }
}
