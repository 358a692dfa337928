package dev.patchbay.media;

/**
 * Media could not be fetched, for a reason that is the request's own. Its message is for the
 * client: what was asked for and what to do, never to which address a name led.
 */
public final class MediaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String url;
  private final String place;

  MediaException(String why) {
    this("", "", why);
  }

  private MediaException(String url, String place, String why) {
    super(why, null, false, false);
    this.url = url;
    this.place = place;
  }

  /** The same of a part of a request. */
  MediaException of(String address, String path) {
    return new MediaException(address, path, String.valueOf(getMessage()));
  }

  /** The address as the request has it. */
  public String url() {
    return url;
  }

  /** Where the part stands in the canonical model, such as {@code messages[0].content[1]}. */
  public String place() {
    return place;
  }
}
