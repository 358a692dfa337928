package dev.patchbay.log;

import dev.patchbay.failure.FailureKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which requests are meant: those for which all that is set holds. Immutable; null leaves open.
 *
 * @param from those that arrived then or later
 * @param to those that arrived before
 * @param tenant those of this tenant
 * @param caller those of this caller
 * @param key those that came with the API key of this id
 * @param conversation those of this conversation
 * @param tag those that have this tag
 * @param provider those that asked this provider last
 * @param account those that asked this account last
 * @param model those that asked for this model, or were answered by it
 * @param served true for those that were served, false for those that failed
 * @param failure those that failed in this way
 */
public record RequestFilter(
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String tenant,
    @Nullable String caller,
    @Nullable String key,
    @Nullable String conversation,
    @Nullable String tag,
    @Nullable String provider,
    @Nullable String account,
    @Nullable String model,
    @Nullable Boolean served,
    @Nullable FailureKind failure) {
  /** Every request. */
  public static final RequestFilter ALL = builder().build();

  /** A builder that leaves everything open. */
  public static Builder builder() {
    return new Builder();
  }

  /** True if the request is meant. */
  public boolean matches(RequestRecord request) {
    return (from == null || !request.at().isBefore(from))
        && (to == null || request.at().isBefore(to))
        && is(tenant, request.origin().tenant())
        && is(caller, request.origin().caller())
        && is(key, request.origin().key())
        && is(conversation, request.origin().conversation())
        && (tag == null || request.origin().tags().contains(tag))
        && is(provider, request.provider())
        && is(account, request.account())
        && (is(model, request.askedModel()) || is(model, request.model()))
        && (served == null || served == request.served())
        && (failure == null || failure == request.failure());
  }

  private static boolean is(@Nullable String wanted, @Nullable String value) {
    return wanted == null || wanted.equals(value);
  }

  /** Builds a {@link RequestFilter}. One thread. */
  public static final class Builder {
    private @Nullable Instant from;
    private @Nullable Instant to;
    private @Nullable String tenant;
    private @Nullable String caller;
    private @Nullable String key;
    private @Nullable String conversation;
    private @Nullable String tag;
    private @Nullable String provider;
    private @Nullable String account;
    private @Nullable String model;
    private @Nullable Boolean served;
    private @Nullable FailureKind failure;

    private Builder() {}

    /** Those that arrived at this time or later. */
    public Builder from(@Nullable Instant value) {
      from = value;
      return this;
    }

    /** Those that arrived before this time. */
    public Builder to(@Nullable Instant value) {
      to = value;
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

    public Builder conversation(@Nullable String value) {
      conversation = value;
      return this;
    }

    public Builder tag(@Nullable String value) {
      tag = value;
      return this;
    }

    public Builder provider(@Nullable String value) {
      provider = value;
      return this;
    }

    public Builder account(@Nullable String value) {
      account = value;
      return this;
    }

    /** As asked for, or as it answered. */
    public Builder model(@Nullable String value) {
      model = value;
      return this;
    }

    /** True for those that were served, false for those that failed. */
    public Builder served(@Nullable Boolean value) {
      served = value;
      return this;
    }

    public Builder failure(@Nullable FailureKind value) {
      failure = value;
      return this;
    }

    public RequestFilter build() {
      return new RequestFilter(
          from,
          to,
          tenant,
          caller,
          key,
          conversation,
          tag,
          provider,
          account,
          model,
          served,
          failure);
    }
  }
}
