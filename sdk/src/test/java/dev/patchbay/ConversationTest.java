package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.CallOptions;
import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.ChatStream;
import dev.patchbay.chat.Choice;
import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartialAnswerException;
import dev.patchbay.chat.ResumePolicy;
import dev.patchbay.chat.StopReason;
import dev.patchbay.config.ConversationConfig;
import dev.patchbay.conversation.Addition;
import dev.patchbay.conversation.ConversationLog;
import dev.patchbay.conversation.ConversationPage;
import dev.patchbay.conversation.ConversationStore;
import dev.patchbay.conversation.LogEntry;
import dev.patchbay.failure.StoreException;
import dev.patchbay.json.JsonFields;
import dev.patchbay.provider.ModelCard;
import dev.patchbay.route.Plan;
import dev.patchbay.store.conversation.MemoryConversations;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import dev.patchbay.testing.TestRouter;
import dev.patchbay.trace.RouterException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Conversations of Java callers, whoever answers. */
@Timeout(30)
class ConversationTest {
  private static TestRouter kit(ScriptedProvider... providers) {
    TestRouter.Builder kit = TestRouter.builder();
    for (ScriptedProvider provider : providers) {
      kit.provider(provider, config -> config.model(provider.name() + "-model"));
    }
    return kit.build();
  }

  private static List<String> texts(List<Message> messages) {
    return messages.stream().map(Message::text).toList();
  }

  private static ChatResponse answer(Part... parts) {
    StopReason reason =
        parts[parts.length - 1] instanceof Part.ToolCall ? StopReason.TOOL_CALLS : StopReason.END;
    return new ChatResponse(
        "id",
        "m",
        null,
        List.of(
            new Choice(0, new Message.Assistant(List.of(parts)), reason, null, JsonFields.NONE)),
        null,
        null,
        JsonFields.NONE);
  }

  private static ModelCard small(String id) {
    return new ModelCard(id, 3_000, null, null, null, Set.of(), false, false, null, null);
  }

  @Test
  void aSingleMessageIsAnsweredInTheContextOfWhatWasSaid() {
    ScriptedProvider one = ScriptedProvider.openai("one").reply(Reply.text("Hello Ann"));
    ScriptedProvider two = ScriptedProvider.anthropic("two").reply(Reply.text("Ann"));
    try (TestRouter kit = kit(one, two)) {
      Conversation talk = kit.router().conversation("talk");
      assertEquals("Hello Ann", talk.send("one-model", "I'm Ann").text());
      assertEquals("Ann", talk.send("two-model", "Who am I?").text());
      assertEquals(
          List.of("I'm Ann", "Hello Ann", "Who am I?"), texts(two.lastRequest().messages()));
      assertEquals(List.of("I'm Ann", "Hello Ann", "Who am I?", "Ann"), texts(talk.messages()));
      LogEntry last = talk.log().entries().get(3);
      assertEquals("two/main", last.author().account());
      assertEquals("two-model", last.author().model());
      assertNull(talk.log().entries().get(2).author());
      assertTrue(last.requestId().startsWith("req_"));
    }
  }

  @Test
  void aStreamIsKeptBeforeItsEndIsShown() {
    ScriptedProvider one = ScriptedProvider.openai("one").reply(Reply.text("Hello you"));
    try (TestRouter kit = kit(one)) {
      Conversation talk = kit.router().conversation("talk");
      List<Integer> kept = new ArrayList<>();
      try (ChatStream stream = talk.stream("one-model", "Hi")) {
        stream.forEach(
            event -> {
              if (event instanceof ChatEvent.TextDelta || event instanceof ChatEvent.Finish) {
                kept.add(talk.messages().size());
              }
            });
      }
      assertEquals(0, kept.get(0));
      assertEquals(2, kept.get(kept.size() - 1));
    }
  }

