package dev.patchbay.server.setup;

import dev.patchbay.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.constructor.StandardConstructor;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** A configuration file in YAML 1.2, within bounds. Immutable, but for what its tree holds. */
final class YamlFile {
  /** No file. */
  static final YamlFile NONE = new YamlFile("", "", Map.of(), null);

  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_ALIASES = 50;

  /** Whoever makes a tree of what is nested calls itself for each level. */
  private static final int MOST_DEPTH = 32;

  private final String name;
  private final String text;
  private final Map<?, ?> tree;
  private final @Nullable Node root;

  private YamlFile(String name, String text, Map<?, ?> tree, @Nullable Node root) {
    this.name = name;
    this.text = text;
    this.tree = tree;
    this.root = root;
  }

  /**
   * Reads it.
   *
   * @throws ConfigException if it can't be read, or is no map; with the line, never quoting it
   */
  static YamlFile read(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw fault(file + ": is larger than a megabyte; is it the configuration?");
      }
      return parse(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw fault(file + ": cannot be read; check the path of --config, and who may read it");
    }
  }

  private static YamlFile parse(String name, String text) {
    try {
      LoadSettings settings = settings(name);
      refuseDepth(name, new Parse(settings).parseString(text));
      Optional<Node> root = new Compose(settings).composeString(text);
      Object tree = new StandardConstructor(settings).constructSingleDocument(root);
      if (tree != null && !(tree instanceof Map)) {
        throw fault(name + ": expected a map of keys to values");
      }
      return new YamlFile(
          name, text, tree instanceof Map<?, ?> map ? map : Map.of(), root.orElse(null));
    } catch (MarkedYamlEngineException e) {
      // Its own text quotes the line, which may hold a key.
      String where =
          e.getProblemMark()
              .map(mark -> " line " + (mark.getLine() + 1) + " column " + (mark.getColumn() + 1))
              .orElse("");
      throw fault(name + where + ": is no YAML there; check indentation, quotes and double keys");
    } catch (YamlEngineException e) {
      throw fault(name + ": is no YAML that can be read; check its anchors and double keys");
    }
  }

  private static void refuseDepth(String name, Iterable<Event> events) {
    int depth = 0;
    for (Event event : events) {
      if (event instanceof CollectionStartEvent && ++depth > MOST_DEPTH) {
        String line = event.getStartMark().map(mark -> " line " + line(mark)).orElse("");
        throw fault(name + line + ": is nested more than " + MOST_DEPTH + " deep");
      }
      if (event instanceof CollectionEndEvent) {
        depth--;
      }
    }
  }

  private static int line(Mark mark) {
    return mark.getLine() + 1;
  }

  private static LoadSettings settings(String name) {
    return LoadSettings.builder()
        .setLabel(name)
        .setAllowDuplicateKeys(false)
        .setAllowRecursiveKeys(false)
        .setMaxAliasesForCollections(MOST_ALIASES)
        .setCodePointLimit(MOST_BYTES)
        .build();
  }

  private static ConfigException fault(String text) {
    return new ConfigException(List.of(text));
  }

  /** Its tree; empty if it says nothing. */
  Map<?, ?> tree() {
    return tree;
  }

  /** Whether a variable stands in it. */
  boolean mentions(String variable) {
    return text.contains("${" + variable);
  }

  /** The line of a path; empty if it doesn't have it. */
  Optional<Origin> line(String path) {
    return root == null ? Optional.empty() : YamlLines.exact(root, path).map(this::origin);
  }

  /** The line of a path, or of what is nearest above it; empty if it has not even the first key. */
  Optional<Origin> near(String path) {
    return root == null ? Optional.empty() : YamlLines.near(root, path).map(this::origin);
  }

  private Origin origin(Mark mark) {
    return new Origin(Origin.Kind.FILE, name + " line " + line(mark));
  }
}
