package dev.patchbay.conversation;

import dev.patchbay.chat.Message;
import dev.patchbay.failure.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps answers under their ids, each with all that led to it. They belong to a tenant: of another
 * tenant's ids nothing exists. Every method throws {@link StoreException} if the store fails.
 * Thread-safe, across processes too.
 */
public interface AnswerStore {
  /**
   * Keeps an answer; there when it returns. Of two answers of one id the later one counts.
   *
   * @return false if the answer it went on from is not there any more: then it is not kept
   */
  boolean keep(String tenant, KeptAnswer answer);

  /** All that was said up to and with an answer, in order; empty if the id is unknown. */
  Optional<List<Message>> history(String tenant, String id);

  /**
   * Forgets chains of answers, of all tenants, to which none was added since.
   *
   * @param limit most of the chains in this step, at least 1
   * @return how many answers were forgotten; 0 if none is left
   */
  int purge(Instant before, int limit);
}
