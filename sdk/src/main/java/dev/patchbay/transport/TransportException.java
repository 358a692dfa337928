package dev.patchbay.transport;

import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import org.jspecify.annotations.Nullable;

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
  private final String what;
  private final @Nullable String detail;

  /**
   * Says what failed and how far it had come.
   *
   * @param what without any address: clients may be told it
   * @param detail what else there is to say, and where; null if nothing
   */
  public TransportException(
      FailureKind kind,
      FailurePhase phase,
      String what,
      @Nullable String detail,
      @Nullable Throwable cause) {
    super(detail == null ? what : what + " (" + detail + ")", cause);
    this.kind = kind;
    this.phase = phase;
    this.what = what;
    this.detail = detail;
  }

  /** As above, without a detail. */
  public TransportException(FailureKind kind, FailurePhase phase, String what, Throwable cause) {
    this(kind, phase, what, null, cause);
  }

  /** As above, without a cause. */
  public TransportException(FailureKind kind, FailurePhase phase, String what) {
    this(kind, phase, what, null, null);
  }

  /** Its class. */
  public FailureKind kind() {
    return kind;
  }

  /** How far the call had come. */
  public FailurePhase phase() {
    return phase;
  }

  /** What failed, without any address. */
  public String what() {
    return what;
  }

  /** Where, and what the system said of it; null if there is nothing to add. */
  public @Nullable String detail() {
    return detail;
  }
}
