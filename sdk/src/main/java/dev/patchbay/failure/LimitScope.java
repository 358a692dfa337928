package dev.patchbay.failure;

/** What a limit stands for; the response decides. */
public enum LimitScope {
  /** This one request only: nothing cools. */
  REQUEST,
  /** The account with this model. */
  ACCOUNT_MODEL,
  /** The whole account. */
  ACCOUNT
}
