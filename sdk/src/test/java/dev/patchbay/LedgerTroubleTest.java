package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.CallOptions;
import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatStream;
import dev.patchbay.cost.Ledger;
import dev.patchbay.cost.LedgerEntry;
import dev.patchbay.cost.LedgerState;
import dev.patchbay.event.RouteEvent;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.StoreException;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import dev.patchbay.testing.TestRouter;
import dev.patchbay.testserver.WireTape;
import dev.patchbay.trace.RouterException;
import dev.patchbay.wire.Protocol;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When rows are written, what they say of the request, and what a failing ledger costs. */
@Timeout(30)
class LedgerTroubleTest {
  private final ScriptedProvider one = ScriptedProvider.openai("one");

  /** Fails until it is told not to; then it is a ledger in memory. */
  private static final class Failing implements Ledger {
    final SeenLedger kept = new SeenLedger();
    volatile boolean fails = true;

    private void check() {
      if (fails) {
        throw new StoreException("disk full", null);
      }
    }

    @Override
    public void open(LedgerEntry entry) {
      check();
      kept.open(entry);
    }

    @Override
    public void close(LedgerEntry entry, String reservation) {
      check();
      kept.close(entry, reservation);
    }

    @Override
    public void drop(LedgerEntry entry, String reservation) {
      check();
      kept.drop(entry, reservation);
    }
  }

  private TestRouter kit(Ledger ledger) {
    return TestRouter.builder().provider(one).router(b -> b.ledger(ledger)).build();
  }

  @Test
  void aPaidAnswerIsDeliveredAndHealthSaysThatItsRowWaits() {
    Failing ledger = new Failing();
    try (TestRouter kit = kit(ledger)) {
      assertEquals("ok", kit.router().health().status());
      assertEquals("Hello!", kit.router().chat("m", "Hi").text());
      assertEquals("ledger-degraded", kit.router().health().status());
      assertEquals(1, kit.router().health().ledger().waiting());
      ledger.fails = false;
    }
    assertEquals(
        List.of(LedgerState.COMPLETE),
        ledger.kept.rows().stream().map(LedgerEntry::state).toList());
  }

  @Test
  void aFailedAttemptIsNotBilledThoughTheLedgerFails() {
    try (TestRouter kit = kit(new Failing())) {
      one.reply(Reply.error(FailureKind.INVALID_REQUEST));
      assertThrows(RouterException.class, () -> kit.router().chat("m", "Hi"));
      assertEquals("ok", kit.router().health().status());
    }
  }

  @Test
  void anOpenRowIsThereWhileTheAnswerComesAndAClosedOneBeforeItsEnd() {
    SeenLedger ledger = new SeenLedger();
    one.reply(Reply.text("one two"));
    List<String> seen = new CopyOnWriteArrayList<>();
    try (TestRouter kit = kit(ledger);
        ChatStream stream = kit.router().stream("m", "Hi")) {
      stream.forEach(
          event -> {
            if (event instanceof ChatEvent.TextDelta || event instanceof ChatEvent.Finish) {
              seen.add(event.getClass().getSimpleName() + " " + ledger.rows().get(0).state());
            }
          });
    }
    assertEquals(List.of("TextDelta OPEN", "TextDelta OPEN", "Finish COMPLETE"), seen);
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aClientSeesNoLastFrameBeforeTheRowIsWritten(Protocol protocol) {
    SeenLedger ledger = new SeenLedger();
    WireTape tape = new WireTape();
    List<Integer> framesAtTheClose = new CopyOnWriteArrayList<>();
    Ledger watched =
        new Ledger() {
          @Override
          public void open(LedgerEntry entry) {
            ledger.open(entry);
          }

          @Override
          public void close(LedgerEntry entry, String reservation) {
            framesAtTheClose.add(tape.frames().size());
            ledger.close(entry, reservation);
          }

          @Override
          public void drop(LedgerEntry entry, String reservation) {
            ledger.drop(entry, reservation);
          }
        };
    ScriptedProvider provider = Gateway.provider("one", protocol).reply(Reply.text("one two"));
    try (TestRouter kit =
        TestRouter.builder().provider(provider).router(b -> b.ledger(watched)).build()) {
      kit.router().exchange(Gateway.request(protocol, "m", true).build()).writeTo(tape);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    Gateway.Stream shown =
        Gateway.read(
            Gateway.CODECS.get(protocol), tape.frames().subList(0, framesAtTheClose.get(0)));
    assertTrue(shown.fold().response().text().startsWith("one "), tape.data()::toString);
    assertEquals(false, shown.whole());
    assertTrue(Gateway.read(Gateway.CODECS.get(protocol), tape.frames()).whole());
    assertEquals(1, framesAtTheClose.size());
  }

  @Test
  void aRowSaysWhoseRequestItWas() {
    SeenLedger ledger = new SeenLedger();
    CallOptions options =
        CallOptions.builder()
            .tenant("acme")
            .caller("billing")
            .key("key-1")
            .conversation("c-9")
            .tags(List.of("batch", "night"))
            .build();
    try (TestRouter kit = kit(ledger)) {
      kit.router().chat(ChatRequest.of("one:gpt-x", "Hi").toBuilder().options(options).build());
      LedgerEntry row = ledger.rows().get(0);
      assertEquals(
          List.of("acme", "billing", "key-1", "c-9", "one", "one/main", "one:gpt-x", "gpt-x"),
          List.of(
              row.tenant(),
              row.caller(),
              row.key(),
              row.conversation(),
              row.provider(),
              row.account(),
              row.askedModel(),
              row.servedModel()));
      assertEquals(List.of("batch", "night"), row.tags());
      assertEquals(kit.clock().instant(), row.at());
    }
  }

  @Test
  void rowsNameTheAccountThatWasTried() {
    SeenLedger ledger = new SeenLedger();
    one.accounts("a", "b").script(call -> call.account().equals("a") ? CUT : Reply.text("Hello"));
    try (TestRouter kit = kit(ledger)) {
      kit.router().chat("m", "Hi");
    }
    assertEquals(
        List.of("one/a CUT", "one/b COMPLETE"),
        ledger.rows().stream().map(row -> row.account() + " " + row.state()).toList());
  }

  private static final Reply CUT = Reply.text("one two three").cutAfter(1);

  @Test
  void anAttemptThatEndsInAnUnforeseenWayLeavesARowOfUnknownCost() {
    SeenLedger ledger = new SeenLedger();
    Error slip = new StackOverflowError("a slip");
    try (TestRouter kit =
        TestRouter.builder()
            .provider(one)
            .router(b -> b.ledger(ledger).listener(event -> slipAtTheEnd(event, slip)))
            .build()) {
      assertThrows(StackOverflowError.class, () -> kit.router().chat("m", "Hi"));
    }
    LedgerEntry row = ledger.rows().get(0);
    assertEquals(LedgerState.ERROR, row.state());
    assertEquals(null, row.cost());
    assertEquals(null, row.usage());
  }

  private static void slipAtTheEnd(RouteEvent event, Error slip) {
    if (event instanceof RouteEvent.AttemptEnded) {
      throw slip;
    }
  }
}
