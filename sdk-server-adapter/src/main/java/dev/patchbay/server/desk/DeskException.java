package dev.patchbay.server.desk;

/** A route refused what was asked, or did not answer. The message says why and what to do. */
public final class DeskException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * What went wrong.
   *
   * @param status HTTP status; 0 if there was no answer
   */
  public DeskException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** HTTP status; 0 if there was no answer. */
  public int status() {
    return status;
  }

  /** Reads a fault of any of the forms that routes have. */
  static DeskException of(int status, String body) {
    Doc error = Doc.parse(body).at("error");
    String message = error.text("message");
    String field = error.text("field").isEmpty() ? error.text("param") : error.text("field");
    if (message.isEmpty()) {
      message = "The server answered with status " + status;
    }
    boolean told = field.isEmpty() || message.contains(field);
    return new DeskException(status, (told ? message : field + ": " + message) + cure(status));
  }

  private static String cure(int status) {
    return status == 401 ? ". Give the admin token with --token, or in PATCHBAY_ADMIN_TOKEN" : "";
  }
}
