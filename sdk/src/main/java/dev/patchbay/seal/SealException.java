package dev.patchbay.seal;

/**
 * A text that does not open. Its message goes on from what the text is, such as "was changed", and
 * holds nothing of it; what to do is for the one who knows the setting.
 */
public final class SealException extends Exception {
  private static final long serialVersionUID = 1;

  /** Why a text does not open. */
  public enum Reason {
    /** It is no sealed text. */
    PLAIN,
    /** It was sealed with a key that is not here. */
    OTHER_KEY,
    /** Its bytes were changed, or it was sealed for another place. */
    CHANGED
  }

  private final Reason reason;

  SealException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
