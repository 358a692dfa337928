package dev.patchbay.wire.openai;

import dev.patchbay.chat.Citation;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.Usage;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one frame says of one choice; a whole message is a single one. Reading it touches no state,
 * so a frame that cannot be read leaves none behind. Immutable.
 *
 * @param whole true for a message, false for a piece of one
 * @param audio what is said of the answer's sound; null if nothing
 * @param extras unknown fields of the message
 * @param finish the finish word; null if it has not finished
 * @param choiceExtras unknown fields of the choice
 */
record Delta(
    int index,
    boolean whole,
    List<ThinkingWords.Thought> thoughts,
    List<Part> content,
    String refusal,
    List<Citation> citations,
    @Nullable Block audio,
    List<Part> images,
    List<ToolWords.Call> calls,
    JsonFields extras,
    @Nullable String finish,
    JsonFields choiceExtras,
    @Nullable Usage usage,
    @Nullable RawJson error) {
  /** Unknown fields of the message are kept under this name among those of the choice. */
  static final String MESSAGE = "message";

  /** Most choices an answer may have: an index beyond it is nonsense that would cost memory. */
  private static final int MOST_CHOICES = 1024;

  /** Reads an entry of {@code choices}; {@code place} is its position, for one without an index. */
  static Delta read(Block choice, int place) {
    Integer index = choice.integer("index");
    Block delta = choice.object("delta");
    Block message = choice.object(MESSAGE); // Perplexity repeats all so far beside the delta
    boolean whole = delta == null && message != null;
    Block said = delta == null ? message : delta;
    String finish = choice.text("finish_reason");
    Block usage = choice.object("usage");
    RawJson error = choice.take("error");
    int at = index == null ? place : index;
    if (at < 0 || at > MOST_CHOICES) {
      throw new BadJsonException(
          choice.path() + ".index", "Expected an index from 0 to " + MOST_CHOICES);
    }
    return of(
        said == null ? Words.block(RawJson.EMPTY_OBJECT, choice.path()) : said,
        at,
        whole,
        finish == null || finish.isEmpty() ? null : finish,
        choice.spokenRest(),
        usage == null ? null : UsageWords.decode(usage),
        error);
  }

  /** Reads a message of the model in a request. */
  static Delta message(Block message) {
    return of(message, 0, true, null, JsonFields.NONE, null, null);
  }

  private static Delta of(
      Block said,
      int index,
      boolean whole,
      @Nullable String finish,
      JsonFields choiceExtras,
      @Nullable Usage usage,
      @Nullable RawJson error) {
    said.take("role");
    List<ThinkingWords.Thought> thoughts = ThinkingWords.decode(said);
    List<Part> content = PartDecoder.content(said);
    String refusal = said.string("refusal", "");
    List<Citation> citations = PartDecoder.citations(said);
    Block audio = said.object("audio");
    List<Part> images = images(said);
    List<ToolWords.Call> calls = ToolWords.calls(said, whole);
    return new Delta(
        index,
        whole,
        thoughts,
        content,
        refusal,
        citations,
        audio == null ? null : checked(audio),
        images,
        calls,
        said.spokenRest(),
        finish,
        choiceExtras,
        usage,
        error);
  }

  /** Pictures the model made (OpenRouter). */
  private static List<Part> images(Block said) {
    List<Part> images = new ArrayList<>();
    for (Block image : said.objects("images")) {
      images.add(PartDecoder.decode(image));
    }
    return images;
  }

  /** What is taken out of it later must not fail then. */
  private static Block checked(Block audio) {
    Block copy = Words.block(audio.raw(), audio.path());
    copy.string("data");
    copy.string("transcript");
    return audio;
  }
}
