package dev.patchbay.failure;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One failure as data: what class it is, where it happened, and what the upstream said, redacted.
 * Immutable.
 *
 * @param kind its class, which carries the default verdict
 * @param phase how far the attempt had come
 * @param status HTTP status of the upstream, 0 if there was none
 * @param type the upstream's error type, null if it gave none
 * @param code the upstream's error code, null if it gave none
 * @param message what went wrong and, where we know, what to do; redacted, and without any address
 *     of a provider
 * @param retryAfter how long the upstream, or the earliest candidate, asks to wait; null if
 *     unstated
 * @param scope what a limit stands for
 * @param provider id of the provider, null if none was asked
 * @param account alias of the account ({@code provider/name}), null if none was asked
 * @param model the upstream's name of the model, null if none was asked
 * @param requestId the upstream's id of the request, null if it gave none
 * @param detail what only those who run the router may know, such as the address that was asked;
 *     redacted; null if there is nothing. Clients in any protocol are told the message alone
 * @param body the first 2,000 characters of the upstream's body, redacted; null if there was none
 */
public record Failure(
    FailureKind kind,
    FailurePhase phase,
    int status,
    @Nullable String type,
    @Nullable String code,
    String message,
    @Nullable Duration retryAfter,
    LimitScope scope,
    @Nullable String provider,
    @Nullable String account,
    @Nullable String model,
    @Nullable String requestId,
    @Nullable String detail,
    @Nullable String body)
    implements java.io.Serializable {

  public Failure {
    Objects.requireNonNull(kind, "kind");
    if (retryAfter != null && retryAfter.isNegative()) {
      throw new IllegalArgumentException("retryAfter must not be negative: " + retryAfter);
    }
  }

  /** The code of a {@link FailureKind#NO_CAPACITY} that is one of quotas alone. */
  public static final String QUOTA = "insufficient_quota";

  /** Whether a quota is used up: an account's, or those of all that could have answered. */
  public boolean isQuota() {
    return kind == FailureKind.QUOTA_EXHAUSTED
        || (kind == FailureKind.NO_CAPACITY && QUOTA.equals(code));
  }

  /** A failure of which only the class and a message are known. */
  public static Failure of(FailureKind kind, FailurePhase phase, String message) {
    return builder(kind, phase, message).build();
  }

  /** Starts a failure. */
  public static Builder builder(FailureKind kind, FailurePhase phase, String message) {
    return new Builder(kind, phase, message);
  }

  /** A builder holding this failure's values. */
  public Builder toBuilder() {
    Builder copy = new Builder(kind, phase, message);
    copy.status = status;
    copy.type = type;
    copy.code = code;
    copy.retryAfter = retryAfter;
    copy.scope = scope;
    copy.provider = provider;
    copy.account = account;
    copy.model = model;
    copy.requestId = requestId;
    copy.detail = detail;
    copy.body = body;
    return copy;
  }

  /** Builds a {@link Failure}. One thread. */
  public static final class Builder {
    private FailureKind kind;
    private FailurePhase phase;
    private String message;
    private int status;
    private @Nullable String type;
    private @Nullable String code;
    private @Nullable Duration retryAfter;
    private LimitScope scope = LimitScope.ACCOUNT;
    private @Nullable String provider;
    private @Nullable String account;
    private @Nullable String model;
    private @Nullable String requestId;
    private @Nullable String detail;
    private @Nullable String body;

    private Builder(FailureKind kind, FailurePhase phase, String message) {
      this.kind = kind;
      this.phase = phase;
      this.message = message;
    }

    public Builder kind(FailureKind value) {
      kind = value;
      return this;
    }

    public Builder phase(FailurePhase value) {
      phase = value;
      return this;
    }

    public Builder message(String value) {
      message = value;
      return this;
    }

    public Builder status(int value) {
      status = value;
      return this;
    }

    public Builder type(@Nullable String value) {
      type = value;
      return this;
    }

    public Builder code(@Nullable String value) {
      code = value;
      return this;
    }

    public Builder retryAfter(@Nullable Duration value) {
      retryAfter = value;
      return this;
    }

    public Builder scope(LimitScope value) {
      scope = value;
      return this;
    }

    /** Names who was asked. */
    public Builder at(String providerId, @Nullable String accountAlias, @Nullable String modelId) {
      provider = providerId;
      account = accountAlias;
      model = modelId;
      return this;
    }

    public Builder requestId(@Nullable String value) {
      requestId = value;
      return this;
    }

    public Builder detail(@Nullable String value) {
      detail = value;
      return this;
    }

    public Builder body(@Nullable String value) {
      body = value;
      return this;
    }

    public Failure build() {
      return new Failure(
          kind,
          phase,
          status,
          type,
          code,
          message,
          retryAfter,
          scope,
          provider,
          account,
          model,
          requestId,
          detail,
          body);
    }
  }
}
