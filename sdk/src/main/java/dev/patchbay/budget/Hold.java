package dev.patchbay.budget;

/**
 * A budget in one of its periods: what a reservation holds a part of. Immutable. In the order of
 * ids and periods, in which stores lock them: so that two reservations never wait for each other.
 *
 * @param budget the budget
 * @param period name of the period, as {@link Period#at} says it
 */
public record Hold(Budget budget, String period) implements Comparable<Hold> {
  @Override
  public int compareTo(Hold other) {
    int byBudget = budget.id().compareTo(other.budget.id());
    return byBudget != 0 ? byBudget : period.compareTo(other.period);
  }
}
