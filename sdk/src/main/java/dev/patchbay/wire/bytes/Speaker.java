package dev.patchbay.wire.bytes;

/** Whose words are looked at. */
public enum Speaker {
  /** The model, an instruction or a tool. */
  OTHER,

  /** The user. */
  USER,

  /** The user, in the first message: its beginning tells sessions apart. */
  OPENING
}
