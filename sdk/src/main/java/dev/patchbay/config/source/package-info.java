/**
 * Where a configuration comes from: a tree of maps, the environment, a {@code .env} file.
 *
 * <p>Imports {@code config} and below. The facade and the other modules call it. Every reader ends
 * in a {@link dev.patchbay.config.RouterConfig} or in one {@link
 * dev.patchbay.config.ConfigException} that names all faults. Read {@link
 * dev.patchbay.config.source.ConfigMap} first. Stateless, pure but for the file.
 */
@NullMarked
package dev.patchbay.config.source;

import org.jspecify.annotations.NullMarked;
