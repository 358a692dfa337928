package dev.patchbay.server.http;

import dev.patchbay.wire.Protocol;

/** Tells faults in the form of a protocol. Thread-safe. */
@FunctionalInterface
public interface FaultWriter {
  /** The answer for a client of the protocol. */
  Answer.Whole tell(Fault fault, Protocol protocol);
}
