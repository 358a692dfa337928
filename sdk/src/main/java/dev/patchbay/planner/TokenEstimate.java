package dev.patchbay.planner;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.MediaSource;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.ResponseFormat;
import dev.patchbay.chat.Tool;
import dev.patchbay.json.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * Guesses the tokens of a prompt without a tokenizer, within about a quarter for prose and code:
 * four characters of Latin script are a token, two of other alphabets, one of Chinese, Japanese and
 * Korean. Media count by fixed rules, never by the length of their base64. One thread.
 */
final class TokenEstimate {
  /** About 1.15 megapixels at 750 pixels a token, what Anthropic scales images down to. */
  private static final long IMAGE = 1_500;

  /** What OpenAI counts for an image of low detail. */
  private static final long IMAGE_LOW = 85;

  /** A page of a PDF, its picture included, and how many bytes of one we take for a page. */
  private static final long PAGE = 2_000;

  private static final long BYTES_OF_PAGE = 100_000;

  /** 32 tokens a second (Gemini) of 16 KB (MP3 at 128 kbit/s). */
  private static final long BYTES_OF_AUDIO_TOKEN = 500;

  private static final long OVERHEAD = 4;

  private long quarters;
  private long tokens;

  private TokenEstimate() {}

  /** Messages, system text, tools and the schema of the answer. */
  static long of(ChatRequest request) {
    TokenEstimate estimate = new TokenEstimate();
    request.messages().forEach(estimate::message);
    request.tools().forEach(estimate::tool);
    if (request.responseFormat() instanceof ResponseFormat.JsonSchema format) {
      estimate.json(format.schema());
    }
    return estimate.tokens + (estimate.quarters + 3) / 4;
  }

  private void message(Message message) {
    tokens += OVERHEAD;
    message.parts().forEach(this::part);
    if (message instanceof Message.Unknown unknown) {
      json(unknown.raw());
    }
  }

  private void part(Part part) {
    if (part instanceof Part.Text it) {
      text(it.text());
    } else if (part instanceof Part.Refusal it) {
      text(it.text());
    } else if (part instanceof Part.Thinking it) {
      text(it.text());
    } else if (part instanceof Part.ToolCall it) {
      tokens += OVERHEAD;
      text(it.name());
      text(it.arguments());
    } else if (part instanceof Part.Image it) {
      tokens += "low".equals(it.detail()) ? IMAGE_LOW : IMAGE;
    } else if (part instanceof Part.Document it) {
      document(it);
    } else if (part instanceof Part.Audio it) {
      tokens += Math.max(1, bytes(it.source()) / BYTES_OF_AUDIO_TOKEN);
    } else if (part instanceof Part.Unknown it) {
      json(it.raw());
    }
  }

  private void document(Part.Document document) {
    text(document.title());
    text(document.context());
    if (document.source() instanceof MediaSource.PlainText plain) {
      text(plain.text());
    } else {
      tokens += PAGE * (1 + bytes(document.source()) / BYTES_OF_PAGE);
    }
  }

  private static long bytes(MediaSource source) {
    return source instanceof MediaSource.Base64 base64 ? base64.data().length() * 3L / 4 : 0;
  }

  private void tool(Tool tool) {
    tokens += OVERHEAD;
    text(tool.name());
    if (tool instanceof Tool.Function function) {
      text(function.description());
      json(function.schema());
    } else if (tool instanceof Tool.Custom custom) {
      text(custom.description());
      json(custom.format());
    }
  }

  private void json(@Nullable RawJson json) {
    text(json == null ? null : json.text());
  }

  private void text(@Nullable String text) {
    if (text == null) {
      return;
    }
    long sum = 0;
    for (int i = 0; i < text.length(); i++) {
      sum += quarters(text.charAt(i));
    }
    quarters += sum;
  }

  /** Quarters of a token a character counts for; the blocks are Unicode's. */
  private static int quarters(char c) {
    if (c < 0x0370) {
      return 1;
    }
    boolean east = (c >= 0x2E80 && c <= 0xD7FF) || (c >= 0xF900 && c <= 0xFAFF) || c >= 0xFF00;
    // Half of a surrogate pair: an emoji or a rare ideograph is about two tokens.
    return east || Character.isSurrogate(c) ? 4 : 2;
  }
}
