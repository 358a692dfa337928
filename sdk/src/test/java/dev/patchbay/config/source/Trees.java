package dev.patchbay.config.source;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.patchbay.config.ConfigException;
import dev.patchbay.config.ConfigResolver;
import dev.patchbay.config.Resolved;
import dev.patchbay.config.RouterConfig;
import dev.patchbay.json.JsonTree;
import dev.patchbay.json.RawJson;
import dev.patchbay.provider.Catalogue;
import dev.patchbay.wire.Protocol;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.function.Executable;

/** Trees for tests, written as JSON with single quotes. */
public final class Trees {
  public static final Set<Protocol> SPOKEN = EnumSet.allOf(Protocol.class);

  private Trees() {}

  public static Map<String, Object> tree(String json) {
    Map<String, Object> tree = new LinkedHashMap<>();
    ((Map<?, ?>) JsonTree.of(RawJson.of(json.replace('\'', '"'))).value())
        .forEach((key, value) -> tree.put((String) key, value));
    return tree;
  }

  /** A tree with a Groq that has an account, and with what is given over it. */
  static Map<String, Object> withGroq(String json) {
    Map<String, Object> tree = tree("{'providers':{'groq':{'accounts':[{'api-key':'k'}]}}}");
    merge(tree, tree(json));
    return tree;
  }

  @SuppressWarnings("unchecked")
  private static void merge(Map<String, Object> into, Map<String, Object> from) {
    from.forEach(
        (key, value) -> {
          if (into.get(key) instanceof Map<?, ?> old && value instanceof Map<?, ?> more) {
            Map<String, Object> both = new LinkedHashMap<>((Map<String, Object>) old);
            merge(both, (Map<String, Object>) more);
            into.put(key, both);
          } else {
            into.put(key, value);
          }
        });
  }

  public static Resolved resolve(Map<String, Object> tree) {
    return resolve(ConfigMap.read(tree));
  }

  public static Resolved resolve(RouterConfig config) {
    return ConfigResolver.resolve(config, Catalogue.load(), SPOKEN);
  }

  public static RouterConfig env(String prefix, String... pairs) {
    return Environment.read(variables(pairs), prefix, Catalogue.load());
  }

  public static Map<String, String> variables(String... pairs) {
    Map<String, String> env = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      env.put(pairs[i], pairs[i + 1]);
    }
    return env;
  }

  public static List<String> faults(Executable reading) {
    return assertThrows(ConfigException.class, reading).faults();
  }
}
