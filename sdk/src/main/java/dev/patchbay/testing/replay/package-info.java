/**
 * Records real exchanges with providers as readable JSON files, credentials masked, and answers
 * from them again without a network.
 *
 * <p>May import everything public; given to a router as its transport. Read {@link
 * dev.patchbay.testing.replay.RecordingTransport} first, then {@link
 * dev.patchbay.testing.replay.ReplayTransport}. Thread-safe.
 */
@NullMarked
package dev.patchbay.testing.replay;

import org.jspecify.annotations.NullMarked;
