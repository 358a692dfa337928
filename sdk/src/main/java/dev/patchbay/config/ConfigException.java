package dev.patchbay.config;

import java.util.List;

/**
 * A configuration that cannot be used. The message has one line for each fault: its path, the value
 * (masked if secret), and what was expected.
 */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final List<String> faults;

  /** Lists the faults; at least one. */
  public ConfigException(List<String> faults) {
    super("The configuration cannot be used:\n  " + String.join("\n  ", faults));
    this.faults = List.copyOf(faults);
  }

  /** The faults, one line each. */
  public List<String> faults() {
    return faults;
  }
}
