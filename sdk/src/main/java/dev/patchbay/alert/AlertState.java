package dev.patchbay.alert;

/** How far an alert is. */
public enum AlertState {
  /** Its cause lasts, and nobody has said that he knows. */
  OPEN,
  /** Its cause lasts, and somebody knows. */
  ACKNOWLEDGED,
  /** Its cause is gone. */
  RESOLVED
}
