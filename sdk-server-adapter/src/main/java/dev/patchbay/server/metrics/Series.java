package dev.patchbay.server.metrics;

/** Takes the values of one metric. One thread. */
@FunctionalInterface
interface Series {
  /** A value; labels are names and values in turn. */
  void add(double value, String... labels);
}
