package dev.patchbay.conversation;

/**
 * Who gave an answer. Immutable.
 *
 * @param provider id of the provider
 * @param model the model as the provider was asked for it
 * @param account alias of the account, {@code provider/name}
 */
public record Author(String provider, String model, String account) {}
