package dev.patchbay.json;

/**
 * Foreign JSON that is malformed or does not have the expected shape. The message names the path
 * into the document and what was expected there; it never quotes the document.
 */
public final class BadJsonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String path;

  /**
   * @param path JSON path of the fault, such as {@code $.messages[2].content}
   * @param detail what was expected or found there
   */
  public BadJsonException(String path, String detail) {
    super(detail.contains(path) ? detail : detail + " at path " + path);
    this.path = path;
  }

  /** JSON path of the fault, {@code $} for the whole document. */
  public String path() {
    return path;
  }
}
