package dev.patchbay.route;

/** Why a provider, target or account is not in a plan. */
public enum DropReason {
  /** Its mode is off, or it is not enabled. */
  OFF,
  /** It does not serve the model. */
  NOT_SERVED,
  /** It could only answer by another model, and nobody allowed that. */
  SUBSTITUTION_NOT_ENABLED,
  /** Another provider is exclusive for this model. */
  EXCLUSIVE_ELSEWHERE,
  /** A pin, rule, alias or prefix names others. */
  NOT_NAMED,
  /** The caller may not use this model. */
  MODEL_NOT_ALLOWED,
  /** The model lacks something the request needs. */
  CAPABILITY_MISSING,
  /** The prompt is longer than the model's window. */
  CONTEXT_TOO_SMALL,
  /** It speaks no protocol there is a codec for. */
  PROTOCOL_NOT_SPOKEN,
  /** A budget would be broken. */
  BUDGET,
  /** The account is paused. */
  PAUSED,
  /** The account's credential was refused. */
  NEEDS_REAUTH,
  /** The account, or the model at it, is cooling. */
  COOLING,
  /** The circuit is open. */
  CIRCUIT_OPEN,
  /** The account serves as many requests as it may. */
  AT_CONCURRENCY_LIMIT,
  /** The provider has no account. */
  NO_ACCOUNT
}
