package dev.patchbay.attempt;

import dev.patchbay.chat.CallOptions;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Loss;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.TargetProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is asked, with a shorter answer than could be: that is what a budget leaves. Thread-safe.
 *
 * @param asked what is asked otherwise
 * @param maxOutput most tokens of the answer
 * @param stated whether the request has a limit of its own; where it has none, its bytes cannot
 *     pass, since most protocols have no place where one could be spliced in
 * @param why who wants it shorter, for a person
 */
public record Limited(Asked asked, int maxOutput, boolean stated, String why) implements Asked {
  /** How encoders call it when they lower a limit. */
  private static final String FEATURE = "max-output-tokens";

  @Override
  public ChatRequest request() {
    ChatRequest request = asked.request();
    Integer own = request.maxOutputTokens();
    int most = own == null ? maxOutput : Math.min(own, maxOutput);
    return request.toBuilder().maxOutputTokens(most).build();
  }

  @Override
  public CallOptions options() {
    return asked.options();
  }

  @Override
  public int choices() {
    return asked.choices();
  }

  /** The splicer takes the limit for the model's own, and says so: it is not. */
  @Override
  public Optional<Encoded> splice(Codec codec, TargetProfile target, boolean stream) {
    return stated ? asked.splice(codec, target, stream).map(Limited::untold) : Optional.empty();
  }

  private static Encoded untold(Encoded spliced) {
    List<Loss> losses =
        spliced.losses().stream().filter(loss -> !loss.feature().equals(FEATURE)).toList();
    return new Encoded(spliced.body(), losses, spliced.undo());
  }

  @Override
  public TargetProfile within(TargetProfile target) {
    Integer own = target.maxOutput();
    int most = own == null ? maxOutput : Math.min(own, maxOutput);
    return new TargetProfile(
        target.model(),
        target.issuer(),
        target.quirks(),
        target.capabilities(),
        target.contextWindow(),
        most);
  }

  @Override
  public Map<String, String> headers(Protocol target) {
    return asked.headers(target);
  }

  @Override
  public List<Loss> losses() {
    List<Loss> losses = new ArrayList<>(asked.losses());
    losses.add(new Loss(FEATURE, "Lowered to " + maxOutput + ": " + why));
    return losses;
  }
}
