package dev.patchbay.tokens;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.MediaSource;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.ResponseFormat;
import dev.patchbay.chat.Tool;
import dev.patchbay.json.RawJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts a whole prompt without asking its provider: system text, messages, tools, the schema of
 * the answer, pictures, documents and sound. Costs about 5 ns a character by rule, some 100 by a
 * vocabulary. One thread.
 */
public final class PromptTokens {
  /** What a tool or a call of one costs besides its texts. */
  private static final double PER_TOOL = 6;

  /** Reasoning nobody can read: its bytes are base64 of about as much text. */
  private static final double CHARACTERS_OF_HIDDEN_TOKEN = 6;

  private final TokenFamily family;
  private final String model;
  private final TextCounter counter;
  private double tokens;

  private PromptTokens(String model, TokenFamily family, TextCounter counter) {
    this.model = model;
    this.family = family;
    this.counter = counter;
  }

  /**
   * The tokens of a prompt as a model takes them: by its public vocabulary where jtokkit is on the
   * class path, else by rule.
   *
   * @param model the name of who would answer, whatever the request asks for
   */
  public static TokenCount count(ChatRequest request, String model) {
    TokenFamily family = TokenFamily.of(model);
    return count(request, model, family, TextCounter.of(family));
  }

  /** The tokens of parts of an answer of a model, such as came before it broke off. */
  public static long count(List<Part> parts, String model) {
    TokenFamily family = TokenFamily.of(model);
    PromptTokens count = new PromptTokens(model, family, TextCounter.of(family));
    parts.forEach(count::part);
    return Math.round(count.tokens);
  }

  /** As {@link #count(ChatRequest, String)}, by rule alone. */
  static TokenCount byRule(ChatRequest request, String model) {
    TokenFamily family = TokenFamily.of(model);
    return count(request, model, family, TextCounter.byRule(family));
  }

  private static TokenCount count(
      ChatRequest request, String model, TokenFamily family, TextCounter counter) {
    PromptTokens count = new PromptTokens(model, family, counter);
    count.prompt(request);
    return TokenCount.estimate(Math.round(count.tokens), counter.name());
  }

  private void prompt(ChatRequest request) {
    tokens += family.perMessage();
    request.messages().forEach(this::message);
    if (!request.tools().isEmpty()) {
      tokens += family.withTools();
      request.tools().forEach(this::tool);
    }
    if (request.responseFormat() instanceof ResponseFormat.JsonSchema format) {
      json(format.schema());
    }
  }

  private void message(Message message) {
    tokens += family.perMessage();
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
    } else if (part instanceof Part.OpaqueThinking it) {
      tokens += it.data().value().length() / CHARACTERS_OF_HIDDEN_TOKEN;
    } else if (part instanceof Part.ToolCall it) {
      tokens += PER_TOOL;
      text(it.name());
      text(it.arguments());
    } else if (part instanceof Part.Unknown it) {
      json(it.raw());
    } else {
      media(part);
    }
  }

  private void media(Part part) {
    if (part instanceof Part.Image it) {
      tokens += ImageTokens.of(family, model, ImageSize.of(it.source()), it.detail());
    } else if (part instanceof Part.Audio it) {
      tokens += FileTokens.audio(family, it.source());
    } else if (part instanceof Part.Document it) {
      text(it.title());
      text(it.context());
      if (it.source() instanceof MediaSource.PlainText plain) {
        text(plain.text());
      } else {
        tokens += FileTokens.document(family, it.source());
      }
    }
  }

  private void tool(Tool tool) {
    tokens += PER_TOOL;
    text(tool.name());
    if (tool instanceof Tool.Function function) {
      text(function.description());
      json(function.schema());
    } else if (tool instanceof Tool.Custom custom) {
      text(custom.description());
      json(custom.format());
    } else if (tool instanceof Tool.Hosted hosted) {
      json(hosted.raw());
    }
  }

  private void json(@Nullable RawJson json) {
    text(json == null ? null : json.text());
  }

  private void text(@Nullable String text) {
    if (text != null) {
      tokens += counter.tokens(text);
    }
  }
}
