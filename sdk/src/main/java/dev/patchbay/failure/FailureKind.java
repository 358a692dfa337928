package dev.patchbay.failure;

/**
 * The classes of failure, each with its default verdict and its effect on the account. Upstream
 * failures are told apart by {@link FailureTable}; the last group are the router's own.
 */
public enum FailureKind {
  /** Refused for its content: by moderation, policy or safety. */
  CONTENT_FILTERED(Verdict.RETURN, AccountEffect.NONE),
  /** The prompt does not fit the model's context window. */
  CONTEXT_TOO_LONG(Verdict.LARGER_WINDOW, AccountEffect.NONE),
  /** The provider does not know the model, or not for this account. */
  MODEL_NOT_FOUND(Verdict.NEXT_TARGET, AccountEffect.PARK_MODEL),
  /** Nothing that speaks the protocol answers at the base URL. */
  MISCONFIGURED(Verdict.NEXT_PROVIDER, AccountEffect.NONE),
  /** The request itself was refused. */
  INVALID_REQUEST(Verdict.RETURN, AccountEffect.NONE),
  /** The balance or quota of the account is used up. */
  QUOTA_EXHAUSTED(Verdict.NEXT_ACCOUNT, AccountEffect.PARK_QUOTA),
  /** The credential was refused. */
  AUTHENTICATION(Verdict.NEXT_ACCOUNT, AccountEffect.NEEDS_REAUTH),
  /** The credential is good, but may not do this. */
  PERMISSION(Verdict.NEXT_ACCOUNT, AccountEffect.PARK_PERMISSION),
  /** Too many requests or tokens for now. */
  RATE_LIMITED(Verdict.NEXT_ACCOUNT, AccountEffect.COOL),
  /** The provider has too much to do. */
  OVERLOADED(Verdict.RETRY_IN_PLACE, AccountEffect.COOL_BRIEFLY),
  /** The provider failed, or its answer makes no sense. */
  SERVER_ERROR(Verdict.RETRY_IN_PLACE, AccountEffect.COUNT_FOR_CIRCUIT),
  /** The connection failed before any byte of the answer. */
  NETWORK(Verdict.RETRY_IN_PLACE, AccountEffect.COUNT_FOR_CIRCUIT),
  /** The provider was silent for too long. */
  TIMEOUT(Verdict.NEXT, AccountEffect.COUNT_FOR_CIRCUIT),
  /** A stream ended, stalled or broke before it was finished. */
  CUT(Verdict.NEXT, AccountEffect.COUNT_FOR_CIRCUIT),
  /** The caller cancelled. */
  CANCELLED(Verdict.STOP, AccountEffect.NONE),
  /** The caller's deadline passed. */
  DEADLINE(Verdict.STOP, AccountEffect.NONE),

  /** No enabled provider serves the model. */
  NO_ROUTE(Verdict.RETURN, AccountEffect.NONE),
  /** Every candidate is at a limit for now. */
  NO_CAPACITY(Verdict.RETURN, AccountEffect.NONE),
  /** Every credential that could have served was refused upstream. */
  UPSTREAM_CREDENTIALS(Verdict.RETURN, AccountEffect.NONE),
  /** The account or object the request is bound to cannot be used. */
  PINNED_UNAVAILABLE(Verdict.RETURN, AccountEffect.NONE),
  /** A budget does not allow the request. */
  BUDGET_EXCEEDED(Verdict.RETURN, AccountEffect.NONE),
  /** The router is closed. */
  CLOSED(Verdict.RETURN, AccountEffect.NONE);

  private final Verdict verdict;
  private final AccountEffect effect;

  FailureKind(Verdict verdict, AccountEffect effect) {
    this.verdict = verdict;
    this.effect = effect;
  }

  /** What to do next, unless circumstances say otherwise. */
  public Verdict verdict() {
    return verdict;
  }

  /** What it does to the account that met it. */
  public AccountEffect effect() {
    return effect;
  }

  /** True for limits that pass by themselves: the account is fine, only not now. */
  public boolean isCapacity() {
    return switch (this) {
      case RATE_LIMITED, QUOTA_EXHAUSTED, OVERLOADED, NO_CAPACITY -> true;
      default -> false;
    };
  }
}
