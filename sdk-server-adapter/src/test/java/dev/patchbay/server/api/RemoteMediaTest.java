package dev.patchbay.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.MediaSource;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.testing.FakeUpstream;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Media that a request names by address: those of this machine and its network are in reach. */
final class RemoteMediaTest {
  @ParameterizedTest
  @EnumSource(Client.class)
  void isFetchedByTheProviderNeverByUs(Client client) {
    ScriptedProvider trap = ScriptedProvider.openai("trap");
    try (FakeUpstream within = FakeUpstream.of(trap)) {
      String address = within.baseUrl("trap") + "/cat.png";
      for (ScriptedProvider lab : labs()) {
        lab.reply(Reply.text("A cat"));
        try (Played played = Played.of(lab)) {
          HttpResponse<String> answer = played.ask(client, showing(address), false);

          assertEquals(200, answer.statusCode(), answer.body());
          String sent = lab.calls().get(0).body();
          assertTrue(sent.contains(address), lab.name() + ": " + sent);
        }
      }
      assertEquals(List.of(), trap.calls());
    }
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void isRefusedWhereTheProviderFetchesNothing(Client client) {
    ScriptedProvider trap = ScriptedProvider.openai("trap");
    ScriptedProvider lab = ScriptedProvider.openai("ollama").reply(Reply.text("A cat"));
    try (FakeUpstream within = FakeUpstream.of(trap);
        Played played = Played.of(lab)) {
      String address = within.baseUrl("trap") + "/cat.png";
      HttpResponse<String> answer = played.ask(client, showing(address), false);

      assertEquals(400, answer.statusCode(), answer.body());
      assertEquals(List.of(), lab.calls());
      assertEquals(List.of(), trap.calls());
    }
  }

  private static List<ScriptedProvider> labs() {
    return List.of(
        ScriptedProvider.openai("chat"),
        ScriptedProvider.responses("responses"),
        ScriptedProvider.anthropic("claude"),
        ScriptedProvider.gemini("gemini"));
  }

  private static ChatRequest showing(String address) {
    Part image = new Part.Image(new MediaSource.Url(address));
    return ChatRequest.builder()
        .model("some-model")
        .message(new Message.User(List.of(new Part.Text("What is it?"), image)))
        .build();
  }
}
