package dev.patchbay.server.setup;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says; null for what it leaves open.
 *
 * @param config the configuration file; else the one {@code PATCHBAY_CONFIG} names, if any
 * @param host the address to bind to
 * @param port 0 for any that is free
 * @param database URL of the database
 */
public record Flags(
    @Nullable Path config,
    @Nullable String host,
    @Nullable Integer port,
    @Nullable String database) {
  /** None. */
  public static final Flags NONE = new Flags(null, null, null, null);
}
