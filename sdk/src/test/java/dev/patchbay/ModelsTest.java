package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Inquired.Answer;
import dev.patchbay.inquiry.ModelInfo;
import dev.patchbay.inquiry.ModelInfo.Source;
import dev.patchbay.inquiry.ModelList;
import dev.patchbay.testing.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ModelsTest {
  private static final Answer OPENAI =
      Answer.ok("{'object':'list','data':[{'id':'gpt-4o'},{'id':'gpt-99','context_window':7}]}");
  private static final Answer CLAUDE =
      Answer.ok("{'data':[{'type':'model','id':'claude-9','max_input_tokens':9}]}");

  private final ManualClock clock = new ManualClock();
  private final Inquired upstream = new Inquired(path -> path.contains("limit=") ? CLAUDE : OPENAI);
  private final Router router =
      Router.builder()
          .provider("openai", "sk-canary-0123456789")
          .provider("anthropic", "sk-canary-0123456789")
          .transport(upstream)
          .clock(clock)
          .build();

  private static ModelInfo named(ModelList list, String name) {
    return list.models().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void theListJoinsTheCatalogueAndWhatProvidersSay() {
    ModelList list = router.models().list();
    assertEquals(Map.of(), list.faults());
    ModelInfo known = named(list, "openai:gpt-4o");
    assertEquals(Source.CATALOGUE, known.source());
    assertTrue(known.confirmed());
    assertEquals(128_000, known.contextWindow());
    assertEquals("2.5", known.price().base().input().toPlainString());
    ModelInfo fresh = named(list, "openai:gpt-99");
    assertEquals(Source.DISCOVERED, fresh.source());
    assertEquals(7, fresh.contextWindow());
    assertEquals(9, named(list, "anthropic:claude-9").contextWindow());
    assertFalse(named(list, "anthropic:claude-opus-5").confirmed());
    assertEquals(
        List.of(
            "GET https://api.anthropic.com/v1/models?limit=1000",
            "GET https://api.openai.com/v1/models"),
        upstream.asked().stream().sorted().toList());
  }

  @Test
  void aListIsKeptForAWhile() {
    router.models().list();
    clock.advance(Duration.ofMinutes(9));
    router.models().list();
    assertEquals(2, upstream.calls.size());
    clock.advance(Duration.ofMinutes(2));
    router.models().list();
    assertEquals(4, upstream.calls.size());
  }

  @Test
  void aFreshListIsFetchedAgainWhenSomebodySaysSo() {
    router.models().list();
    upstream.script =
        path ->
            path.contains("limit=")
                ? new Answer(500, "sk-canary-0123456789")
                : Answer.ok("{'object':'list','data':[{'id':'gpt-100'}]}");
    assertTrue(router.models().find("gpt-100").isEmpty());
    ModelList list = router.models().refresh();
    assertEquals(4, upstream.calls.size());
    assertEquals(Map.of("anthropic", "SERVER_ERROR, status 500"), list.faults());
    assertTrue(named(list, "anthropic:claude-9").confirmed(), "its last list stands");
    assertTrue(router.models().find("gpt-100").isPresent());
    assertEquals(list, router.models().list());
    assertEquals(4, upstream.calls.size(), "the new list is as fresh as any");
  }

  @Test
  void oneProviderAloneIsAskedAgain() {
    router.models().list();
    ModelList list = router.models().refresh("openai");
    assertEquals(3, upstream.calls.size());
    assertTrue(list.models().stream().allMatch(model -> model.provider().equals("openai")));
    IllegalArgumentException fault =
        assertThrows(IllegalArgumentException.class, () -> router.models().refresh("grog"));
    assertEquals("'grog' takes no part; there are [openai, anthropic]", fault.getMessage());
  }

  @Test
  void aProviderThatFailsIsToldAndItsLastListStands() {
    router.models().list();
    clock.advance(Duration.ofMinutes(11));
    upstream.script =
        path -> path.contains("limit=") ? CLAUDE : new Answer(500, "sk-canary-0123456789");
    ModelList list = router.models().list();
    assertEquals(Map.of("openai", "SERVER_ERROR, status 500"), list.faults());
    assertTrue(named(list, "openai:gpt-99").confirmed());
    assertTrue(named(list, "anthropic:claude-9").confirmed());
    router.models().list();
    assertEquals(4, upstream.calls.size(), "a fault is kept for a moment, too");
    clock.advance(Duration.ofSeconds(31));
    upstream.script = path -> path.contains("limit=") ? CLAUDE : OPENAI;
    assertEquals(Map.of(), router.models().list().faults());
  }

  @Test
  void anAnswerThatIsNoListIsAFault() {
    upstream.script = path -> Answer.ok("<html>");
    ModelList list = router.models().list();
    assertEquals("its answer is no list of models", list.faults().get("openai"));
    assertEquals(2, list.faults().size());
    assertFalse(named(list, "openai:gpt-4o").confirmed());
    assertTrue(router.accounts().list().get(0).available());
  }

  @Test
  void whatIsFoundIsRoutedFromThenOn() {
    assertTrue(router.models().find("gpt-99").isEmpty());
    router.models().list();
    assertEquals("openai:gpt-99", router.models().find("gpt-99").orElseThrow().name());
    assertEquals(7, router.models().find("openai:gpt-99").orElseThrow().contextWindow());
    assertEquals(Source.CATALOGUE, router.models().find("gpt-4o").orElseThrow().source());
    assertTrue(router.plan("gpt-99").toString().contains("[openai-chat, listed]"));
  }

  @Test
  void pagesAreFollowedButNotForEver() {
    upstream.script = path -> Answer.ok("{'data':[{'id':'a'}],'has_more':true,'last_id':'a'}");
    router.models().list();
    long pages = upstream.asked().stream().filter(url -> url.contains("limit=")).count();
    assertEquals(10, pages);
    assertTrue(upstream.asked().stream().anyMatch(url -> url.endsWith("&after_id=a")));
  }

  @Test
  void manyWhoAskAtOnceCauseOneCall() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch answered = new CountDownLatch(1);
    upstream.script =
        path -> {
          begun.countDown();
          await(answered);
          return path.contains("limit=") ? CLAUDE : OPENAI;
        };
    List<CompletableFuture<ModelList>> lists =
        java.util.stream.Stream.generate(
                () -> CompletableFuture.supplyAsync(() -> router.models().list()))
            .limit(2)
            .toList();
    assertTrue(begun.await(10, TimeUnit.SECONDS));
    answered.countDown();
    for (CompletableFuture<ModelList> list : lists) {
      assertEquals(Map.of(), list.get(20, TimeUnit.SECONDS).faults());
    }
    assertEquals(2, upstream.calls.size());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
