package dev.patchbay.transport.okhttp;

import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.secret.Redactor;
import dev.patchbay.transport.CallScope;
import dev.patchbay.transport.TransportException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Names what broke a call: its caller, its clock, or the network; with what to check, and never
 * with a header or a query. Stateless.
 */
final class Breaks {
  private Breaks() {}

  /** No head of an answer came. */
  static TransportException beforeHead(
      IOException cause, String where, CallScope scope, CallClock clock) {
    TransportException ended = ended(cause, scope, clock, FailurePhase.CONNECTING);
    if (ended != null) {
      return ended;
    }
    FailureKind kind =
        cause instanceof SocketTimeoutException ? FailureKind.TIMEOUT : FailureKind.NETWORK;
    return new TransportException(
        kind, FailurePhase.CONNECTING, words(cause), detail(cause, where), cause);
  }

  /**
   * The body broke.
   *
   * @param come true if any of it had come
   */
  static TransportException inBody(
      IOException cause,
      String where,
      CallScope scope,
      CallClock clock,
      boolean come,
      boolean begun) {
    FailurePhase phase = begun ? FailurePhase.DURING_OUTPUT : FailurePhase.BEFORE_OUTPUT;
    TransportException ended = ended(cause, scope, clock, phase);
    if (ended != null) {
      return ended;
    }
    if (cause instanceof SseSource.FrameTooLargeException) {
      FailureKind kind = begun ? FailureKind.CUT : FailureKind.SERVER_ERROR;
      return new TransportException(kind, phase, String.valueOf(cause.getMessage()), where, cause);
    }
    FailureKind kind = come || begun ? FailureKind.CUT : FailureKind.NETWORK;
    String what = "The connection broke in the middle of the answer";
    return new TransportException(kind, phase, what, detail(cause, where), cause);
  }

  /** What its caller or its clock ended; null if it was neither. */
  static @Nullable TransportException ended(
      @Nullable IOException cause, CallScope scope, CallClock clock, FailurePhase phase) {
    FailureKind reason = scope.reason();
    if (reason != null) {
      String message =
          reason == FailureKind.DEADLINE
              ? "The deadline of the request passed"
              : "The request was cancelled by its caller";
      return new TransportException(reason, phase, message, null, cause);
    }
    CallClock.Expiry expiry = clock.expiry();
    if (expiry != null) {
      return new TransportException(expiry.kind(), phase, expiry.what(), expiry.where(), cause);
    }
    if (isInterrupt(cause)) {
      Thread.currentThread().interrupt();
      String message = "The thread of the request was interrupted";
      return new TransportException(FailureKind.CANCELLED, phase, message, null, cause);
    }
    return null;
  }

  private static boolean isInterrupt(@Nullable IOException cause) {
    // A virtual thread's socket is closed by an interrupt: a plain SocketException, the flag is
    // set.
    if (cause != null && Thread.currentThread().isInterrupted()) {
      return true;
    }
    return cause instanceof InterruptedIOException && !(cause instanceof SocketTimeoutException);
  }

  private static String words(IOException cause) {
    if (cause instanceof UnknownHostException) {
      return "The host is unknown: check the base URL and the name service";
    }
    if (cause instanceof ConnectException) {
      return "No connection: check the base URL, the proxy and that it runs";
    }
    if (cause instanceof SSLException) {
      return "TLS failed: check the scheme of the base URL, the proxy and the trusted certificates";
    }
    if (cause instanceof SocketTimeoutException) {
      return "No connection in time; to wait longer set timeouts.connect";
    }
    return "The connection broke before an answer came";
  }

  /** Where, and what the system said, which often names addresses too. */
  private static String detail(IOException cause, String where) {
    String message = cause.getMessage();
    String why = message == null ? cause.getClass().getSimpleName() : Redactor.redact(message);
    return why.contains(where) ? why : where + ": " + why;
  }
}
