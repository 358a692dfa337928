/**
 * What must not be shown: credentials, and the redactor every sink passes its text through.
 *
 * <p>Imports nothing of the project. Configuration, accounts, transport, failures and logging call
 * it. Immutable.
 */
@NullMarked
package dev.patchbay.secret;

import org.jspecify.annotations.NullMarked;
