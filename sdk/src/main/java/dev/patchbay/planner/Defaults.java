package dev.patchbay.planner;

import dev.patchbay.provider.DispatchMode;
import dev.patchbay.provider.Provider;
import dev.patchbay.route.RouteTables;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which provider is the default one. Immutable.
 *
 * @param provider the configured one; else the only enabled one; else the only one without an
 *     explicit mode while others have one; else null
 * @param configured true if the user named it
 * @param alone true if no other provider takes part
 */
record Defaults(@Nullable Provider provider, boolean configured, boolean alone) {
  static Defaults of(RouteTables tables, List<Provider> enabled) {
    Provider named = null;
    Provider some = null;
    Provider withoutMode = null;
    int count = 0;
    int countWithoutMode = 0;
    for (Provider provider : enabled) {
      if (provider.mode() == DispatchMode.OFF) {
        continue;
      }
      count++;
      some = provider;
      if (provider.id().equals(tables.defaultProvider())) {
        named = provider;
      }
      if (provider.mode() == null) {
        countWithoutMode++;
        withoutMode = provider;
      }
    }
    if (named != null) {
      return new Defaults(named, true, count == 1);
    }
    if (count == 1) {
      return new Defaults(some, false, true);
    }
    return new Defaults(countWithoutMode == 1 ? withoutMode : null, false, false);
  }

  boolean is(Provider other) {
    return provider != null && provider.id().equals(other.id());
  }
}
