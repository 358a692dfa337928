package dev.patchbay.chat;

/** What happens when a stream breaks after some of its output was shown. */
public enum ResumePolicy {
  /** A typed error that carries the partial answer. The default. */
  FAIL,
  /** The next candidate continues where the first one broke off, declared in the trace. */
  CONTINUE
}
