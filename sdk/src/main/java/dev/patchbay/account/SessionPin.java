package dev.patchbay.account;

import java.time.Instant;

/**
 * Who served a session at a provider last. Immutable.
 *
 * @param tenant whose session it is; one tenant's keys are never another's
 * @param session a key of bounded length, made from what the client calls its session
 * @param provider id of the provider
 * @param account alias of the account there
 * @param at when it served
 */
public record SessionPin(
    String tenant, String session, String provider, String account, Instant at) {
  private static final int LONGEST_KEY = 200;

  public SessionPin {
    if (tenant.length() > LONGEST_KEY || session.length() > LONGEST_KEY) {
      throw new IllegalArgumentException(
          "tenant and session must have at most " + LONGEST_KEY + " characters");
    }
  }
}
