package dev.patchbay.wire.compaction;

/** In which form a conversation in short is asked for, if it is. */
public enum Form {
  /** Not at all: an answer is asked for. */
  NONE,
  /** At an endpoint of its own, with an answer of its own. */
  ENDPOINT,
  /** As the answer itself: the last item of the input is a trigger, as Codex sends it. */
  TRIGGER
}
