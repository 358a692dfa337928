package dev.patchbay.server.setup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One tree over another. Pure. */
final class Layers {
  private static final String KEY = "api-key";

  private static final Pattern ACCOUNT = Pattern.compile("providers\\.(.+)\\.accounts\\[(\\d+)]");

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

  /**
   * The path in the merged tree of what stands at a path above: an account that was added comes
   * after those below it, and one that is there already is not added.
   */
  static Optional<String> moved(String path, Map<String, Object> over, Map<String, Object> merged) {
    Matcher account = ACCOUNT.matcher(path);
    if (!account.matches()) {
      return Optional.of(path);
    }
    Object added = accounts(over, account.group(1)).get(Integer.parseInt(account.group(2)));
    List<?> all = accounts(merged, account.group(1));
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i) == added) {
        return Optional.of("providers." + account.group(1) + ".accounts[" + i + "]");
      }
    }
    return Optional.empty();
  }

  private static List<?> accounts(Map<String, Object> tree, String provider) {
    return tree.get("providers") instanceof Map<?, ?> providers
            && providers.get(provider) instanceof Map<?, ?> one
            && one.get("accounts") instanceof List<?> list
        ? list
        : List.of();
  }

  private static boolean same(Object one, Object other) {
    return one instanceof Map<?, ?> a
        && other instanceof Map<?, ?> b
        && a.get(KEY) != null
        && a.get(KEY).equals(b.get(KEY));
  }
}