  @Test
  void anAnswerThatBreaksOffIsKeptAsPartial() {
    ScriptedProvider one =
        ScriptedProvider.openai("one")
            .reply(Reply.text("one two three four").cutAfter(2), Reply.text("five"));
    try (TestRouter kit = kit(one)) {
      Conversation talk = kit.router().conversation("talk");
      try (ChatStream stream = talk.stream("one-model", "Count")) {
        assertThrows(PartialAnswerException.class, stream::response);
      }
      LogEntry last = talk.log().entries().get(1);
      assertTrue(last.partial());
      assertTrue("one two three four".startsWith(last.message().text()));
      assertFalse(last.message().text().isEmpty());
      talk.send("one-model", "Go on");
      assertEquals(4, talk.messages().size());
    }
  }

  @Test
  void anAnswerItsReaderLeavesIsKeptAsPartial() {
    ScriptedProvider one = ScriptedProvider.openai("one").reply(Reply.text("one two three four"));
    try (TestRouter kit = kit(one)) {
      Conversation talk = kit.router().conversation("talk");
      try (ChatStream stream = talk.stream("one-model", "Count")) {
        assertThrows(
            IllegalStateException.class,
            () ->
                stream.forEach(
                    event -> {
                      if (event.visible()) {
                        throw new IllegalStateException("enough");
                      }
                    }));
      }
      assertTrue(talk.log().entries().get(1).partial());
    }
  }

  @Test
  void aRequestThatFailsLeavesNothing() {
    ScriptedProvider one = ScriptedProvider.openai("one").reply(Reply.status(400));
    try (TestRouter kit = kit(one)) {
      Conversation talk = kit.router().conversation("talk");
      assertThrows(RouterException.class, () -> talk.send("one-model", "Hi"));
      assertTrue(talk.log().isEmpty());
    }
  }

  @Test
  void aContinuedAnswerIsKeptJoined() {
    ScriptedProvider one =
        ScriptedProvider.openai("one").reply(Reply.text("Once upon a time").cutAfter(2));
    ScriptedProvider two = ScriptedProvider.anthropic("two").reply(Reply.text("a time"));
    TestRouter.Builder builder = TestRouter.builder();
    builder.provider(one, config -> config.model("m").priority(1));
    builder.provider(two, config -> config.model("m").priority(2));
    try (TestRouter kit = builder.build()) {
      Conversation talk = kit.router().conversation("talk");
      ChatRequest request =
          ChatRequest.builder().model("m").user("Tell").resume(ResumePolicy.CONTINUE).build();
      try (ChatStream stream = talk.stream(request)) {
        stream.response();
      }
      assertEquals(List.of("Tell", "Once upon a time"), texts(talk.messages()));
      assertFalse(talk.log().entries().get(1).partial());
      assertEquals("two/main", talk.log().entries().get(1).author().account());
    }
  }

  @Test
  void aHistoryOfTheCallersOwnIsComparedWithTheLog() {
    ScriptedProvider one = ScriptedProvider.openai("one").reply(Reply.text("A"));
    try (TestRouter kit = kit(one)) {
      Conversation talk = kit.router().conversation("talk");
      talk.send("one-model", "1");
      talk.send(
          ChatRequest.builder().model("one-model").user("1").assistant("A").user("2").build());
      assertEquals(List.of("1", "A", "2", "A"), texts(talk.messages()));
      talk.send(
          ChatRequest.builder().model("one-model").user("1").assistant("A").user("3").build());
      assertEquals(List.of("1", "A", "3"), texts(one.lastRequest().messages()));
      assertEquals(List.of("1", "A", "3", "A"), texts(talk.messages()));
      assertEquals(6, talk.log().entries().size());
      talk.send(
          ChatRequest.builder().model("one-model").user("x").assistant("y").user("z").build());
      assertEquals(List.of("x", "y", "z", "A"), texts(talk.messages()));
    }
  }

  @Test
  void systemTextBelongsToItsRequest() {
    ScriptedProvider one = ScriptedProvider.openai("one").reply(Reply.text("A"));
    try (TestRouter kit = kit(one)) {
      Conversation talk = kit.router().conversation("talk");
      talk.send(ChatRequest.builder().model("one-model").system("first").user("1").build());
      talk.send(ChatRequest.builder().model("one-model").system("second").user("2").build());
      assertEquals(List.of("second", "1", "A", "2"), texts(one.lastRequest().messages()));
      assertEquals(List.of("1", "A", "2", "A"), texts(talk.messages()));
    }
  }

