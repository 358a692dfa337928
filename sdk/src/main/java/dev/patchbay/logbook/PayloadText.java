package dev.patchbay.logbook;

import dev.patchbay.log.RequestPayload;
import dev.patchbay.secret.Redactor;
import dev.patchbay.secret.Secret;
import java.util.List;

/** Makes a body fit to be kept: without media, without credentials, and no longer than a cap. */
final class PayloadText {
  /** Most bytes of UTF-8 that are kept of a body. */
  static final int CAP_BYTES = 256 * 1024;

  /** A longer run of base64's letters is media, or sealed: for nobody to read. */
  private static final int LONGEST_RUN = 512;

  /** What is looked through beyond the cap, so that no half of a credential is left at its end. */
  private static final int MARGIN = 16 * 1024;

  private final List<Secret> secrets;
  private final int capBytes;

  PayloadText(List<Secret> secrets) {
    this(secrets, CAP_BYTES);
  }

  PayloadText(List<Secret> secrets, int capBytes) {
    this.secrets = secrets;
    this.capBytes = capBytes;
  }

  RequestPayload.Body body(String text) {
    StringBuilder shown = new StringBuilder(Math.min(text.length(), capBytes + MARGIN));
    boolean whole = withoutMedia(text, shown, capBytes + MARGIN);
    String masked = Redactor.redact(shown.toString(), secrets);
    // What stands at the end of a part may be the half of a credential that nothing recognizes.
    String sure = whole ? masked : masked.substring(0, Math.max(0, masked.length() - MARGIN));
    String kept = sure.substring(0, fitting(sure, capBytes));
    return new RequestPayload.Body(kept, !whole || kept.length() < masked.length());
  }

  /**
   * Copies a text until so many characters are there.
   *
   * @return false if it has more
   */
  private static boolean withoutMedia(String text, StringBuilder shown, int most) {
    int at = 0;
    while (at < text.length()) {
      int end = at;
      while (end < text.length() && isBase64(text.charAt(end))) {
        end++;
      }
      if (end - at > LONGEST_RUN) {
        shown.append("[base64, ").append(end - at).append(" characters]");
      } else {
        shown.append(text, at, end);
      }
      if (end < text.length()) {
        shown.append(text.charAt(end));
      }
      at = end + 1;
      if (shown.length() >= most) {
        return at >= text.length();
      }
    }
    return true;
  }

  private static boolean isBase64(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '/'
        || c == '='
        || c == '-'
        || c == '_'
        || c == '\\'; // JSON may write a slash with one before it
  }

  /** How many characters have no more than so many bytes, without the half of any. */
  private static int fitting(String text, int bytes) {
    int left = bytes;
    int at = 0;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      left -= point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      if (left < 0) {
        return at;
      }
      at += Character.charCount(point);
    }
    return at;
  }
}
