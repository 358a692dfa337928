package dev.patchbay.budget;

/** What a store answers to who wants to reserve. */
public sealed interface Reservation {
  /** All of it is reserved, until it is settled or released. */
  record Granted() implements Reservation {}

  /**
   * Nothing is reserved.
   *
   * @param standing the first budget it does not fit in, as it stands
   */
  record Refused(Standing standing) implements Reservation {}
}
