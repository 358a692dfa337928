package dev.patchbay.wire;

import java.util.Optional;

/** The protocols Patchbay speaks. */
public enum Protocol {
  /** OpenAI Chat Completions and everything compatible with it. */
  OPENAI_CHAT("openai-chat"),
  /** OpenAI Responses. */
  OPENAI_RESPONSES("openai-responses"),
  /** Anthropic Messages. */
  ANTHROPIC_MESSAGES("anthropic-messages"),
  /** Gemini generateContent. */
  GEMINI("gemini");

  private final String id;

  Protocol(String id) {
    this.id = id;
  }

  /** The name used in configuration, traces and stored data. */
  public String id() {
    return id;
  }

  /** The protocol of an id. */
  public static Optional<Protocol> of(String id) {
    for (Protocol protocol : values()) {
      if (protocol.id.equals(id)) {
        return Optional.of(protocol);
      }
    }
    return Optional.empty();
  }
}
