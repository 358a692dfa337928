package dev.patchbay.server.canary;

import dev.patchbay.chat.Message;
import dev.patchbay.testing.FakeUpstream;
import dev.patchbay.testing.ProviderCall;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import java.util.List;

/**
 * Providers that mean harm, or debug: whatever they were sent as credentials stands in their
 * answers, in heads and bodies. The model's name says what happens: a status, {@code broken} (an
 * error within a stream), else an answer. Thread-safe.
 */
final class Echo implements AutoCloseable {
  /** One of each protocol that is configured, one that is added at run time. */
  static final List<String> CONFIGURED = List.of("openai", "resp", "anthropic", "gemini");

  static final String STORED = "stored";

  private final FakeUpstream upstream;

  /**
   * Starts them.
   *
   * @param configured what those of the configuration are sent as credentials
   * @param stored what the other one is sent
   */
  Echo(String configured, String stored) {
    upstream =
        FakeUpstream.of(
            ScriptedProvider.openai("openai").script(call -> reply(call, configured)),
            ScriptedProvider.responses("resp").script(call -> reply(call, configured)),
            ScriptedProvider.anthropic("anthropic").script(call -> reply(call, configured)),
            ScriptedProvider.gemini("gemini").script(call -> reply(call, configured)),
            ScriptedProvider.openai(STORED).script(call -> reply(call, stored)));
  }

  String url(String provider) {
    return upstream.baseUrl(provider);
  }

  private static Reply reply(ProviderCall call, String said) {
    // What breaks here would leave the call without any answer: it stands in headers, too.
    String text = call.request().messages().stream().map(Message::text).findFirst().orElse("");
    String echo = (said + " " + call.headers() + " " + text).replaceAll("[^ -~]|[\"\\\\]", "");
    String model = call.model();
    if (!model.equals("broken") && !model.matches("[45]\\d\\d")) {
      return headed(Reply.text("Hello you"), echo);
    }
    String error =
        "{\"type\":\"error\",\"error\":{\"message\":\"%1$s\",\"type\":\"%1$s\",\"code\":\"%1$s\",\"status\":\"%1$s\"}}"
            .formatted(echo);
    return model.equals("broken")
        ? headed(Reply.raw(200, "text/event-stream", "event: error\ndata: " + error + "\n\n"), echo)
        : headed(Reply.raw(Integer.parseInt(model), "application/json", error), echo);
  }

  private static Reply headed(Reply reply, String echo) {
    Reply headed = reply;
    for (String name :
        List.of(
            "x-request-id",
            "request-id",
            "openai-processing-ms",
            "x-ratelimit-limit-requests",
            "anthropic-ratelimit-tokens-limit",
            "location",
            "set-cookie")) {
      headed = headed.withHeader(name, echo);
    }
    return headed;
  }

  @Override
  public void close() {
    upstream.close();
  }
}
