package dev.patchbay.planner;

import dev.patchbay.provider.ModelCard;
import dev.patchbay.provider.Provider;
import dev.patchbay.wire.Protocol;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which protocol a target is spoken to in. */
final class Protocols {
  private Protocols() {}

  /**
   * What the user set; else Responses for a model that answers nothing else; else the client's, so
   * that its bytes can pass; else the first of the row there is a codec for. Null if there is none.
   */
  static @Nullable Protocol choose(
      Provider provider, ModelCard card, @Nullable Protocol client, Set<Protocol> spoken) {
    if (provider.protocol() != null) {
      return spoken.contains(provider.protocol()) ? provider.protocol() : null;
    }
    Set<Protocol> row = provider.protocols().keySet();
    if (card.responsesOnly() && row.contains(Protocol.OPENAI_RESPONSES)) {
      return spoken.contains(Protocol.OPENAI_RESPONSES) ? Protocol.OPENAI_RESPONSES : null;
    }
    if (client != null && row.contains(client) && spoken.contains(client)) {
      return client;
    }
    for (Protocol protocol : row) {
      if (spoken.contains(protocol)) {
        return protocol;
      }
    }
    return null;
  }

  /** What there is no codec for, for a person. */
  static String missing(Provider provider, ModelCard card) {
    if (provider.protocol() != null) {
      return "no codec for " + provider.protocol().id();
    }
    if (card.responsesOnly() && provider.protocols().containsKey(Protocol.OPENAI_RESPONSES)) {
      return card.id() + " answers only openai-responses, for which there is no codec";
    }
    StringBuilder text = new StringBuilder("no codec for ");
    String between = "";
    for (Protocol protocol : provider.protocols().keySet()) {
      text.append(between).append(protocol.id());
      between = ", ";
    }
    return text.toString();
  }
}
