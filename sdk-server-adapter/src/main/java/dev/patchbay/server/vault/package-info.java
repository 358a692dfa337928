/**
 * Credentials at rest: texts sealed by one key, which is given or kept in a file.
 *
 * <p>Imports nothing of this module; the router's {@code seal} does the sealing. {@code roster}
 * seals what it stores; whoever stores a credential does the same. Read {@link
 * dev.patchbay.server.vault.Vault} first. Thread-safe.
 */
@NullMarked
package dev.patchbay.server.vault;

import org.jspecify.annotations.NullMarked;
