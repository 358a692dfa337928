/**
 * What is changed while the server runs: providers, accounts, settings. It is stored as documents
 * in the words of the configuration, credentials sealed, laid over what the server was started
 * with, checked as a whole, and applied without a restart.
 *
 * <p>Imports {@code vault}. {@code admin} changes it; the assembly starts it. Read {@link
 * dev.patchbay.server.roster.Roster} first, then {@link dev.patchbay.server.roster.Layers}.
 * Thread-safe, but for a draft, which is one thread's.
 */
@NullMarked
package dev.patchbay.server.roster;

import org.jspecify.annotations.NullMarked;
