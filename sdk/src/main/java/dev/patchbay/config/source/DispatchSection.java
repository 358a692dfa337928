package dev.patchbay.config.source;

import static dev.patchbay.config.source.Section.or;
import static dev.patchbay.config.source.Section.words;

import dev.patchbay.chat.ResumePolicy;
import dev.patchbay.course.DispatchRules;
import dev.patchbay.course.Timeouts;
import dev.patchbay.course.UpstreamStream;
import dev.patchbay.route.Substitution;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads what dispatch obeys: {@code retry}, {@code failover}, {@code hedge}, {@code timeouts} and
 * the single words beside them. Bounds keep slips such as a delay in the wrong unit out.
 */
final class DispatchSection {
  static final Duration LONGEST_TIMEOUT = Duration.ofDays(1);

  private static final Duration LONGEST_DELAY = Duration.ofHours(1);
  private static final int MOST_TRIES = 100;

  private DispatchSection() {}

  static DispatchRules read(Section root) {
    DispatchRules base = DispatchRules.DEFAULT;
    Section retry = root.section("retry");
    Section failover = root.section("failover");
    Section hedge = root.section("hedge");
    DispatchRules rules =
        new DispatchRules(
            or(retry.whole("attempts", 1, MOST_TRIES), base.attempts()),
            or(retry.duration("delay", LONGEST_DELAY), base.delay()),
            or(retry.parsed("backoff", Numbers::factor, "a number from 1 to 1000"), base.backoff()),
            or(failover.whole("max-attempts", 1, MOST_TRIES), base.maxAttempts()),
            or(hedge.duration("after", LONGEST_TIMEOUT), base.hedgeAfter()),
            or(hedge.whole("max", 2, MOST_TRIES), base.hedgeMax()),
            timeouts(root.section("timeouts")),
            or(
                root.word("resume", DispatchSection::resume, words(ResumePolicy.values())),
                base.resume()),
            or(
                root.word("upstream-stream", UpstreamStream::of, words(UpstreamStream.values())),
                base.upstreamStream()),
            or(
                root.word("substitution", Substitution::of, words(Substitution.values())),
                base.substitution()));
    retry.end();
    failover.end();
    hedge.end();
    return rules;
  }

  private static Timeouts timeouts(Section section) {
    Timeouts base = Timeouts.DEFAULT;
    Timeouts timeouts =
        new Timeouts(
            timeout(section, "connect", base.connect()),
            timeout(section, "first-token", base.firstToken()),
            timeout(section, "first-token-with-alternative", base.firstTokenWithAlternative()),
            timeout(section, "first-token-reasoning", base.firstTokenReasoning()),
            timeout(section, "idle", base.idle()),
            timeout(section, "attempt", base.attempt()),
            base.bufferedWithAlternative(),
            timeout(section, "total", base.total()),
            base.usageWait());
    section.end();
    return timeouts;
  }

  private static Duration timeout(Section section, String key, Duration otherwise) {
    return or(section.positive(key, LONGEST_TIMEOUT), otherwise);
  }

  private static Optional<ResumePolicy> resume(String word) {
    for (ResumePolicy policy : ResumePolicy.values()) {
      if (policy.name().toLowerCase(Locale.ROOT).equals(word)) {
        return Optional.of(policy);
      }
    }
    return Optional.empty();
  }
}
