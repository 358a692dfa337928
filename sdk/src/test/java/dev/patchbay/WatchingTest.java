package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.patchbay.chat.ChatStream;
import dev.patchbay.event.Measures;
import dev.patchbay.event.RouteEvent;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.StoreException;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import dev.patchbay.testing.TestRouter;
import dev.patchbay.trace.RouterException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What those who watch a router are told. */
class WatchingTest {
  private final List<RouteEvent> events = new CopyOnWriteArrayList<>();

  private TestRouter kit(Reply... replies) {
    ScriptedProvider lab =
        ScriptedProvider.openai("lab")
            .reply(replies[0], List.of(replies).subList(1, replies.length).toArray(Reply[]::new));
    return TestRouter.builder()
        .provider(lab)
        .router(builder -> builder.listener(events::add))
        .build();
  }

  private Measures measured() {
    return events.stream()
        .filter(RouteEvent.Ended.class::isInstance)
        .map(event -> ((RouteEvent.Ended) event).measures())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theEndOfARequestTellsWhatTheLogHolds() {
    try (TestRouter kit = kit(Reply.text("Hello you"))) {
      try (ChatStream stream = kit.router().stream("m", "Hi")) {
        stream.response();
      }
      Measures measures = measured();
      var logged = kit.router().requests().list(1).get(0);

      assertEquals(logged.timing().duration(), measures.duration());
      assertEquals(logged.timing().overhead(), measures.overhead());
      assertEquals(logged.timing().timeToFirstToken(), measures.timeToFirstToken());
      assertEquals(logged.usage(), measures.usage());
      assertEquals(logged.origin().client(), measures.client());
      assertEquals(logged.streamed(), measures.streamed());
    }
  }

  @Test
  void aRunningStreamIsPartOfTheLoadUntilItEnds() {
    try (TestRouter kit = kit(Reply.text("Hello you"))) {
      LiveLoad[] during = new LiveLoad[1];
      try (ChatStream stream = kit.router().stream("m", "Hi")) {
        stream.forEach(event -> during[0] = kit.router().load());
      }

      assertEquals(new LiveLoad(1, 1), during[0]);
      assertEquals(new LiveLoad(0, 0), kit.router().load());
    }
  }

  @Test
  void coolingsOfAnAccountAreCountedWhileTheyLast() {
    try (TestRouter kit = kit(Reply.error(FailureKind.RATE_LIMITED))) {
      assertThrows(RouterException.class, () -> kit.router().chat("m", "Hi"));
      assertEquals(1, kit.router().accounts().get("lab/main").coolings());

      kit.clock().advance(java.time.Duration.ofDays(1));

      assertEquals(0, kit.router().accounts().get("lab/main").coolings());
    }
  }

  @Test
  void storesGiveASignOfLifeUntilTheyAreClosed(@TempDir Path directory) {
    Router router =
        Router.builder()
            .provider("openai", "sk-test-123456")
            .database("jdbc:sqlite:" + directory.resolve("router.db"))
            .build();
    router.checkStores();
    router.close();

    assertNotNull(assertThrows(StoreException.class, router::checkStores));
    assertFalse(router.health().open());
  }
}
