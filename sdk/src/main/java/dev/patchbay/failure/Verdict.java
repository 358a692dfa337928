package dev.patchbay.failure;

/** What the router does next after an attempt failed, unless circumstances say otherwise. */
public enum Verdict {
  /** The caller gets this failure: trying elsewhere would not change it. */
  RETURN,
  /** Another account of the same provider, else the next candidate. */
  NEXT_ACCOUNT,
  /** Not this model at this provider again in this request; the next candidate of another. */
  NEXT_TARGET,
  /** Not this provider again in this request. */
  NEXT_PROVIDER,
  /**
   * Only candidates with a larger context window (an unknown one counts as larger), else return.
   */
  LARGER_WINDOW,
  /** The same candidate again after a short wait, while tries are left; then the next one. */
  RETRY_IN_PLACE,
  /** The next candidate at once; never this one again in this request. */
  NEXT,
  /** Stop: the caller went away or its time is up. */
  STOP
}
