package dev.patchbay.server.setup;

import dev.patchbay.config.ConfigException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where each value of a configuration comes from, by its path. Immutable. */
public final class Origins {
  /** Nothing was said. */
  public static final Origins NONE = new Origins(Map.of(), YamlFile.NONE);

  private final Map<String, Origin> said;
  private final YamlFile file;

  /**
   * Origins.
   *
   * @param said by path what flags and variables say; a path of what has parts is that of them all
   */
  Origins(Map<String, Origin> said, YamlFile file) {
    this.said = new LinkedHashMap<>(said);
    this.file = file;
  }

  /** Where the value of a path such as {@code providers.groq.priority} comes from. */
  public Origin of(String path) {
    return above(path).or(() -> file.line(path)).orElse(Origin.DEFAULT);
  }

  private Optional<Origin> above(String path) {
    for (int end = path.length(); end > 0; end = cut(path, end)) {
      Origin origin = said.get(path.substring(0, end));
      if (origin != null) {
        return Optional.of(origin);
      }
    }
    return Optional.empty();
  }

  private static int cut(String path, int end) {
    return Math.max(path.lastIndexOf('.', end - 1), path.lastIndexOf('[', end - 1));
  }

  /** The same faults, each with the line or the variable it comes from before it. */
  public ConfigException explained(ConfigException faults) {
    List<String> lines = new ArrayList<>();
    for (String fault : faults.faults()) {
      int colon = fault.indexOf(": ");
      String path = colon < 0 ? "" : fault.substring(0, colon);
      Optional<Origin> origin = above(path).or(() -> file.near(path));
      lines.add(origin.map(one -> one + ": " + fault).orElse(fault));
    }
    return new ConfigException(lines);
  }
}