  @Test
  void aCallMadeThroughOneProtocolIsAnsweredThroughAnother() {
    ScriptedProvider one =
        ScriptedProvider.gemini("one")
            .reply(Reply.response(answer(new Part.ToolCall("c1", "sum", "{\"a\":1}"))));
    ScriptedProvider two = ScriptedProvider.anthropic("two").reply(Reply.text("3"));
    try (TestRouter kit = kit(one, two)) {
      Conversation talk = kit.router().conversation("talk");
      ChatResponse called = talk.send("one-model", "Add");
      String id = called.toolCalls().get(0).id();
      talk.send(
          ChatRequest.builder().model("two-model").message(Message.toolResult(id, "2")).build());
      List<Message> sent = two.lastRequest().messages();
      assertEquals(3, sent.size());
      Part.ToolCall call = ((Message.Assistant) sent.get(1)).toolCalls().get(0);
      assertEquals("sum", call.name());
      assertEquals(call.id(), ((Message.Tool) sent.get(2)).callId());
      assertEquals(4, talk.messages().size());
    }
  }

  @Test
  void signaturesGoBackToTheirIssuerByteForByteAndToNobodyElse() {
    String signature = "c2lnbmF0dXJl/+==";
    ScriptedProvider one =
        ScriptedProvider.anthropic("one")
            .reply(
                Reply.response(
                    answer(
                        new Part.Thinking(
                            "Let me see", new Opaque(signature, Issuer.of("one", "one-model"))),
                        new Part.OpaqueThinking(
                            new Opaque("c2VhbGVk", Issuer.of("one", "one-model"))),
                        new Part.Text("First"))),
                Reply.text("Third"));
    ScriptedProvider two = ScriptedProvider.openai("two").reply(Reply.text("Second"));
    ScriptedProvider three = ScriptedProvider.anthropic("three").reply(Reply.text("Fourth"));
    try (TestRouter kit = kit(one, two, three)) {
      Conversation talk = kit.router().conversation("talk");
      talk.send("one-model", "1");
      talk.send("two-model", "2");
      talk.send("one-model", "3");
      talk.send("three-model", "4");
      String second = two.calls().get(0).body();
      assertFalse(second.contains(signature) || second.contains("c2VhbGVk"), second);
      assertTrue(second.contains("First"));
      String third = one.calls().get(1).body();
      assertTrue(third.contains("\"" + signature + "\"") && third.contains("\"c2VhbGVk\""), third);
      assertTrue(third.contains("Let me see") && third.contains("Second"), third);
      String fourth = three.calls().get(0).body();
      assertFalse(fourth.contains(signature) || fourth.contains("Let me see"), fourth);
    }
  }

  @Test
  void tenantsSeeNothingOfEachOther() {
    ScriptedProvider one = ScriptedProvider.openai("one").reply(Reply.text("A"));
    try (TestRouter kit = kit(one)) {
      Router router = kit.router();
      router.conversation("talk").send("one-model", "mine");
      router.conversations("other").of("talk").send("one-model", "theirs");
      assertEquals(List.of("theirs"), texts(one.lastRequest().messages()));
      assertEquals(List.of("mine", "A"), texts(router.conversation("talk").messages()));
      router.chat(
          ChatRequest.of("one-model", "more").toBuilder()
              .options(CallOptions.builder().tenant("other").conversation("talk").build())
              .build());
      assertEquals(List.of("theirs", "A", "more"), texts(one.lastRequest().messages()));
      assertEquals(1, router.conversations().list(10, null).conversations().size());
    }
  }

