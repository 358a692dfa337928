package dev.patchbay.account;

import java.util.Optional;

/**
 * Keeps which account served a session last. Nothing here waits for a disk: a store that is durable
 * writes behind, and answers from a copy in this process, which the latest pins are loaded into
 * when it is opened and other processes' pins follow into, some second late. A pin that is not
 * known is no harm: the session starts anew. Capped: the keys are chosen by clients. Thread-safe.
 */
public interface SessionStore {
  /** Sessions that are kept in a process, of all tenants: some megabytes at most. */
  int MOST = 10_000;

  /** Keeps a pin, in place of an older one of its session and provider. */
  void pin(SessionPin pin);

  /** The latest pin of a session, at whatever provider. */
  Optional<SessionPin> last(String tenant, String session);

  /** The pin of a session at a provider. */
  Optional<SessionPin> at(String tenant, String session, String provider);
}
