package dev.patchbay.inquiry;

import dev.patchbay.failure.FailureKind;

/** A question got no answer. Its message names kind and status and holds no word of an upstream. */
final class InquiryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final FailureKind kind;
  private final int status;

  InquiryException(FailureKind kind, int status, String message) {
    super(message);
    this.kind = kind;
    this.status = status;
  }

  /** Statuses by which a server says that it has no such endpoint. */
  boolean isUnknownEndpoint() {
    return status == 404 || status == 405 || status == 501;
  }

  /** 0 if no answer came. */
  int status() {
    return status;
  }

  FailureKind kind() {
    return kind;
  }
}
