package dev.patchbay.account;

import java.time.Instant;

/**
 * The one request that looks whether an account is back. Immutable.
 *
 * @param holder names the request's lease, unlike any other lease of any process
 * @param until when the next one may look if this one never reports
 */
public record Probe(String holder, Instant until) {}
