package dev.patchbay.server.canary;

/** A question in each protocol. */
enum Question {
  CHAT(
      "/v1/chat/completions",
      "{\"model\":\"%s\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"),
  RESPONSES("/v1/responses", "{\"model\":\"%s\",\"stream\":%s,\"store\":false,\"input\":\"%s\"}"),
  CLAUDE(
      "/v1/messages",
      "{\"model\":\"%s\",\"stream\":%s,\"max_tokens\":64,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"),
  GEMINI(
      "/v1beta/models/%s:%s",
      "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"%3$s\"}]}]}");

  private final String path;
  private final String body;

  Question(String path, String body) {
    this.path = path;
    this.body = body;
  }

  /** Of who speaks as a provider does. */
  static Question at(String provider) {
    return switch (provider) {
      case "resp" -> RESPONSES;
      case "anthropic" -> CLAUDE;
      case "gemini" -> GEMINI;
      default -> CHAT;
    };
  }

  String path(String model, boolean stream) {
    return path.formatted(model, stream ? "streamGenerateContent?alt=sse" : "generateContent");
  }

  /** Its text stands in JSON as it is. */
  String body(String model, String text, boolean stream) {
    return body.formatted(model, stream, text);
  }
}
