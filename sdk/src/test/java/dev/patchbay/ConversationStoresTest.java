package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Choice;
import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.StopReason;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.store.database.TestDatabases;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import dev.patchbay.testing.TestRouter;
import dev.patchbay.testserver.WireTape;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.WireRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conversations of several routers on one database. */
@Timeout(60)
class ConversationStoresTest {
  private static String url(String database) {
    return database.equals("sqlite")
        ? "jdbc:sqlite:" + TestDatabases.sqliteFile()
        : TestDatabases.postgresqlUrl();
  }

  private static TestRouter kit(String url, ScriptedProvider... providers) {
    TestRouter.Builder builder = TestRouter.builder().router(router -> router.database(url));
    for (ScriptedProvider provider : providers) {
      builder.provider(provider, config -> config.model(provider.name() + "-model"));
    }
    return builder.build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql"})
  void aSignatureGoesBackToItsIssuerFromAnotherRouter(String database) {
    String signature = "c2lnbmF0dXJl/+==";
    Part thought = new Part.Thinking("Hm", new Opaque(signature, Issuer.of("one", "one-model")));
    ChatResponse first =
        new ChatResponse(
            "id",
            "m",
            null,
            List.of(
                new Choice(
                    0,
                    new Message.Assistant(List.of(thought, new Part.Text("First"))),
                    StopReason.END,
                    null,
                    JsonFields.NONE)),
            null,
            null,
            JsonFields.NONE);
    String url = url(database);
    ScriptedProvider one =
        ScriptedProvider.anthropic("one").reply(Reply.response(first), Reply.text("Third"));
    ScriptedProvider two = ScriptedProvider.openai("two").reply(Reply.text("Second"));
    try (TestRouter kit = kit(url, one, two)) {
      kit.router().conversation("talk").send("one-model", "1");
    }
    try (TestRouter kit = kit(url, one, two)) {
      kit.router().conversation("talk").send("two-model", "2");
    }
    try (TestRouter kit = kit(url, one, two)) {
      Conversation talk = kit.router().conversation("talk");
      talk.send("one-model", "3");
      assertFalse(two.calls().get(0).body().contains(signature));
      assertTrue(one.calls().get(1).body().contains("\"" + signature + "\""));
      assertEquals(6, talk.messages().size());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql"})
  void anAnswerOfOneRouterIsGoneOnFromAtAnother(String database) {
    String url = url(database);
    ScriptedProvider one = ScriptedProvider.gemini("one").reply(Reply.text("A"));
    String id;
    try (TestRouter kit = kit(url, one)) {
      id = Gateway.read(Protocol.OPENAI_RESPONSES, ask(kit, "\"input\":\"1\"")).id();
    }
    try (TestRouter kit = kit(url, one)) {
      WireTape tape = ask(kit, "\"input\":\"2\",\"previous_response_id\":\"" + id + "\"");
      assertEquals(200, tape.status(), tape::text);
      assertEquals(
          List.of("1", "A", "2"),
          one.lastRequest().messages().stream().map(Message::text).toList());
    }
  }

  private static WireTape ask(TestRouter kit, String fields) {
    byte[] body = Json.utf8("{\"model\":\"one-model\"," + fields + "}");
    return WireTape.of(kit.router().exchange(WireRequest.of(Protocol.OPENAI_RESPONSES, body)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql"})
  void twoRoutersAtOnceLoseNothing(String database) throws Exception {
    String url = url(database);
    ScriptedProvider one = ScriptedProvider.openai("one").reply(Reply.text("A"));
    try (TestRouter left = kit(url, one);
        TestRouter right = kit(url, one)) {
      ExecutorService pool = Executors.newFixedThreadPool(4);
      List<Future<?>> all = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        Conversation talk = (t % 2 == 0 ? left : right).router().conversation("talk");
        String name = "t" + t + ".";
        all.add(
            pool.submit(
                () -> {
                  for (int i = 0; i < 5; i++) {
                    talk.send("one-model", name + i);
                  }
                }));
      }
      for (Future<?> done : all) {
        done.get(40, TimeUnit.SECONDS);
      }
      pool.shutdown();
      List<String> said =
          left.router().conversation("talk").messages().stream().map(Message::text).toList();
      assertEquals(40, said.size());
      assertEquals(20, said.stream().filter(text -> text.startsWith("t")).distinct().count());
      for (int i = 0; i < said.size(); i += 2) {
        assertTrue(said.get(i).startsWith("t") && said.get(i + 1).equals("A"), said::toString);
      }
    }
  }
}
