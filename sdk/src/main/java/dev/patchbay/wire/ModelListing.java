package dev.patchbay.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a protocol lists models, of a provider and for a client. Stateless and thread-safe. Bodies
 * are foreign: only {@link dev.patchbay.json.BadJsonException} leaves.
 */
public interface ModelListing {
  /** Most models of one page that are read; who sends more is no provider. */
  int MOST = 20_000;

  /**
   * Where a page is, by {@code GET}.
   *
   * @param page what {@link ModelPage#next} of the page before said; null for the first
   */
  Endpoint endpoint(@Nullable String page);

  /** An upstream's page. Entries without a name, and those that don't chat, are left out. */
  ModelPage decode(byte[] body);

  /** The whole list for a client, as one page. */
  byte[] encode(List<ListedModel> models);

  /** One model for a client. */
  byte[] encodeOne(ListedModel model);
}
