package dev.patchbay.route;

/** Why a provider, target or account is not in a plan. */
public enum DropReason {
  /** Its mode is off, or it is not enabled. */
  OFF("off"),
  /** It does not serve the model. */
  NOT_SERVED("does not serve it"),
  /** It could only answer by another model, and nobody allowed that. */
  SUBSTITUTION_NOT_ENABLED("substitution not enabled"),
  /** Another provider is exclusive for this model. */
  EXCLUSIVE_ELSEWHERE("left out"),
  /** A pin, rule, alias or prefix names others. */
  NOT_NAMED("not named"),
  /** The caller may not use this model. */
  MODEL_NOT_ALLOWED("model not allowed"),
  /** The model lacks something the request needs. */
  CAPABILITY_MISSING("cannot do it"),
  /** The prompt is longer than the model's window. */
  CONTEXT_TOO_SMALL("context window too small"),
  /** It speaks no protocol there is a codec for. */
  PROTOCOL_NOT_SPOKEN("protocol not spoken"),
  /** A budget would be broken. */
  BUDGET("over budget"),
  /** The account is paused. */
  PAUSED("paused"),
  /** The account's credential was refused. */
  NEEDS_REAUTH("needs a new credential"),
  /** The account rests at this hour. */
  PAUSE_HOURS("in its pause hours"),
  /** The account, or the model at it, is cooling. */
  COOLING("cooling"),
  /** The circuit is open. */
  CIRCUIT_OPEN("circuit open"),
  /** The account serves as many requests as it may. */
  AT_CONCURRENCY_LIMIT("at its concurrency limit"),
  /** The provider has no account. */
  NO_ACCOUNT("no account");

  private final String words;

  DropReason(String words) {
    this.words = words;
  }

  /** For a person, such as {@code at its concurrency limit}. */
  public String words() {
    return words;
  }
}
