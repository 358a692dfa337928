package dev.patchbay.testing.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Router;
import dev.patchbay.config.ProviderConfig;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.testing.FakeUpstream;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import dev.patchbay.trace.RouterException;
import dev.patchbay.transport.Transport;
import dev.patchbay.transport.okhttp.OkHttpTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordReplayTest {
  private static final String CANARY = "canary-8f3b2c1d9e7a";

  @TempDir private Path directory;

  private static Router router(ScriptedProvider provider, String baseUrl, Transport transport) {
    ProviderConfig config =
        ProviderConfig.of(provider.name())
            .protocol(provider.protocol())
            .baseUrl(baseUrl)
            .apiKey(CANARY)
            .header("X-Session-Token", CANARY + "-2")
            .build();
    return Router.builder().provider(config).transport(transport).build();
  }

  private void record(ScriptedProvider provider, java.util.function.Consumer<Router> calls) {
    try (FakeUpstream upstream = FakeUpstream.of(provider);
        Router router =
            router(
                provider,
                upstream.baseUrl(provider.name()),
                new RecordingTransport(OkHttpTransport.create(), directory))) {
      calls.accept(router);
    }
  }

  private Router replaying(ScriptedProvider provider) {
    String elsewhere = "http://nowhere.invalid/" + provider.name() + "/v1";
    return router(provider, elsewhere, new ReplayTransport(directory));
  }

  @Test
  void whatWasRecordedIsAnsweredAgainWithoutANetwork() {
    for (ScriptedProvider provider :
        List.of(ScriptedProvider.openai("a"), ScriptedProvider.anthropic("b"))) {
      provider.reply(Reply.text("whole"), Reply.text("in a stream"));
      record(
          provider,
          router -> {
            router.chat("m", "Hi");
            router.stream("m", "Hi").response();
          });
      try (Router router = replaying(provider)) {
        assertEquals("whole", router.chat("m", "Hi").text());
        assertEquals("in a stream", router.stream("m", "Hi").response().text());
      }
    }
  }

  @Test
  void recordingsOfTheSameRequestAreUsedInOrder() {
    ScriptedProvider provider = ScriptedProvider.openai("a");
    provider.reply(Reply.text("one"), Reply.text("two"));
    record(
        provider,
        router -> {
          router.chat("m", "Hi");
          router.chat("m", "Hi");
        });
    try (Router router = replaying(provider)) {
      assertEquals("one", router.chat("m", "Hi").text());
      assertEquals("two", router.chat("m", "Hi").text());
      assertEquals("two", router.chat("m", "Hi").text());
    }
  }

  @Test
  void errorsAndBreaksComeAgainToo() {
    ScriptedProvider provider = ScriptedProvider.openai("a");
    provider.reply(Reply.status(400), Reply.text("one two three").cutAfter(1));
    record(
        provider,
        router -> {
          assertThrows(RouterException.class, () -> router.chat("m", "Hi"));
          assertThrows(RouterException.class, () -> router.stream("m", "Hi").response());
        });
    try (Router router = replaying(provider)) {
      RouterException error = assertThrows(RouterException.class, () -> router.chat("m", "Hi"));
      assertEquals(FailureKind.INVALID_REQUEST, error.kind());
      RouterException cut =
          assertThrows(RouterException.class, () -> router.stream("m", "Hi").response());
      assertEquals(FailureKind.CUT, cut.kind());
    }
  }

  @Test
  void aCallThatWasNotRecordedNamesTheNearestRecording() {
    ScriptedProvider provider = ScriptedProvider.openai("a");
    record(provider, router -> router.chat("m", "How are you?"));
    try (Router router = replaying(provider)) {
      RouterException e =
          assertThrows(RouterException.class, () -> router.chat("m", "How old are you?"));
      assertTrue(
          e.getMessage().contains("the nearest is 0001-a-v1-chat-completions.json"),
          e.getMessage());
    }
  }

  /** The provider tells the key back in a body, a stream, a header and an error. */
  @Test
  void noCredentialIsInAnyRecordedByte() throws IOException {
    ScriptedProvider provider = ScriptedProvider.openai("a");
    provider.reply(
        Reply.text("Your key is " + CANARY + ".").withHeader("X-Echo", CANARY),
        Reply.text("Your token is " + CANARY + "-2"),
        Reply.raw(400, "text/plain", "Bearer " + CANARY + " is wrong"));
    record(
        provider,
        router -> {
          router.chat("m", "Hi, Authorization: Bearer sk-canary-from-the-prompt-1234567890");
          router.stream("m", "Hi").response();
          assertThrows(RouterException.class, () -> router.chat("m", "Hi"));
        });
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> recorded = files.toList();
      assertEquals(3, recorded.size());
      for (Path file : recorded) {
        assertFalse(Files.readString(file).contains("canary"), file + " holds a credential");
      }
    }
  }

  @Test
  void aDirectoryWithoutRecordingsIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new ReplayTransport(directory));
  }
}
