package dev.patchbay.media;

import dev.patchbay.chat.MediaSource;
import dev.patchbay.chat.Part;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * What a part of a request can be made of: the bytes themselves must say so, whatever their server
 * calls them, so that a page of error or login never passes for what was asked for.
 */
enum MediaKind {
  /** An image. */
  IMAGE("image", "image/*"),
  /** A PDF, or plain text. */
  DOCUMENT("PDF or plain text", "application/pdf, text/plain, text/*;q=0.5"),
  /** A sound. */
  AUDIO("sound", "audio/*");

  static final String PDF = "application/pdf";

  private final String noun;
  private final String accept;

  MediaKind(String noun, String accept) {
    this.noun = noun;
    this.accept = accept;
  }

  /** The kind of a part; empty if it can have no address. */
  static Optional<MediaKind> of(Part part) {
    if (part instanceof Part.Image) {
      return Optional.of(IMAGE);
    }
    if (part instanceof Part.Document) {
      return Optional.of(DOCUMENT);
    }
    return part instanceof Part.Audio ? Optional.of(AUDIO) : Optional.empty();
  }

  /** What to ask a server for. */
  String accept() {
    return accept;
  }

  /**
   * Bytes as the source of a part.
   *
   * @param declared what their server calls them; empty for nothing
   * @throws MediaException if they are not of this kind
   */
  MediaSource source(byte[] bytes, String declared) {
    String type = FileSigns.type(bytes);
    if (takes(type)) {
      return new MediaSource.Base64(type, Base64.getEncoder().encodeToString(bytes));
    }
    String said = bare(declared);
    if (this == DOCUMENT && type.isEmpty() && isText(said)) {
      return new MediaSource.PlainText("text/plain", text(bytes));
    }
    String is = type.isEmpty() ? said : type;
    throw new MediaException(
        "what comes from there is no " + noun + (is.isEmpty() ? "" : " but " + is));
  }

  private boolean takes(String type) {
    return switch (this) {
      case IMAGE -> type.startsWith("image/");
      case DOCUMENT -> type.equals(PDF);
      case AUDIO -> type.startsWith("audio/");
    };
  }

  /** A page is no text: it may well be one that says why there is no document. */
  private static boolean isText(String type) {
    return type.startsWith("text/") && !type.equals("text/html");
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new MediaException("its text is not UTF-8");
    }
  }

  /** In lower case and without parameters; what is no type at all is not repeated. */
  private static String bare(String declared) {
    int parameters = declared.indexOf(';');
    String type = parameters < 0 ? declared : declared.substring(0, parameters);
    String lower = type.strip().toLowerCase(Locale.ROOT);
    return lower.matches("[a-z]{1,20}/[a-z0-9.+-]{1,60}") ? lower : "";
  }
}
