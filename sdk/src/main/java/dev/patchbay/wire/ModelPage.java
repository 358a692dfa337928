package dev.patchbay.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Models an upstream lists. Immutable.
 *
 * @param next names the page after this one; null if this is the last
 */
public record ModelPage(List<ListedModel> models, @Nullable String next) {
  public ModelPage {
    models = List.copyOf(models);
  }
}
