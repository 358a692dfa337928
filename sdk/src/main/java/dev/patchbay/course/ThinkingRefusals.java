package dev.patchbay.course;

import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import java.util.regex.Pattern;

/**
 * Tells that a provider refused a request for the thinking in its history: signed by somebody else,
 * or bound to another conversation, or missing where the turn began with it. Stateless.
 *
 * <p>Sources: the texts of Anthropic's and Gemini's 400s, OpenAI's {@code
 * invalid_encrypted_content}.
 */
final class ThinkingRefusals {
  private static final int BAD_REQUEST = 400;

  private static final Pattern TEXT =
      Pattern.compile(
          "signature\\W{1,4}in\\W{1,4}thinking|thinking.{0,80}(signature|different conversation)"
              + "|expected\\W{1,4}thinking|thinking\\W{0,3} blocks?.{0,80}cannot be modified"
              + "|thought.?signature|encrypted.?content.{0,120}(verif|decrypt|invalid)",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private ThinkingRefusals() {}

  /** True if the request may be taken without the thinking. */
  static boolean isOne(Failure failure) {
    return failure.kind() == FailureKind.INVALID_REQUEST
        && failure.status() == BAD_REQUEST
        && ("invalid_encrypted_content".equals(failure.code())
            || TEXT.matcher(failure.message()).find());
  }
}
