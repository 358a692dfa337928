package dev.patchbay.server.vault;

/** A text that can't be sealed or opened. Its message says what to do, and never holds a text. */
public final class VaultException extends RuntimeException {
  private static final long serialVersionUID = 1;

  VaultException(String message) {
    super(message);
  }
}
