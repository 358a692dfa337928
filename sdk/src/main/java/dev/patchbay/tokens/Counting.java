package dev.patchbay.tokens;

/** How much trouble a count of tokens is worth. */
public enum Counting {
  /** Here and now, without asking anybody. */
  ESTIMATE,
  /** By the provider's own endpoint where it has one, else an estimate. */
  EXACT
}
