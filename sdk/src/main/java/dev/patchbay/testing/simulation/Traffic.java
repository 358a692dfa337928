package dev.patchbay.testing.simulation;

import dev.patchbay.chat.ChatRequest;
import java.time.Duration;

/**
 * The requests of a simulation. Immutable.
 *
 * @param model what each asks for
 * @param requests how many, at least 1
 * @param spacing from one to the next
 * @param sessions so many session keys take turns; 0 for requests without one
 */
public record Traffic(String model, int requests, Duration spacing, int sessions) {
  public Traffic {
    if (requests < 1 || sessions < 0 || spacing.isNegative()) {
      throw new IllegalArgumentException(
          "requests must be at least 1, sessions and spacing not negative: "
              + requests
              + ", "
              + sessions
              + ", "
              + spacing);
    }
  }

  /** One request a second for a model, without sessions. */
  public static Traffic of(String model, int requests) {
    return new Traffic(model, requests, Duration.ofSeconds(1), 0);
  }

  ChatRequest request(int index) {
    ChatRequest.Builder request =
        ChatRequest.builder().model(model).user("Question " + index).maxOutputTokens(1000);
    return sessions == 0 ? request.build() : request.session("session-" + index % sessions).build();
  }
}
