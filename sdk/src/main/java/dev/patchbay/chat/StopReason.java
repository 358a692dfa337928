package dev.patchbay.chat;

/** Why the model stopped. */
public enum StopReason {
  /** It was done. */
  END,
  /** It wrote one of the stop sequences. */
  STOP_SEQUENCE,
  /** It reached the limit of output tokens. */
  LENGTH,
  /** It filled its context window. */
  CONTEXT_WINDOW,
  /** It calls tools and waits for their results. */
  TOOL_CALLS,
  /** A filter stopped it. */
  CONTENT_FILTER,
  /** It declined to answer. */
  REFUSAL,
  /** It paused; send the answer back to let it go on. */
  PAUSE,
  /** Its tool call was malformed. */
  BAD_TOOL_CALL,
  /** A reason this version has no word for; the raw word is among the extras. */
  OTHER
}