  @Test
  void listsForksRewindsExportsAndForgets() {
    ScriptedProvider one = ScriptedProvider.openai("one").reply(Reply.text("A"));
    try (TestRouter kit = kit(one)) {
      Conversation talk = kit.router().conversation("talk");
      talk.send("one-model", "1");
      talk.send("one-model", "2");
      Conversation fork = talk.fork("fork");
      fork.send("one-model", "3");
      assertEquals(6, fork.messages().size());
      assertEquals(4, talk.messages().size());
      assertThrows(IllegalArgumentException.class, () -> talk.fork("fork"));
      assertThrows(
          IllegalArgumentException.class, () -> kit.router().conversation("none").fork("x"));
      assertTrue(talk.rewind(2));
      assertEquals(List.of("1", "A"), texts(talk.messages()));
      assertTrue(talk.export().startsWith("{\"v\":1,\"conversation\":{\"id\":\"talk\""));
      Conversations all = kit.router().conversations();
      assertEquals(2, all.list(10, null).conversations().size());
      assertEquals(1, all.list(1, all.list(1, null).next()).conversations().size());
      talk.reset();
      assertTrue(all.get("talk").isEmpty());
      assertTrue(all.delete("fork"));
      assertFalse(all.delete("fork"));
      talk.send("one-model", "again");
      assertEquals(List.of("again"), texts(one.lastRequest().messages()));
    }
  }

  @Test
  void aHistoryIsTrimmedToTheWindowOfWhoIsAsked() {
    String filler = "word ".repeat(400);
    ScriptedProvider small = ScriptedProvider.openai("small").reply(Reply.text("A " + filler));
    ScriptedProvider large = ScriptedProvider.anthropic("large").reply(Reply.text("B"));
    TestRouter.Builder builder = TestRouter.builder();
    builder.provider(small, config -> config.model(small("small-model")).priority(1));
    builder.provider(large, config -> config.model("large-model").priority(2));
    try (TestRouter kit = builder.build()) {
      Conversation talk = kit.router().conversation("talk");
      for (int i = 0; i < 8; i++) {
        talk.send(ChatRequest.builder().model("small-model").system("S").user("q" + i).build());
      }
      List<Message> sent = small.lastRequest().messages();
      assertTrue(sent.size() < 10, () -> texts(sent).toString());
      assertEquals("S", sent.get(0).text());
      assertTrue(sent.get(1) instanceof Message.User);
      assertEquals("q7", sent.get(sent.size() - 1).text());
      assertEquals(16, talk.messages().size());
      ChatResponse last = talk.send("small-model", "last");
      assertTrue(
          last.trace().losses().stream().anyMatch(loss -> loss.startsWith("history:")),
          () -> last.trace().losses().toString());
      talk.send("large-model", "all");
      assertEquals(19, large.lastRequest().messages().size());
    }
  }

  @Test
  void aCandidateIsNotDroppedForAHistoryThatCanBeTrimmed() {
    ScriptedProvider one = ScriptedProvider.openai("one").reply(Reply.text("word ".repeat(2_000)));
    TestRouter.Builder builder = TestRouter.builder();
    builder.provider(one, config -> config.model(small("m")));
    try (TestRouter kit = builder.build()) {
      Conversation talk = kit.router().conversation("talk");
      talk.send("m", "1");
      talk.send("m", "2");
      ChatRequest next =
          ChatRequest.of("m", "3").toBuilder()
              .options(CallOptions.builder().conversation("talk").build())
              .build();
      Plan plan = kit.router().plan(next);
      assertEquals(1, plan.candidates().size());
      assertTrue(plan.query().estimatedTokens() > 3_000);
      assertTrue(plan.query().leastTokens() < 100);
    }
  }

  @Test
  void onlySoManyMessagesAreKept() {
    ScriptedProvider one = ScriptedProvider.openai("one").reply(Reply.text("A"));
    ConversationConfig most = new ConversationConfig("", 4, Duration.ofDays(1));
    try (TestRouter kit =
        TestRouter.builder().provider(one).configure(config -> config.conversation(most)).build()) {
      Conversation talk = kit.router().conversation("talk");
      for (int i = 0; i < 5; i++) {
        talk.send("m", "q" + i);
      }
      assertEquals(List.of("q3", "A", "q4", "A"), texts(talk.messages()));
      assertEquals(4, talk.log().entries().size());
      assertEquals(List.of("q2", "A", "q3", "A", "q4"), texts(one.lastRequest().messages()));
    }
  }

