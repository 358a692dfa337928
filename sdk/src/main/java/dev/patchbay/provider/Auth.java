package dev.patchbay.provider;

import dev.patchbay.wire.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * How a provider takes the credential: a header, and what stands before the key in it. Immutable.
 *
 * @param header name of the header; null if the provider asks for none
 * @param prefix such as {@code "Bearer "}; may be empty
 */
public record Auth(@Nullable String header, String prefix) {
  /** {@code Authorization: Bearer KEY}. */
  public static final Auth BEARER = new Auth("Authorization", "Bearer ");

  /** No credential. */
  public static final Auth NONE = new Auth(null, "");

  /** How servers of a protocol usually take the key: for a provider nothing is known of. */
  public static Auth usual(Protocol protocol) {
    return switch (protocol) {
      case OPENAI_CHAT, OPENAI_RESPONSES -> BEARER;
      case ANTHROPIC_MESSAGES -> new Auth("x-api-key", "");
      case GEMINI -> new Auth("x-goog-api-key", "");
    };
  }
}
