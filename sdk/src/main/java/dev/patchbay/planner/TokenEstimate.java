package dev.patchbay.planner;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.MediaSource;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.ResponseFormat;
import dev.patchbay.chat.Tool;
import dev.patchbay.tokens.PromptRates;
import dev.patchbay.tokens.PromptTally;

/**
 * Guesses the tokens of a prompt without a tokenizer, by its characters alone: see {@link
 * PromptRates}, and {@code PromptTokens} for what takes longer and knows more. Media count by fixed
 * rules, never by the length of their base64. One thread.
 */
final class TokenEstimate {
  /** About 1.15 megapixels at 750 pixels a token, what Anthropic scales images down to. */
  private static final long IMAGE = 1_500;

  /** What OpenAI counts for an image of low detail. */
  private static final long IMAGE_LOW = 85;

  /** A page of a PDF, its picture included. */
  private static final long PAGE = 2_000;

  private static final long OVERHEAD = 4;

  private final PromptTally tally = new PromptTally();

  private TokenEstimate() {}

  /** Messages, system text, tools and the schema of the answer. */
  static long of(ChatRequest request) {
    TokenEstimate estimate = new TokenEstimate();
    request.messages().forEach(estimate::message);
    request.tools().forEach(estimate::tool);
    if (request.responseFormat() instanceof ResponseFormat.JsonSchema format) {
      estimate.tally.json(format.schema());
    }
    return of(estimate.tally.size());
  }

  /** One message. */
  static long of(Message message) {
    TokenEstimate estimate = new TokenEstimate();
    estimate.message(message);
    return of(estimate.tally.size());
  }

  /** What was counted, in tokens. */
  static long of(PromptTally.Size size) {
    return OVERHEAD * size.pieces()
        + IMAGE * size.images()
        + IMAGE_LOW * size.smallImages()
        + PAGE * size.pages()
        + size.sound()
        + PromptRates.tokens(size.narrow(), size.middle(), size.wide());
  }

  private void message(Message message) {
    tally.piece();
    message.parts().forEach(this::part);
    if (message instanceof Message.Unknown unknown) {
      tally.json(unknown.raw());
    }
  }

  private void part(Part part) {
    if (part instanceof Part.Text it) {
      tally.text(it.text());
    } else if (part instanceof Part.Refusal it) {
      tally.text(it.text());
    } else if (part instanceof Part.Thinking it) {
      tally.text(it.text());
    } else if (part instanceof Part.ToolCall it) {
      tally.piece();
      tally.text(it.name());
      tally.text(it.arguments());
    } else if (part instanceof Part.Image it) {
      tally.image(it.detail());
    } else if (part instanceof Part.Document it) {
      document(it);
    } else if (part instanceof Part.Audio it) {
      tally.sound(base64(it.source()));
    } else if (part instanceof Part.Unknown it) {
      tally.json(it.raw());
    }
  }

  private void document(Part.Document document) {
    tally.text(document.title());
    tally.text(document.context());
    if (document.source() instanceof MediaSource.PlainText plain) {
      tally.text(plain.text());
    } else {
      tally.document(base64(document.source()));
    }
  }

  private static long base64(MediaSource source) {
    return source instanceof MediaSource.Base64 base64 ? base64.data().length() : 0;
  }

  private void tool(Tool tool) {
    tally.piece();
    tally.text(tool.name());
    if (tool instanceof Tool.Function function) {
      tally.text(function.description());
      tally.json(function.schema());
    } else if (tool instanceof Tool.Custom custom) {
      tally.text(custom.description());
      tally.json(custom.format());
    }
  }
}
