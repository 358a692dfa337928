package dev.patchbay.tokens;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Models that share a tokenizer, as far as it is known. Only OpenAI's vocabularies are public; the
 * others are told by how many more tokens they take for the same text.
 */
enum TokenFamily {
  /** GPT-3.5 and GPT-4 before 4o: {@code cl100k_base}. */
  OPENAI_OLD("(ft:)?gpt-(3\\.5|35|4(?![.o0-9])).*", "cl100k_base", 1.12, 3, 12),
  /** Since GPT-4o: {@code o200k_base} (OpenAI, tiktoken, {@code model.py}). */
  OPENAI("(ft:)?(gpt-|chatgpt-|o[1-9]|codex).*", "o200k_base", 1, 3, 12),
  /**
   * Claude takes some 16 % more for English and 20 to 30 % more for code than GPT-4o (public
   * comparisons of 2025); with tools comes a prompt of its own, 346 tokens (Anthropic, "Tool use:
   * pricing"). Its vocabulary is not public.
   */
  CLAUDE(".*claude-.*", null, 1.2, 4, 346),
  /** "A token is equivalent to about 4 characters" (Google, "Understand and count tokens"). */
  GEMINI(".*(gemini|gemma)-.*", null, 1.08, 2, 20),
  /** Vocabularies of 100,000 to 256,000 words, as Llama's, Mistral's and Qwen's. */
  OTHER(".*", null, 1.1, 4, 20);

  private final Pattern names;
  private final @Nullable String vocabulary;
  private final double factor;
  private final long perMessage;
  private final long withTools;

  TokenFamily(
      String names, @Nullable String vocabulary, double factor, long perMessage, long withTools) {
    this.names = Pattern.compile(names);
    this.vocabulary = vocabulary;
    this.factor = factor;
    this.perMessage = perMessage;
    this.withTools = withTools;
  }

  /** The family of a model by its name, a vendor before a slash left out. */
  static TokenFamily of(String model) {
    String name = model.substring(model.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    for (TokenFamily family : values()) {
      if (family.names.matcher(name).matches()) {
        return family;
      }
    }
    return OTHER;
  }

  /** The public vocabulary; null if there is none. */
  @Nullable String vocabulary() {
    return vocabulary;
  }

  /** Tokens for one of {@code o200k_base}. */
  double factor() {
    return factor;
  }

  /** What a message costs besides its parts. */
  long perMessage() {
    return perMessage;
  }

  /** What having tools costs besides the tools. */
  long withTools() {
    return withTools;
  }
}
