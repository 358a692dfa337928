package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatStream;
import dev.patchbay.chat.MediaSource;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.config.MediaConfig;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.media.MediaFetch;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import dev.patchbay.testing.TestRouter;
import dev.patchbay.testserver.FileReply;
import dev.patchbay.trace.RouterException;
import dev.patchbay.transport.CallScope;
import dev.patchbay.transport.HttpCall;
import dev.patchbay.transport.HttpReply;
import dev.patchbay.transport.PhaseWatch;
import dev.patchbay.transport.Transport;
import dev.patchbay.transport.TransportException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Media at addresses, asked for by calls of the library. */
class FetchedMediaTest {
  private static final String URL = "https://pictures.example/a";

  private final ScriptedProvider ollama = ScriptedProvider.openai("ollama");
  private final ScriptedProvider lab = ScriptedProvider.openai("lab");
  private final Web web = new Web();

  private TestRouter router(MediaFetch policy) {
    return TestRouter.builder()
        .provider(ollama)
        .provider(lab)
        .configure(tree -> tree.media(new MediaConfig(policy)))
        .router(builder -> builder.mediaTransport(web))
        .build();
  }

  private static ChatRequest request(String model, Part part) {
    return ChatRequest.builder()
        .model(model)
        .message(new Message.User(List.of(new Part.Text("What is it?"), part)))
        .build();
  }

  private static Part image() {
    return new Part.Image(new MediaSource.Url(URL));
  }

  private static MediaSource base64(String type, String bytes) {
    byte[] raw = bytes.getBytes(StandardCharsets.ISO_8859_1);
    return new MediaSource.Base64(type, Base64.getEncoder().encodeToString(raw));
  }

  private static MediaSource source(ScriptedProvider provider) {
    Part shown = provider.lastRequest().messages().get(0).parts().get(1);
    return shown instanceof Part.Image image ? image.source() : ((Part.Document) shown).source();
  }

  @Test
  void anImageReachesAModelThatFetchesNoneInAWholeAnswerAndInAStream() {
    ollama.reply(Reply.text("A cat"), Reply.text("A cat"));
    try (TestRouter kit = router(MediaFetch.PUBLIC)) {
      kit.router().chat(request("ollama:llava", image()));
      assertEquals(base64("image/gif", "GIF89a..."), source(ollama));
      try (ChatStream stream = kit.router().stream(request("ollama:llava", image()))) {
        assertEquals("A cat", stream.response().text());
      }
      assertEquals(base64("image/gif", "GIF89a..."), source(ollama));
    }
    assertEquals(List.of(URL, URL), web.asked);
  }

  @Test
  void anAddressIsLeftToAProviderThatFetchesItself() {
    lab.reply(Reply.text("A cat"));
    try (TestRouter kit = router(MediaFetch.PUBLIC)) {
      kit.router().chat(request("lab:m", image()));
    }
    assertEquals(new MediaSource.Url(URL), source(lab));
    assertEquals(List.of(), web.asked);
  }

  @Test
  void aDocumentIsFetchedForAProtocolThatHasNoAddressForIt() {
    web.body = "%PDF-1.7 and so on";
    lab.reply(Reply.text("A letter"));
    try (TestRouter kit = router(MediaFetch.PUBLIC)) {
      kit.router().chat(request("lab:m", new Part.Document(new MediaSource.Url(URL), "a.pdf")));
    }
    assertEquals(base64("application/pdf", web.body), source(lab));
  }

  @Test
  void whatCannotBeHadIsTheRequestsErrorAndNoAccountsFault() {
    web.body = "<html>Log in";
    ollama.reply(Reply.text("Hello"));
    try (TestRouter kit = router(MediaFetch.PUBLIC)) {
      RouterException refused =
          assertThrows(
              RouterException.class, () -> kit.router().chat(request("ollama:llava", image())));
      assertEquals(FailureKind.INVALID_REQUEST, refused.failure().kind());
      String message = refused.failure().message();
      assertTrue(message.startsWith("messages[0].content[1]: what comes from there"), message);
      assertTrue(message.contains("send the bytes"), message);
      assertEquals(List.of(), ollama.calls());
      assertEquals("Hello", kit.router().chat(ChatRequest.of("ollama:llava", "Hi")).text());
    }
  }

  @Test
  void aCancelWhileItIsFetchedIsACancel() {
    web.breaks =
        new TransportException(
            FailureKind.CANCELLED, FailurePhase.CONNECTING, "The request was cancelled");
    try (TestRouter kit = router(MediaFetch.PUBLIC)) {
      RouterException ended =
          assertThrows(
              RouterException.class, () -> kit.router().chat(request("ollama:llava", image())));
      assertEquals(FailureKind.CANCELLED, ended.failure().kind());
    }
  }

  @Test
  void nothingIsFetchedWhereThatIsSwitchedOffWhileTheRouterRuns() {
    ollama.script(call -> Reply.text("A cat"));
    try (TestRouter kit = router(MediaFetch.PUBLIC)) {
      Router router = kit.router();
      router.reconfigure(
          router.config().toBuilder().media(new MediaConfig(MediaFetch.NEVER)).build());
      RouterException refused =
          assertThrows(RouterException.class, () -> router.chat(request("ollama:llava", image())));
      assertTrue(refused.failure().message().contains("media.fetch"));
      assertEquals(List.of(), web.asked);
    }
  }

  /** A web of one file. */
  private static final class Web implements Transport {
    final List<String> asked = new CopyOnWriteArrayList<>();
    volatile String body = "GIF89a...";
    volatile RuntimeException breaks;

    @Override
    public HttpReply send(HttpCall call, CallScope scope, PhaseWatch watch) {
      asked.add(call.url());
      if (breaks != null) {
        throw breaks;
      }
      return new FileReply(200, body.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() {}
  }
}
