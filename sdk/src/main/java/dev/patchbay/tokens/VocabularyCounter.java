package dev.patchbay.tokens;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import java.util.Optional;

/**
 * Counts by a public vocabulary, with jtokkit. That is an optional dependency: nothing but {@link
 * #of} may be used where it is absent. Immutable.
 */
final class VocabularyCounter implements TextCounter {
  /** Of longer texts the rest is estimated: nobody waits seconds for a count. */
  private static final int LONGEST = 1 << 20;

  private static final boolean PRESENT = isPresent();

  private final Encoding encoding;

  private VocabularyCounter(Encoding encoding) {
    this.encoding = encoding;
  }

  /** The counter of a vocabulary; empty where jtokkit is absent or does not know it. */
  static Optional<TextCounter> of(String vocabulary) {
    return PRESENT
        ? Loaded.VOCABULARIES.getEncoding(vocabulary).map(VocabularyCounter::new)
        : Optional.empty();
  }

  private static boolean isPresent() {
    try {
      Class.forName(
          "com.knuddels.jtokkit.Encodings", false, VocabularyCounter.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /** Read when first needed: a vocabulary takes some 50 MB and a good part of a second. */
  private static final class Loaded {
    static final EncodingRegistry VOCABULARIES = Encodings.newLazyEncodingRegistry();
  }

  /** Special tokens in a text are text: a caller's {@code <|endoftext|>} is no command. */
  @Override
  public double tokens(String text) {
    return text.length() <= LONGEST
        ? encoding.countTokensOrdinary(text)
        : encoding.countTokensOrdinary(text.substring(0, LONGEST))
            + TextTokens.of(text.substring(LONGEST));
  }

  @Override
  public String name() {
    return "jtokkit " + encoding.getName();
  }
}
