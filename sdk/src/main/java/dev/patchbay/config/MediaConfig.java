package dev.patchbay.config;

import dev.patchbay.media.MediaFetch;

/**
 * What is done with media that a request names by address. Immutable.
 *
 * @param fetch whether they are fetched here, for targets that fetch none themselves; others are
 *     given the address
 */
public record MediaConfig(MediaFetch fetch) {
  /**
   * From public addresses: an image at an address then works with every model that sees. What a
   * client can have asked by that is bounded, and is nothing that it could not ask itself.
   */
  public static final MediaConfig DEFAULT = new MediaConfig(MediaFetch.PUBLIC);
}
