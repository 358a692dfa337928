package dev.patchbay.failure;

/**
 * What a failure does to the health of the account that met it. Durations are the lease's matter.
 */
public enum AccountEffect {
  /** Nothing: the request or the caller was at fault. */
  NONE,
  /** Out of rotation until its limit resets: stated, or guessed from the streak. */
  COOL,
  /** Out of rotation for a short fixed time; the streak of rate limits is left alone. */
  COOL_BRIEFLY,
  /** Out of rotation until its quota returns: stated, or an hour. */
  PARK_QUOTA,
  /** Out of rotation for half an hour with the reason: the credential lacks a permission. */
  PARK_PERMISSION,
  /** This model sorts last at this account for an hour. */
  PARK_MODEL,
  /** Out of rotation until its credential is replaced. */
  NEEDS_REAUTH,
  /** Counts towards opening the circuit. */
  COUNT_FOR_CIRCUIT
}
