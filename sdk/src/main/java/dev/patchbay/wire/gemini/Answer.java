package dev.patchbay.wire.gemini;

import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.Usage;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer, or one frame of a stream: both have the same form. Immutable.
 *
 * @param choices what is said of each candidate
 * @param blocked true if the prompt was refused: then there are no candidates
 * @param usage null if it says none
 * @param extras unknown fields, those of usage among them
 */
record Answer(
    String id,
    String model,
    @Nullable Instant created,
    List<Delta> choices,
    boolean blocked,
    @Nullable Usage usage,
    JsonFields extras) {

  /**
   * Reads one.
   *
   * @param whole true for a whole answer, false for a frame
   * @param seed stands for the answer's id where it has none
   * @param calls how many calls a candidate has made before
   */
  static Answer read(
      Block given, boolean whole, Issuer issuer, String seed, IntUnaryOperator calls) {
    Block answer = Envelope.answer(given);
    String id = answer.string("responseId", "");
    String model = answer.string("modelVersion", "");
    RawJson time = answer.take("createTime");
    List<Delta> choices = new ArrayList<>();
    for (Block candidate : Words.objects(answer, "candidates")) {
      choices.add(Delta.read(candidate, whole, issuer, seed.isEmpty() ? id : seed, calls));
    }
    Block told = Words.object(answer, UsageWords.NAME);
    Usage usage = told == null ? null : UsageWords.decode(told);
    JsonFields details = told == null ? JsonFields.NONE : UsageWords.rest(told);
    boolean blocked = choices.isEmpty() && isBlocked(answer);
    JsonFields extras = UsageWords.keep(answer.spokenRest(), details);
    return new Answer(id, model, instant(time), choices, blocked, usage, extras);
  }

  /** True if an answer says why the prompt was refused. */
  static boolean isBlocked(Block answer) {
    RawJson feedback = answer.peek(Words.FEEDBACK);
    return feedback != null
        && feedback.isObject()
        && Words.block(feedback, "$." + Words.FEEDBACK).has("blockReason");
  }

  private static @Nullable Instant instant(@Nullable RawJson time) {
    try {
      return time == null ? null : OffsetDateTime.parse(Block.text(time)).toInstant();
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
