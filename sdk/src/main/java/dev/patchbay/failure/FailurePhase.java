package dev.patchbay.failure;

/** How far an attempt had come when it failed. */
public enum FailurePhase {
  /** Before anything was sent. */
  PLANNING,
  /** No byte of an answer had come. */
  CONNECTING,
  /** An answer had begun, but none of its output had been seen. */
  BEFORE_OUTPUT,
  /** Output had been seen. */
  DURING_OUTPUT
}
