package dev.patchbay.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.MediaSource;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.testing.FakeUpstream;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import dev.patchbay.transport.okhttp.OkHttpTransport;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okio.Buffer;
import org.junit.jupiter.api.Test;

/** Media that a request names by address: those of this machine and its network are in reach. */
final class RemoteMediaTest {
  private static final byte[] GIF = {'G', 'I', 'F', '8', '9', 'a', 0, 1, 2, (byte) 200, 7};
  private static final MediaSource FETCHED =
      new MediaSource.Base64("image/gif", Base64.getEncoder().encodeToString(GIF));

  /** The places in a client's request where the address of an image stands. */
  private static final Map<Client, String> PLACES =
      Map.of(
          Client.CHAT, "$.messages[0].content[1].image_url.url",
          Client.RESPONSES, "$.input[0].content[1].image_url",
          Client.CLAUDE, "$.messages[0].content[1].source.url",
          Client.GEMINI, "$.contents[0].parts[1].fileData.fileUri");

  @Test
  void isFetchedByTheProviderWhereItCan() {
    ScriptedProvider trap = ScriptedProvider.openai("trap");
    List<ScriptedProvider> labs =
        List.of(
            ScriptedProvider.openai("chat"),
            ScriptedProvider.responses("responses"),
            ScriptedProvider.anthropic("claude"),
            ScriptedProvider.gemini("gemini"));
    labs.forEach(lab -> lab.script(call -> Reply.text("A cat")));
    try (FakeUpstream within = FakeUpstream.of(trap);
        Played played = Played.of(labs.toArray(ScriptedProvider[]::new))) {
      String address = within.baseUrl("trap") + "/cat.png";
      for (Client client : Client.values()) {
        for (ScriptedProvider lab : labs) {
          ChatRequest request = showing(lab.name() + ":some-model", address);
          HttpResponse<String> answer = played.ask(client, request, false);

          assertEquals(200, answer.statusCode(), answer.body());
          String sent = lab.calls().get(client.ordinal()).body();
          assertTrue(sent.contains(address), lab.name() + ": " + sent);
        }
      }
      assertEquals(List.of(), trap.calls());
    }
  }

  /** With the guard as it is: this test's own server is on loopback, and is not asked. */
  @Test
  void isNeverFetchedFromThisMachine() {
    ScriptedProvider trap = ScriptedProvider.openai("trap");
    ScriptedProvider lab = ScriptedProvider.openai("ollama");
    try (FakeUpstream within = FakeUpstream.of(trap);
        Played played = Played.of(lab)) {
      int port = URI.create(within.baseUrl("trap")).getPort();
      for (Client client : Client.values()) {
        for (String host : List.of("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0")) {
          String url = "http://" + host + ":" + port + "/cat.png";
          HttpResponse<String> answer = played.ask(client, showing("llava", url), false);

          assertEquals(400, answer.statusCode(), url + ": " + answer.body());
          assertTrue(answer.body().contains(PLACES.get(client)), answer.body());
          assertTrue(answer.body().contains("not on the public internet"), answer.body());
          assertFalse(answer.body().contains("127.0.0.1"), answer.body());
        }
      }
      assertEquals(List.of(), lab.calls());
      assertEquals(List.of(), trap.calls());
    }
  }

  @Test
  void isRefusedByNameWhereNothingIsToBeFetched() {
    ScriptedProvider lab = ScriptedProvider.openai("ollama");
    try (Web web = new Web();
        Played played = web.before(Map.of("media", Map.of("fetch", "never")), lab)) {
      for (Client client : Client.values()) {
        ChatRequest request = showing("llava", web.url("/cat.gif"));
        HttpResponse<String> answer = played.ask(client, request, false);

        assertEquals(400, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("media.fetch"), answer.body());
      }
      assertEquals(List.of(), lab.calls());
      assertEquals(0, web.server.getRequestCount());
    }
  }

  /** Targets that fetch nothing: a host of the protocol of OpenAI's, and Gemini's older models. */
  private static List<ScriptedProvider> blind() {
    return List.of(ScriptedProvider.openai("ollama"), ScriptedProvider.gemini("gemini"));
  }

  private static String model(ScriptedProvider lab) {
    return lab.name().equals("gemini") ? "gemini-2.0-flash" : "llava";
  }

  @Test
  void comesAsItsExactBytesToATargetThatFetchesNothing() {
    List<ScriptedProvider> labs = blind();
    labs.forEach(lab -> lab.script(call -> Reply.text("A cat")));
    try (Web web = new Web();
        Played played = web.before(Map.of(), labs.toArray(ScriptedProvider[]::new))) {
      for (ScriptedProvider lab : labs) {
        for (Client client : Client.values()) {
          for (boolean stream : Played.both()) {
            web.gif();
            ChatRequest request = showing(model(lab), web.url("/cat"));
            HttpResponse<String> answer = played.ask(client, request, stream);

            assertEquals(200, answer.statusCode(), answer.body());
            assertEquals("A cat", client.read(answer.body(), stream).text());
            assertEquals(FETCHED, shown(lab).source());
            assertFalse(body(lab).contains("pictures.example"), body(lab));
          }
        }
      }
      assertEquals(16, web.server.getRequestCount());
    }
  }

