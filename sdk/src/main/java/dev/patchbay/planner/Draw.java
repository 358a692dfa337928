package dev.patchbay.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/** Draws by weight without replacement. */
final class Draw {
  private Draw() {}

  /**
   * The items in the order in which they were drawn. Those of weight 0 come last, in their order.
   */
  static <T> List<T> order(List<T> items, ToDoubleFunction<T> weight, RandomGenerator random) {
    if (items.size() < 2) {
      return items;
    }
    List<T> left = new ArrayList<>(items);
    List<T> drawn = new ArrayList<>(items.size());
    while (!left.isEmpty()) {
      drawn.add(left.remove(next(left, weight, random)));
    }
    return drawn;
  }

  private static <T> int next(List<T> left, ToDoubleFunction<T> weight, RandomGenerator random) {
    double total = 0;
    for (T item : left) {
      total += weight.applyAsDouble(item);
    }
    if (left.size() == 1 || total <= 0) {
      return 0;
    }
    double point = random.nextDouble() * total;
    int last = 0;
    for (int i = 0; i < left.size(); i++) {
      double share = weight.applyAsDouble(left.get(i));
      if (share > 0) {
        last = i;
        point -= share;
        if (point < 0) {
          return i;
        }
      }
    }
    // Rounding may leave a hair above zero: the last one that weighs anything.
    return last;
  }
}
