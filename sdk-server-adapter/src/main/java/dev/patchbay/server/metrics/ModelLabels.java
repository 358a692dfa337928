package dev.patchbay.server.metrics;

/**
 * Names of models as labels. Clients may type any name, and some providers are asked for whatever
 * they typed: a name that never was served shares little room with others of its kind, so that
 * invented names cannot take that of real ones. Thread-safe.
 */
final class ModelLabels {
  private static final int MOST_SERVED = 400;
  private static final int MOST_TRIED = 100;

  private final Labels served = new Labels(MOST_SERVED);
  private final Labels tried = new Labels(MOST_TRIED);

  /** The label of a model at the end of an attempt. */
  String of(String model, boolean wasServed) {
    return wasServed || served.knows(model) ? served.of(model) : tried.of(model);
  }
}
