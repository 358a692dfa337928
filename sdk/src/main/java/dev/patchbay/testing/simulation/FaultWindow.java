package dev.patchbay.testing.simulation;

import dev.patchbay.testing.ProviderCall;
import dev.patchbay.testing.Reply;
import java.time.Duration;
import java.util.function.Function;

/**
 * What a provider answers for a while instead of its normal reply. Immutable.
 *
 * @param who a provider, or an account of it as {@code provider/account}
 * @param from since the start of the simulation, included
 * @param to since the start of the simulation, excluded
 * @param reply the reply, by the time that is left of the window
 */
public record FaultWindow(String who, Duration from, Duration to, Function<Duration, Reply> reply) {
  public FaultWindow {
    if (from.isNegative() || to.compareTo(from) <= 0) {
      throw new IllegalArgumentException("A window must end after it begins: " + from + ", " + to);
    }
  }

  /** Connections are reset. */
  public static FaultWindow down(String who, Duration from, Duration to) {
    return new FaultWindow(who, from, to, left -> Reply.reset());
  }

  /** Status 429, with the end of the window as the stated reset. */
  public static FaultWindow limited(String who, Duration from, Duration to) {
    return new FaultWindow(
        who, from, to, left -> Reply.status(429).withRetryAfter(left.plusSeconds(1)));
  }

  /** Answers are right but late. */
  public static FaultWindow slow(String who, Duration from, Duration to, Duration firstToken) {
    return new FaultWindow(
        who, from, to, left -> Reply.text("Late").withFirstTokenAfter(firstToken));
  }

  boolean covers(String provider, ProviderCall call, Duration now) {
    boolean here = who.equals(provider) || who.equals(provider + "/" + call.account());
    return here && now.compareTo(from) >= 0 && now.compareTo(to) < 0;
  }

  Reply at(Duration now) {
    return reply.apply(to.minus(now));
  }
}
