package dev.patchbay.logbook;

import dev.patchbay.attempt.Asked;
import dev.patchbay.attempt.Mask;
import dev.patchbay.chat.ChatJson;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.log.RequestPayload;
import dev.patchbay.secret.Secret;
import dev.patchbay.wire.WireRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a request said, before it is made fit to be kept: that takes milliseconds for a long one.
 * Immutable.
 *
 * @param weight about how many bytes it holds in memory
 */
record RawPayload(
    Subject subject,
    ClientMask client,
    Supplier<String> request,
    @Nullable Supplier<String> response,
    long weight) {
  /** What a request of Java values takes; it is not worth counting. */
  private static final long TYPED_WEIGHT = 16 * 1024;

  /**
   * @param said the answer to a typed request
   * @param written the answer to a client's
   */
  static RawPayload of(
      Subject subject, @Nullable ChatResponse said, @Nullable Supplier<String> written) {
    Asked asked = subject.asked();
    if (asked instanceof Asked.Wired wired) {
      WireRequest wire = wired.wire();
      return new RawPayload(
          subject,
          ClientMask.of(asked),
          () -> new String(wire.body(), StandardCharsets.UTF_8),
          written,
          wire.body().length + (written == null ? 0L : CopySink.MOST_CHARACTERS));
    }
    return new RawPayload(
        subject,
        ClientMask.of(asked),
        () -> ChatJson.write(asked.request()),
        said == null || said.choices().isEmpty() ? null : () -> ChatJson.write(said),
        TYPED_WEIGHT);
  }

  /** As it is kept. */
  RequestPayload kept() {
    List<Secret> secrets = new ArrayList<>(client.secrets());
    subject.plan().candidates().stream().map(Mask::of).map(Mask::secrets).forEach(secrets::addAll);
    PayloadText texts = new PayloadText(secrets.stream().distinct().toList());
    return new RequestPayload(
        subject.id(),
        subject.at(),
        texts.body(request.get()),
        response == null ? null : texts.body(response.get()));
  }
}
