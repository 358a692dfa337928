package dev.patchbay.route;

import dev.patchbay.provider.ModelCard;
import dev.patchbay.provider.Provider;
import dev.patchbay.wire.Protocol;

/**
 * A provider and the name it is asked for. Immutable.
 *
 * @param provider the provider
 * @param model the model as it is sent
 * @param card what is known of that model
 * @param protocol what is spoken to it
 * @param grade how it comes to serve the model
 * @param substitution true if it is another model than the one asked for
 */
public record Target(
    Provider provider,
    String model,
    ModelCard card,
    Protocol protocol,
    Grade grade,
    boolean substitution) {}
