package dev.patchbay.chat;

/**
 * A value only its issuer understands: a thinking signature, redacted or encrypted reasoning, a
 * thought signature. It goes back byte for byte, and only to that issuer. Immutable.
 *
 * @param value the text as it came
 * @param issuer who produced it
 */
public record Opaque(String value, Issuer issuer) {
  @Override
  public String toString() {
    return "Opaque[" + value.length() + " characters, " + issuer + "]";
  }
}
