package dev.patchbay.failure;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds what an upstream said, for tests that read like its answer. One thread. */
final class Said {
  private final String protocol;
  private final int status;
  private @Nullable String type;
  private @Nullable String code;
  private String message = "";
  private boolean understood = true;
  private final Map<String, String> details = new LinkedHashMap<>();
  private final Map<String, String> headers = new LinkedHashMap<>();

  private Said(String protocol, int status) {
    this.protocol = protocol;
    this.status = status;
  }

  static Said openai(int status) {
    return new Said("openai-chat", status);
  }

  static Said responses(int status) {
    return new Said("openai-responses", status);
  }

  static Said anthropic(int status) {
    return new Said("anthropic-messages", status);
  }

  static Said gemini(int status) {
    return new Said("gemini", status);
  }

  Said type(String value) {
    type = value;
    return this;
  }

  Said code(String value) {
    code = value;
    return this;
  }

  Said message(String value) {
    message = value;
    return this;
  }

  Said detail(String name, String value) {
    details.put(name, value);
    return this;
  }

  Said header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  Said html(String body) {
    understood = false;
    return message(body);
  }

  ErrorSignal signal() {
    return new ErrorSignal(protocol, status, type, code, message, details, headers, understood);
  }

  @Override
  public String toString() {
    return protocol + " " + status + " " + type + "/" + code + " " + details + " " + message;
  }
}
