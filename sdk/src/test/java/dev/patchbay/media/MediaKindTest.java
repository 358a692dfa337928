package dev.patchbay.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.patchbay.chat.MediaSource;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaKindTest {
  private static byte[] bytes(String head) {
    return head.translateEscapes().getBytes(StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "IMAGE | \\211PNG\\r\\n\\032\\n.... | image/png",
        "IMAGE | \\377\\330\\377\\340.. | image/jpeg",
        "IMAGE | GIF89a... | image/gif",
        "IMAGE | GIF87a... | image/gif",
        "IMAGE | RIFF....WEBPVP8 | image/webp",
        "IMAGE | ....ftypavif.... | image/avif",
        "IMAGE | ....ftypheic.... | image/heic",
        "IMAGE | II*\\0.... | image/tiff",
        "DOCUMENT | %PDF-1.7... | application/pdf",
        "AUDIO | RIFF....WAVEfmt | audio/wav",
        "AUDIO | ID3\\4... | audio/mpeg",
        "AUDIO | \\377\\373.... | audio/mpeg",
        "AUDIO | OggS... | audio/ogg",
        "AUDIO | fLaC... | audio/flac",
        "AUDIO | ....ftypM4A .... | audio/mp4",
      })
  void isToldByTheBytesWhateverTheServerSays(MediaKind kind, String head, String type) {
    byte[] bytes = bytes(head);
    MediaSource source = kind.source(bytes, "text/html");
    String data = Base64.getEncoder().encodeToString(bytes);
    assertEquals(new MediaSource.Base64(type, data), source);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "IMAGE | <html>Log in | image/png | what comes from there is no image but image/png",
        "IMAGE | <html>Log in | text/html; charset=utf-8 | what comes from there is no image but text/html",
        "IMAGE | %PDF-1.7... | image/png | what comes from there is no image but application/pdf",
        "IMAGE | {\"a\":1} | application/json | what comes from there is no image but application/json",
        "IMAGE | ....ftypisom.... | image/png | what comes from there is no image but video/mp4",
        "IMAGE | `` | `` | what comes from there is no image",
        "IMAGE | x | \" onload=x | what comes from there is no image",
        "DOCUMENT | <html>Log in | text/html | what comes from there is no PDF or plain text but text/html",
        "DOCUMENT | <html>Log in | application/pdf | what comes from there is no PDF or plain text but application/pdf",
        "DOCUMENT | GIF89a... | text/plain | what comes from there is no PDF or plain text but image/gif",
        "DOCUMENT | \\377x | text/plain | its text is not UTF-8",
        "AUDIO | GIF89a... | audio/wav | what comes from there is no sound but image/gif",
      })
  void refusesWhatIsNotOfTheKind(MediaKind kind, String head, String declared, String why) {
    byte[] bytes = bytes(head);
    MediaException refused = assertThrows(MediaException.class, () -> kind.source(bytes, declared));
    assertEquals(why, refused.getMessage());
  }

  @Test
  void takesPlainTextForADocument() {
    assertEquals(
        new MediaSource.PlainText("text/plain", "Grüße"),
        MediaKind.DOCUMENT.source(
            "Grüße".getBytes(StandardCharsets.UTF_8), "Text/Markdown; charset=utf-8"));
  }
}
