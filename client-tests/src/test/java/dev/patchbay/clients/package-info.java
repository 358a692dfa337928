/**
 * The vendors' own Java clients, pointed at an upstream that serves what the codecs write, and at
 * the packaged server between them and such upstreams. What a client says it read is compared with
 * what was encoded, value by value. Start with {@link dev.patchbay.clients.Client}; each vendor's
 * adapter is a sibling. One thread, one request at a time.
 *
 * <p>The vendors' JavaScript clients are tested in {@code client-tests/js}, which {@link
 * dev.patchbay.clients.JavaScriptClientsTest} runs: {@code npm ci} there first.
 */
@NullMarked
package dev.patchbay.clients;

import org.jspecify.annotations.NullMarked;
