package dev.patchbay.secret;

/** Something sealed that does not open. Its message says why and what to do, and shows no text. */
public final class BrokenSealException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokenSealException(String message) {
    super(message);
  }
}
