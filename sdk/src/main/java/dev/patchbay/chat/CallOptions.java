package dev.patchbay.chat;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one request is to be routed; nothing of it goes upstream. Immutable; null or empty leaves it
 * to the configuration.
 *
 * @param sessionKey requests of one key stay at one account as long as it is well
 * @param tenant who owns sessions and conversations; {@code local} in process unless given
 * @param caller who calls, for rules, budgets and the ledger
 * @param tags words for rules, budgets and the ledger
 * @param providerPin only this provider, by id
 * @param accountPin only this account, {@code provider/name} or its id
 * @param resume what happens when a stream breaks after output was shown; default {@code FAIL}
 * @param deadline for the whole call, all attempts included; default {@code timeouts.total}
 */
public record CallOptions(
    @Nullable String sessionKey,
    @Nullable String tenant,
    @Nullable String caller,
    List<String> tags,
    @Nullable String providerPin,
    @Nullable String accountPin,
    @Nullable ResumePolicy resume,
    @Nullable Duration deadline) {
  /** Everything left to the configuration. */
  public static final CallOptions DEFAULT =
      new CallOptions(null, null, null, List.of(), null, null, null, null);

  public CallOptions {
    tags = List.copyOf(tags);
    if (deadline != null && (deadline.isNegative() || deadline.isZero())) {
      throw new IllegalArgumentException("deadline must be positive: " + deadline);
    }
  }
}
