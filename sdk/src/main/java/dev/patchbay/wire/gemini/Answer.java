package dev.patchbay.wire.gemini;

import dev.patchbay.chat.Issuer;
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
 * @param blocked true if the prompt was refused: then there are no candidates
 */
record Answer(
    String id,
    String model,
    @Nullable Instant created,
    List<Candidate> candidates,
    boolean blocked,
    UsageWords.@Nullable Decoded usage,
    JsonFields extras) {

  /**
   * Reads one.
   *
   * @param seed stands for the answer's id where it has none
   * @param calls how many calls a candidate has made before
   */
  static Answer read(Block answer, Issuer issuer, String seed, IntUnaryOperator calls) {
    String id = answer.string("responseId", "");
    String model = answer.string("modelVersion", "");
    RawJson time = answer.take("createTime");
    List<Candidate> candidates = new ArrayList<>();
    for (Block candidate : Words.objects(answer, "candidates")) {
      candidates.add(Candidate.read(candidate, issuer, seed.isEmpty() ? id : seed, calls));
    }
    Block usage = Words.object(answer, UsageWords.NAME);
    UsageWords.Decoded told = usage == null ? null : UsageWords.decode(usage);
    boolean blocked = candidates.isEmpty() && isBlocked(answer);
    return new Answer(id, model, instant(time), candidates, blocked, told, answer.spokenRest());
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
