package dev.patchbay.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.MediaSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaTokensTest {
  /** The vendors' own examples, where their documents give one. */
  @ParameterizedTest(name = "{0}, {1} x {2}, {3}: {4}")
  @CsvSource({
    "gpt-4o, 1024, 1024, high, 765",
    "gpt-4o, 2048, 4096, high, 1105",
    "gpt-4o, 4096, 8192, low, 85",
    "gpt-4o-mini, 512, 512, high, 8500",
    "openai/gpt-5.1, 512, 512, auto, 210",
    "gpt-4.1-mini, 1024, 1024, high, 1659",
    "gpt-4.1-mini, 4000, 4000, high, 2488",
    "o3, 512, 512, high, 225",
    "claude-sonnet-4-5, 200, 200, , 53",
    "claude-sonnet-4-5, 1000, 1000, , 1333",
    "claude-sonnet-4-5, 1092, 1092, , 1590",
    "claude-sonnet-4-5, 8000, 8000, , 1600",
    "gemini-2.5-flash, 384, 384, , 258",
    "gemini-2.5-flash, 960, 540, , 1548",
    "gemini-3.5-flash, 960, 540, , 1120",
    "llama-3.2-90b-vision, 1000, 1000, , 1333",
  })
  void aPictureCostsWhatItsVendorSays(
      String model, int width, int height, String detail, long tokens) {
    ImageSize size = new ImageSize(width, height);
    assertEquals(tokens, ImageTokens.of(TokenFamily.of(model), model, size, detail));
  }

  @Test
  void theSizeOfAPictureIsReadOffItsHead() {
    assertEquals(new ImageSize(640, 480), ImageSize.of(png(640, 480)));
    byte[] gif = new byte[40];
    ByteBuffer.wrap(gif)
        .put("GIF89a".getBytes(StandardCharsets.US_ASCII))
        .put((byte) 0x40)
        .put((byte) 1)
        .put((byte) 0x20)
        .put((byte) 0);
    assertEquals(new ImageSize(320, 32), ImageSize.of(base64(gif)));
    byte[] jpeg = new byte[60];
    ByteBuffer.wrap(jpeg)
        .putShort((short) 0xffd8)
        .putShort((short) 0xffe0)
        .putShort((short) 16)
        .position(20)
        .putShort((short) 0xffc0)
        .putShort((short) 17)
        .put((byte) 8)
        .putShort((short) 300)
        .putShort((short) 500);
    assertEquals(new ImageSize(500, 300), ImageSize.of(base64(jpeg)));
    byte[] webp = new byte[40];
    ByteBuffer.wrap(webp)
        .put("RIFF....WEBPVP8X".getBytes(StandardCharsets.US_ASCII))
        .position(24)
        .put((byte) 0xff)
        .put((byte) 3)
        .put((byte) 0)
        .put((byte) 0xff)
        .put((byte) 1);
    assertEquals(new ImageSize(1_024, 512), ImageSize.of(base64(webp)));
  }

  @Test
  void aPictureThatIsNoneIsTakenForAUsualOne() {
    assertEquals(ImageSize.USUAL, ImageSize.of(new MediaSource.Url("https://x.example/a.png")));
    assertEquals(ImageSize.USUAL, ImageSize.of(new MediaSource.Base64("image/png", "%%%")));
    assertEquals(ImageSize.USUAL, ImageSize.of(png(0, -5)));
    assertEquals(ImageSize.USUAL, ImageSize.of(png(2_000_000_000, 3)));
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 2_000; i++) {
      byte[] noise = new byte[random.nextInt(80)];
      random.nextBytes(noise);
      if (noise.length > 2) {
        noise[0] = (byte) 0xff;
        noise[1] = (byte) 0xd8;
      }
      ImageSize size = ImageSize.of(base64(noise));
      assertTrue(size.width() > 0 && size.height() > 0);
    }
  }

  @Test
  void theObjectsOfAPdfTellItsPages() throws IOException {
    ByteArrayOutputStream pdf = new ByteArrayOutputStream();
    pdf.write("%PDF-1.4 /Type /Pages /Count 3 ".getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < 3; i++) {
      pdf.write(new byte[60_000]);
      pdf.write("<< /Type /Page /Parent 1 0 R >> ".getBytes(StandardCharsets.US_ASCII));
    }
    MediaSource three = base64(pdf.toByteArray());
    assertEquals(3 * 258, FileTokens.document(TokenFamily.GEMINI, three));
    assertEquals(3 * 3_000, FileTokens.document(TokenFamily.CLAUDE, three));
    assertEquals(3 * 3_000, FileTokens.document(TokenFamily.CLAUDE, base64(new byte[250_000])));
    assertEquals(1_500, FileTokens.document(TokenFamily.OPENAI, new MediaSource.FileRef("f")));
  }

  @Test
  void soundIsCountedByItsSeconds() {
    MediaSource tenSeconds = new MediaSource.Base64("audio/mpeg", "A".repeat(213_336));
    assertEquals(320, FileTokens.audio(TokenFamily.GEMINI, tenSeconds));
    assertEquals(100, FileTokens.audio(TokenFamily.OPENAI, tenSeconds));
  }

  private static MediaSource png(int width, int height) {
    byte[] png = new byte[40];
    ByteBuffer.wrap(png).putInt(0x89504e47).position(16).putInt(width).putInt(height);
    return base64(png);
  }

  private static MediaSource base64(byte[] bytes) {
    return new MediaSource.Base64("", Base64.getEncoder().encodeToString(bytes));
  }
}
