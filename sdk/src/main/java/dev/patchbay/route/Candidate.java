package dev.patchbay.route;

import dev.patchbay.account.Account;

/**
 * A target with an account: what one attempt tries. Immutable.
 *
 * @param target the provider and model
 * @param account the credential
 * @param probe true if it is out for a guessed reason only and is tried to see whether it is back
 * @param reason why it stands where it stands, for a person
 */
public record Candidate(Target target, Account account, boolean probe, String reason) {
  /** How traces name it: {@code provider/account model}. */
  public String label() {
    return account.alias() + " " + target.model();
  }
}
