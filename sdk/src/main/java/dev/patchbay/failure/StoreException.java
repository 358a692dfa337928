package dev.patchbay.failure;

/**
 * A store could not do what it was asked: the database is gone, full, locked for too long, or of
 * another version. The message says what and what to do; it holds no secret.
 */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A fault that is ours to describe. */
  public StoreException(String message) {
    super(message);
  }

  /** A fault of the database. */
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
