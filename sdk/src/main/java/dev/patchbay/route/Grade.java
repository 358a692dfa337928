package dev.patchbay.route;

/** How a provider comes to serve a model, the best first. */
public enum Grade {
  /** A pin, a rule, an alias or a prefix named it. */
  NAMED("named"),
  /** It lists the name. */
  LISTED("listed"),
  /** It has the same model under another name. */
  SAME("same model"),
  /** The name is of its family. */
  FAMILY("its family"),
  /** It takes names nobody knows. */
  CATCH_ALL("takes any name"),
  /** Its model of the tier the name asks for: a substitution. */
  TIER("tier");

  private final String words;

  Grade(String words) {
    this.words = words;
  }

  /** For a person, such as {@code takes any name}. */
  public String words() {
    return words;
  }

  /** True if the provider serves the very model that was asked for. */
  public boolean isNative() {
    return this == LISTED || this == SAME || this == FAMILY;
  }
}
