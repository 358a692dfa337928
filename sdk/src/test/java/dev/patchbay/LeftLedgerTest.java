package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.ChatStream;
import dev.patchbay.cost.LedgerEntry;
import dev.patchbay.cost.LedgerState;
import dev.patchbay.trace.RouterException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A request that was left before its answer began: its provider has it and may charge for it, so
 * that leaving again and again is no way around a budget.
 */
@Timeout(30)
@Isolated
class LeftLedgerTest {
  private final SeenLedger ledger = new SeenLedger();
  private final Upstreams upstreams = new Upstreams().rules(rules -> rules.ledger(ledger));
  private final CountDownLatch asked = new CountDownLatch(1);

  @AfterEach
  void close() {
    upstreams.close();
  }

  private static ChatRequest request() {
    return ChatRequest.of("m", "How many words does this question have?");
  }

  private LedgerEntry onlyRow() {
    List<LedgerEntry> rows = ledger.rows();
    assertEquals(1, rows.size(), rows::toString);
    return rows.get(0);
  }

  private void assertPromptIsBilled() {
    LedgerEntry row = onlyRow();
    assertEquals(LedgerState.CANCELLED, row.state());
    assertTrue(row.estimated());
    assertTrue(row.usage().inputTotal() > 5, row::toString);
    assertEquals(0, row.usage().outputTotal());
  }

  private void awaitAsked() throws InterruptedException {
    assertTrue(asked.await(10, TimeUnit.SECONDS));
  }

  @Test
  void ofARequestThatItsCallerLeftThePromptIsBilled() throws Exception {
    upstreams.upstream("one", upstreams.silent(asked));
    CompletableFuture<ChatResponse> answer = upstreams.router().chatAsync(request());
    awaitAsked();

    assertTrue(answer.cancel(true));

    upstreams.router().close();
    assertPromptIsBilled();
  }

  @Test
  void ofAStreamThatItsCallerLeftThePromptIsBilled() throws Exception {
    upstreams.upstream("one", upstreams.silent(asked));
    ChatStream stream = upstreams.router().stream(request());
    Thread leaving =
        new Thread(
            () -> {
              try {
                awaitAsked();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              stream.cancel();
            });
    leaving.start();

    assertThrows(RouterException.class, stream::response);

    leaving.join();
    assertPromptIsBilled();
  }

  @Test
  void aRequestThatReachedNobodyCostsNothing() {
    upstreams.upstream("one", upstreams.silent(asked));
    ChatRequest atOnce = request().toBuilder().deadline(Duration.ofNanos(1)).build();

    assertThrows(RouterException.class, () -> upstreams.router().chat(atOnce));

    assertEquals(List.of(), ledger.rows());
  }
}
