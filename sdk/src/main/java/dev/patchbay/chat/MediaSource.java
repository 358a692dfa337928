package dev.patchbay.chat;

/** Where an image, a document or a sound comes from. Immutable. */
public sealed interface MediaSource {
  /**
   * Bytes in base64 without line breaks and without a {@code data:} prefix.
   *
   * @param mediaType such as {@code image/png}; empty if the sender gave none
   */
  record Base64(String mediaType, String data) implements MediaSource {
    @Override
    public String toString() {
      return "Base64[" + mediaType + ", " + data.length() + " characters]";
    }
  }

  /** An address the provider is to fetch. */
  record Url(String url) implements MediaSource {}

  /** A file stored at a provider: only there the id means anything. */
  record FileRef(String id) implements MediaSource {}

  /** Plain text given as a document. */
  record PlainText(String mediaType, String text) implements MediaSource {}
}