  private static String body(ScriptedProvider lab) {
    return lab.calls().get(lab.calls().size() - 1).body();
  }

  private static Part.Image shown(ScriptedProvider lab) {
    List<Part> parts = lab.lastRequest().messages().get(0).parts();
    return (Part.Image) parts.get(parts.size() - 1);
  }

  @Test
  void isAnErrorOfTheRequestIfItCannotBeHad() {
    List<ScriptedProvider> labs = blind();
    try (Web web = new Web();
        Played played = web.before(Map.of(), labs.toArray(ScriptedProvider[]::new))) {
      for (ScriptedProvider lab : labs) {
        for (Client client : Client.values()) {
          for (boolean stream : Played.both()) {
            web.server.enqueue(new MockResponse.Builder().code(404).build());
            ChatRequest request = showing(model(lab), web.url("/cat?token=secret-of-theirs"));
            HttpResponse<String> answer = played.ask(client, request, stream);

            assertEquals(400, answer.statusCode(), answer.body());
            assertTrue(answer.body().contains(PLACES.get(client)), answer.body());
            assertTrue(answer.body().contains("its host answers with status 404"), answer.body());
            assertFalse(answer.body().contains("127.0.0.1"), answer.body());
            assertFalse(answer.body().contains("secret-of-theirs"), answer.body());
          }
        }
        assertEquals(List.of(), lab.calls());
      }
    }
  }

  @Test
  void isFetchedOnceForAllThatAreTried() {
    ScriptedProvider lab =
        ScriptedProvider.openai("ollama")
            .accounts("a", "b")
            .reply(Reply.status(500), Reply.text("A cat"));
    try (Web web = new Web();
        Played played = web.before(Map.of(), lab)) {
      web.gif();
      ChatRequest request = showing("llava", web.url("/cat.gif"));
      HttpResponse<String> answer = played.ask(Client.CLAUDE, request, false);

      assertEquals(200, answer.statusCode(), answer.body());
      assertEquals(2, lab.calls().size());
      assertEquals(FETCHED, shown(lab).source());
      assertEquals(1, web.server.getRequestCount());
    }
  }

  @Test
  void goesOnToAProviderThatFetchesItselfIfItCannotBeHadHere() {
    ScriptedProvider ollama = ScriptedProvider.openai("ollama");
    ScriptedProvider lab = ScriptedProvider.openai("lab").reply(Reply.text("A cat"));
    Map<String, Object> both = Map.of("mappings", Map.of("eyes", List.of("ollama:llava", "lab:m")));
    try (Web web = new Web();
        Played played = web.before(both, ollama, lab)) {
      web.server.enqueue(new MockResponse.Builder().code(403).build());
      ChatRequest request = showing("eyes", web.url("/cat.gif"));
      HttpResponse<String> answer = played.ask(Client.CHAT, request, false);

      assertEquals(200, answer.statusCode(), answer.body());
      assertTrue(body(lab).contains(web.url("/cat.gif")));
    }
  }

  @Test
  void isNotLookedForWhereARedirectLeadsInside() {
    ScriptedProvider lab = ScriptedProvider.openai("ollama");
    try (Web web = new Web();
        Played played = web.before(Map.of(), lab)) {
      String here = "http://127.0.0.1:" + web.server.getPort() + "/b.gif";
      for (String there : List.of(here, "http://10.0.0.1/b.gif", "file:///etc/passwd")) {
        MockResponse.Builder redirect = new MockResponse.Builder().code(302);
        web.server.enqueue(redirect.addHeader("Location", there).build());
        ChatRequest request = showing("llava", web.url("/cat.gif"));
        HttpResponse<String> answer = played.ask(Client.CHAT, request, false);

        assertEquals(400, answer.statusCode(), answer.body());
        assertFalse(answer.body().contains(there), answer.body());
      }
      assertEquals(3, web.server.getRequestCount());
    }
  }

  private static ChatRequest showing(String model, String address) {
    Part image = new Part.Image(new MediaSource.Url(address));
    return ChatRequest.builder()
        .model(model)
        .message(new Message.User(List.of(new Part.Text("What is it?"), image)))
        .build();
  }

  /** A server that stands for the internet: {@code pictures.example} leads to it. */
  private static final class Web implements AutoCloseable {
    final MockWebServer server = new MockWebServer();

    Web() {
      try {
        server.start(InetAddress.getLoopbackAddress(), 0);
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    Played before(Map<String, Object> more, ScriptedProvider... providers) {
      OkHttpClient client =
          new OkHttpClient.Builder().dns(name -> List.of(InetAddress.getLoopbackAddress())).build();
      return Played.of(
          more, router -> router.mediaTransport(OkHttpTransport.sharing(client)), providers);
    }

    String url(String path) {
      return "http://pictures.example:" + server.getPort() + path;
    }

    void gif() {
      server.enqueue(
          new MockResponse.Builder()
              .addHeader("Content-Type", "application/octet-stream")
              .body(new Buffer().write(GIF))
              .build());
    }

    @Override
    public void close() {
      server.close();
    }
  }
}