  @Test
  void whoSpeaksAtTheSameTimeLosesNothing() throws Exception {
    int threads = 6;
    ScriptedProvider one =
        ScriptedProvider.openai("one").script(call -> Reply.text("to " + said(call.body())));
    try (TestRouter kit = kit(one)) {
      Conversation talk = kit.router().conversation("talk");
      ExecutorService pool = Executors.newFixedThreadPool(threads);
      CountDownLatch start = new CountDownLatch(1);
      List<Future<?>> all = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int own = t;
        all.add(
            pool.submit(
                () -> {
                  start.await();
                  for (int i = 0; i < 5; i++) {
                    talk.send("one-model", "q" + own + "." + i);
                  }
                  return null;
                }));
      }
      start.countDown();
      for (Future<?> one1 : all) {
        one1.get(20, TimeUnit.SECONDS);
      }
      pool.shutdown();
      List<String> said = texts(talk.messages());
      assertEquals(threads * 5 * 2, said.size());
      for (int i = 0; i < said.size(); i += 2) {
        assertEquals("to " + said.get(i), said.get(i + 1), "an answer follows its question");
      }
    }
  }

  private static String said(String body) {
    int at = body.lastIndexOf("\"q");
    return body.substring(at + 1, body.indexOf('"', at + 1));
  }

  /** A store that fails when it is told to. */
  private static final class Failing implements ConversationStore {
    private final ConversationStore store = new MemoryConversations();
    private boolean reads = true;
    private boolean writes = true;

    @Override
    public ConversationLog get(String tenant, String id) {
      if (!reads) {
        throw new StoreException("The disk is gone");
      }
      return store.get(tenant, id);
    }

    @Override
    public OptionalLong append(String tenant, String id, long seen, Addition addition) {
      if (!writes) {
        throw new StoreException("The disk is full");
      }
      return store.append(tenant, id, seen, addition);
    }

    @Override
    public OptionalLong rewind(String tenant, String id, long seen, int head, Instant at) {
      return store.rewind(tenant, id, seen, head, at);
    }

    @Override
    public boolean fork(String tenant, String id, String newId, Instant at) {
      return store.fork(tenant, id, newId, at);
    }

    @Override
    public ConversationPage list(String tenant, int limit, @Nullable String after) {
      return store.list(tenant, limit, after);
    }

    @Override
    public boolean delete(String tenant, String id, Instant at) {
      return store.delete(tenant, id, at);
    }

    @Override
    public int purge(Instant before, int limit) {
      return store.purge(before, limit);
    }
  }

  @Test
  void ifTheStoreFailsAPaidAnswerIsGivenAndAnUnreadHistoryIsNot() {
    ScriptedProvider one = ScriptedProvider.openai("one").reply(Reply.text("A"));
    Failing store = new Failing();
    try (TestRouter kit =
        TestRouter.builder()
            .provider(one)
            .router(builder -> builder.conversations(store))
            .build()) {
      Conversation talk = kit.router().conversation("talk");
      store.writes = false;
      ChatResponse answer = talk.send("m", "1");
      assertEquals("A", answer.text());
      assertTrue(
          answer.trace().notes().stream().anyMatch(note -> note.contains("The disk is full")));
      store.reads = false;
      RouterException e = assertThrows(RouterException.class, () -> talk.send("m", "2"));
      assertTrue(e.getMessage().contains("The disk is gone"));
      assertEquals(1, one.calls().size());
    }
  }

  @Test
  void theHistoryIsReadOnce() {
    int[] reads = {0};
    ConversationStore memory = new MemoryConversations();
    ConversationStore counting =
        (ConversationStore)
            java.lang.reflect.Proxy.newProxyInstance(
                ConversationStore.class.getClassLoader(),
                new Class<?>[] {ConversationStore.class},
                (proxy, method, arguments) -> {
                  reads[0] += method.getName().equals("get") ? 1 : 0;
                  return method.invoke(memory, arguments);
                });
    ScriptedProvider one = ScriptedProvider.openai("one").reply(Reply.text("A"));
    try (TestRouter kit =
        TestRouter.builder()
            .provider(one)
            .router(builder -> builder.conversations(counting))
            .build()) {
      IntStream.range(0, 3).forEach(i -> kit.router().conversation("c").send("m", "q" + i));
      assertEquals(3, reads[0]);
    }
  }
}
