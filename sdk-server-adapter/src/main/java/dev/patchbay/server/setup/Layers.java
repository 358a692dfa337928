package dev.patchbay.server.setup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One tree over another. Pure. */
final class Layers {
  private static final String KEY = "api-key";

  private Layers() {}

  /** What {@code over} says wins; accounts it has besides are added. */
  static Map<String, Object> merge(Map<String, Object> under, Map<String, Object> over) {
    Map<String, Object> merged = new LinkedHashMap<>(under);
    over.forEach((key, value) -> merged.merge(key, value, (old, top) -> both(key, old, top)));
    return merged;
  }

  @SuppressWarnings("unchecked")
  private static Object both(String key, Object under, Object over) {
    if (under instanceof Map<?, ?> low && over instanceof Map<?, ?> high) {
      return merge((Map<String, Object>) low, (Map<String, Object>) high);
    }
    if (key.equals("accounts") && under instanceof List<?> low && over instanceof List<?> high) {
      List<Object> all = new ArrayList<>(low);
      high.stream().filter(one -> low.stream().noneMatch(own -> same(own, one))).forEach(all::add);
      return all;
    }
    return over;
  }

  private static boolean same(Object one, Object other) {
    return one instanceof Map<?, ?> a
        && other instanceof Map<?, ?> b
        && a.get(KEY) != null
        && a.get(KEY).equals(b.get(KEY));
  }
}
