package dev.patchbay.route;

/** How a provider comes to serve a model, the best first. */
public enum Grade {
  /** A pin, a rule, an alias or a prefix named it. */
  NAMED,
  /** It lists the name. */
  LISTED,
  /** It has the same model under another name. */
  SAME,
  /** The name is of its family. */
  FAMILY,
  /** It takes names nobody knows. */
  CATCH_ALL,
  /** Its model of the tier the name asks for: a substitution. */
  TIER;

  /** True if the provider serves the very model that was asked for. */
  public boolean isNative() {
    return this == LISTED || this == SAME || this == FAMILY;
  }
}
