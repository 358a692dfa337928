package dev.patchbay.server.setup;

import dev.patchbay.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** A configuration file in YAML 1.2, within bounds. Stateless. */
final class YamlFile {
  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_ALIASES = 50;

  private YamlFile() {}

  /** Its tree; empty if it says nothing. */
  static Map<?, ?> read(Path file) {
    Object tree;
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw fault(file + ": is larger than a megabyte; is it the configuration?");
      }
      tree = new Load(settings(file)).loadFromString(Files.readString(file));
    } catch (IOException e) {
      throw fault(file + ": cannot be read; check the path of --config, and who may read it");
    } catch (MarkedYamlEngineException e) {
      // Its own text quotes the line, which may hold a key.
      String where =
          e.getProblemMark()
              .map(mark -> " line " + (mark.getLine() + 1) + " column " + (mark.getColumn() + 1))
              .orElse("");
      throw fault(file + where + ": is no YAML there; check indentation, quotes and double keys");
    } catch (YamlEngineException e) {
      throw fault(file + ": is no YAML that can be read; check its anchors and double keys");
    }
    if (tree == null) {
      return Map.of();
    }
    if (!(tree instanceof Map<?, ?> map)) {
      throw fault(file + ": expected a map of keys to values");
    }
    return map;
  }

  private static LoadSettings settings(Path file) {
    return LoadSettings.builder()
        .setLabel(file.toString())
        .setAllowDuplicateKeys(false)
        .setAllowRecursiveKeys(false)
        .setMaxAliasesForCollections(MOST_ALIASES)
        .setCodePointLimit(MOST_BYTES)
        .build();
  }

  private static ConfigException fault(String text) {
    return new ConfigException(List.of(text));
  }
}
