package dev.patchbay.wire;

/**
 * The request has something the target's protocol cannot carry and that must not be left out
 * silently: a hosted tool, sound for a model without ears. Another candidate may take it.
 */
public final class UntranslatableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String feature;

  /**
   * Names what cannot be carried.
   *
   * @param feature as in {@link Loss}
   * @param message what it is, where in the request, and what the caller can do
   */
  public UntranslatableException(String feature, String message) {
    super(message);
    this.feature = feature;
  }

  /** What cannot be carried. */
  public String feature() {
    return feature;
  }
}
