package dev.patchbay.config.source;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What variables say, and which of them says what.
 *
 * @param tree to be laid over one from elsewhere; see {@link ConfigMap}
 * @param variables by the path of what a variable sets in the tree, such as {@code
 *     providers.groq.priority}, or {@code providers.groq.accounts[0]} for a key, its name
 */
public record EnvironmentTree(Map<String, Object> tree, Map<String, String> variables) {
  public EnvironmentTree {
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
  }

  /** Names only: a tree holds credentials. */
  @Override
  public String toString() {
    return "EnvironmentTree" + variables.values();
  }
}
