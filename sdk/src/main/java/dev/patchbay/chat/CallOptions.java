package dev.patchbay.chat;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one request is to be routed and accounted; nothing of it goes upstream. Immutable; null or
 * empty leaves it to the configuration.
 *
 * @param sessionKey requests of one key stay at one account as long as it is well
 * @param conversation id of the conversation the request belongs to, among its tenant's; null for
 *     none
 * @param tenant who owns sessions and conversations; {@code local} in process unless given
 * @param caller who calls, for rules and the ledger
 * @param key id of the API key the request came with, for budgets and the ledger; null if it came
 *     with none, as in process
 * @param tags words for rules, budgets and the ledger
 * @param providerPin only this provider, by id
 * @param accountPin only this account, {@code provider/name} or its id
 * @param resume what happens when a stream breaks after output was shown; default {@code FAIL}
 * @param deadline for the whole call, all attempts included; default {@code timeouts.total}
 */
public record CallOptions(
    @Nullable String sessionKey,
    @Nullable String conversation,
    @Nullable String tenant,
    @Nullable String caller,
    @Nullable String key,
    List<String> tags,
    @Nullable String providerPin,
    @Nullable String accountPin,
    @Nullable ResumePolicy resume,
    @Nullable Duration deadline) {
  /** Everything left to the configuration. */
  public static final CallOptions DEFAULT = builder().build();

  public CallOptions {
    tags = List.copyOf(tags);
    if (deadline != null && (deadline.isNegative() || deadline.isZero())) {
      throw new IllegalArgumentException("deadline must be positive: " + deadline);
    }
  }

  /** A builder that leaves everything to the configuration. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder holding these values. */
  public Builder toBuilder() {
    Builder copy = new Builder();
    copy.sessionKey = sessionKey;
    copy.conversation = conversation;
    copy.tenant = tenant;
    copy.caller = caller;
    copy.key = key;
    copy.tags = tags;
    copy.providerPin = providerPin;
    copy.accountPin = accountPin;
    copy.resume = resume;
    copy.deadline = deadline;
    return copy;
  }

  /** Builds {@link CallOptions}. One thread. */
  public static final class Builder {
    private @Nullable String sessionKey;
    private @Nullable String conversation;
    private @Nullable String tenant;
    private @Nullable String caller;
    private @Nullable String key;
    private List<String> tags = List.of();
    private @Nullable String providerPin;
    private @Nullable String accountPin;
    private @Nullable ResumePolicy resume;
    private @Nullable Duration deadline;

    private Builder() {}

    public Builder sessionKey(@Nullable String value) {
      sessionKey = value;
      return this;
    }

    public Builder conversation(@Nullable String value) {
      conversation = value;
      return this;
    }

    public Builder tenant(@Nullable String value) {
      tenant = value;
      return this;
    }

    public Builder caller(@Nullable String value) {
      caller = value;
      return this;
    }

    public Builder key(@Nullable String value) {
      key = value;
      return this;
    }

    /** Replaces the tags. */
    public Builder tags(List<String> value) {
      tags = value;
      return this;
    }

    public Builder providerPin(@Nullable String value) {
      providerPin = value;
      return this;
    }

    public Builder accountPin(@Nullable String value) {
      accountPin = value;
      return this;
    }

    public Builder resume(@Nullable ResumePolicy value) {
      resume = value;
      return this;
    }

    /** The longest the whole call may take; positive. */
    public Builder deadline(@Nullable Duration value) {
      deadline = value;
      return this;
    }

    public CallOptions build() {
      return new CallOptions(
          sessionKey,
          conversation,
          tenant,
          caller,
          key,
          tags,
          providerPin,
          accountPin,
          resume,
          deadline);
    }
  }
}
