package dev.patchbay.server.setup;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Finds where in a file a path such as {@code mappings.gpt-4.1[0]} stands. One thread. */
final class YamlLines {
  private static final Pattern INDEX = Pattern.compile("\\[(\\d{1,6})].*");

  private String rest;
  private @Nullable Node node;
  private @Nullable Mark mark;

  private YamlLines(Node root, String path) {
    this.node = root;
    this.rest = path;
    while (node != null && !rest.isEmpty()) {
      node = step(node);
    }
  }

  /** Where all of a path stands. */
  static Optional<Mark> exact(Node root, String path) {
    YamlLines found = new YamlLines(root, path);
    return Optional.ofNullable(found.rest.isEmpty() ? found.mark : null);
  }

  /** Where as much of a path stands as there is. */
  static Optional<Mark> near(Node root, String path) {
    return Optional.ofNullable(new YamlLines(root, path).mark);
  }

  private @Nullable Node step(Node at) {
    if (at instanceof MappingNode map) {
      return down(map);
    }
    Matcher index = INDEX.matcher(rest);
    if (at instanceof SequenceNode list && index.matches()) {
      List<Node> items = list.getValue();
      int number = Integer.parseInt(index.group(1));
      return number < items.size() ? taken(index.end(1) + 1, items.get(number), null) : null;
    }
    // A single value counts as a list of one.
    return rest.startsWith("[0]") ? taken(3, at, null) : null;
  }

  /** Keys may hold dots: the longest that fits is meant. */
  private @Nullable Node down(MappingNode map) {
    NodeTuple best = null;
    int longest = -1;
    for (NodeTuple tuple : map.getValue()) {
      String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
      if (key.length() > longest && begins(key)) {
        best = tuple;
        longest = key.length();
      }
    }
    return best == null ? null : taken(longest, best.getValueNode(), best.getKeyNode());
  }

  private boolean begins(String key) {
    return rest.startsWith(key)
        && (rest.length() == key.length() || ".[".indexOf(rest.charAt(key.length())) >= 0);
  }

  private Node taken(int length, Node value, @Nullable Node key) {
    mark = (key == null ? value : key).getStartMark().orElse(mark);
    rest = rest.substring(length);
    rest = rest.startsWith(".") ? rest.substring(1) : rest;
    return value;
  }
}
