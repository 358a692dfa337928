package dev.patchbay.wire;

import dev.patchbay.chat.Issuer;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.JsonBytes;
import dev.patchbay.tokens.PromptTally;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What routing needs to know of a client's request, read off its bytes in one pass: nothing is
 * decoded that is not asked for here. Immutable.
 *
 * @param body where each value of the body lies, as far down as was looked
 * @param model the model as typed; empty if neither the address nor the body names one
 * @param stream whether the client wants a stream
 * @param usage whether the stream it wants is to end with usage
 * @param maxOutputTokens limit of the answer, at least 0; null if unset
 * @param needs what the model must be able to do
 * @param size what the prompt is made of
 * @param user the end user's id; null if unsaid
 * @param cacheKey OpenAI's {@code prompt_cache_key}; null if unsaid
 * @param firstWords the beginning of the user's first message, at most {@link #HEAD} characters;
 *     null if the user says nothing
 * @param storedFile whether it names an object stored at one provider
 * @param previousResponse the answer it goes on from (OpenAI Responses); null if none
 * @param issuer who issued the last of its opaque values, where that was in another protocol; null
 *     if it has no such value
 */
public record Glance(
    JsonBytes body,
    String model,
    boolean stream,
    boolean usage,
    @Nullable Integer maxOutputTokens,
    Set<Capability> needs,
    PromptTally.Size size,
    @Nullable String user,
    @Nullable String cacheKey,
    @Nullable String firstWords,
    boolean storedFile,
    @Nullable String previousResponse,
    @Nullable Issuer issuer) {
  /** How much of the first message tells sessions apart. */
  public static final int HEAD = 8_192;

  public Glance {
    needs = Set.copyOf(needs);
  }

  /** Gathers a {@link Glance} while a codec walks over a request. One thread. */
  public static final class Builder {
    private final JsonBytes body;
    private final PromptTally tally = new PromptTally();
    private final Set<Capability> needs = EnumSet.noneOf(Capability.class);
    private String model = "";
    private boolean stream;
    private boolean usage = true;
    private @Nullable Integer maxOutputTokens;
    private @Nullable String user;
    private @Nullable String cacheKey;
    private @Nullable StringBuilder firstWords;
    private boolean storedFile;
    private @Nullable String previousResponse;

    /** A glance at a body. */
    public Builder(JsonBytes body) {
      this.body = body;
    }

    /** Where the prompt is counted. */
    public PromptTally tally() {
      return tally;
    }

    public void model(@Nullable String value) {
      model = value == null ? "" : value;
    }

    public void stream(boolean value) {
      stream = value;
    }

    public void usage(boolean value) {
      usage = value;
    }

    /** The limit of a field. */
    public void maxOutputTokens(@Nullable Integer value, String path) {
      if (value != null && value < 0) {
        throw new BadJsonException(path, "Expected at least 0");
      }
      maxOutputTokens = value;
    }

    public void need(Capability value) {
      needs.add(value);
    }

    public void user(@Nullable String value) {
      user = value;
    }

    public void cacheKey(@Nullable String value) {
      cacheKey = value;
    }

    /** A message of the user's begins; true if it is the first one. */
    public boolean userSpeaks() {
      boolean first = firstWords == null;
      if (first) {
        firstWords = new StringBuilder();
      }
      return first;
    }

    /** How many characters of the first message are still of interest. */
    public int wordsLeft() {
      return firstWords == null ? 0 : HEAD - firstWords.length();
    }

    /** More of the first message. */
    public void words(String text) {
      if (firstWords != null) {
        firstWords.append(text, 0, Math.min(text.length(), wordsLeft()));
      }
    }

    public void storedFile() {
      storedFile = true;
    }

    public void previousResponse(@Nullable String value) {
      previousResponse = value;
    }

    public Glance build() {
      return new Glance(
          body,
          model,
          stream,
          usage,
          maxOutputTokens,
          needs,
          tally.size(),
          user,
          cacheKey,
          firstWords == null ? null : firstWords.toString(),
          storedFile,
          previousResponse,
          OpaqueTag.last(body.bytes()));
    }
  }
}
