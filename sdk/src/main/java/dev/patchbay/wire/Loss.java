package dev.patchbay.wire;

/**
 * Something a translation could not carry over. Immutable.
 *
 * @param feature the canonical thing, in kebab case: {@code top-k}, {@code image-detail} …
 * @param detail what became of it, for a person
 */
public record Loss(String feature, String detail) {
  @Override
  public String toString() {
    return feature + ": " + detail;
  }
}
