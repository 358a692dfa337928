package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.config.ProviderConfig;
import dev.patchbay.course.DispatchRules;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.transport.CallScope;
import dev.patchbay.transport.FrameSink;
import dev.patchbay.transport.HttpCall;
import dev.patchbay.transport.HttpReply;
import dev.patchbay.transport.PhaseWatch;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.transport.Transport;
import dev.patchbay.transport.TransportException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a race leaves in the ledger. */
@Timeout(30)
class HedgedLedgerTest {
  private static final SseFrame ROLE = choice("{\"role\":\"assistant\",\"content\":\"\"}", "null");
  private static final SseFrame USAGE =
      SseFrame.data(
          "{\"id\":\"c1\",\"model\":\"m\",\"choices\":[],"
              + "\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":2,\"total_tokens\":7}}");

  private boolean connects;
  private final SeenLedger ledger = new SeenLedger();
  private final CountDownLatch announced = new CountDownLatch(1);

  private static SseFrame choice(String delta, String finish) {
    return SseFrame.data(
        "{\"id\":\"c1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":"
            + delta
            + ",\"finish_reason\":"
            + finish
            + "}]}");
  }

  /** The first provider says what it has used and nothing more; the second answers after that. */
  private final class Two implements Transport {
    private final List<SseFrame> first;

    Two(SseFrame... first) {
      this.first = List.of(first);
    }

    @Override
    public HttpReply send(HttpCall call, CallScope scope, PhaseWatch watch) {
      boolean loses = call.url().contains("one.test");
      if (!loses || connects) {
        watch.connected();
      }
      return new Streamed(
          sink -> {
            if (!loses) {
              await(announced);
              return List.of(ROLE, choice("{\"content\":\"Hello\"}", "null"), STOP, USAGE).stream()
                  .allMatch(sink::frame);
            }
            first.forEach(sink::frame);
            announced.countDown();
            CountDownLatch cancelled = new CountDownLatch(1);
            scope.onCancel(cancelled::countDown);
            await(cancelled);
            throw new TransportException(
                FailureKind.CANCELLED, FailurePhase.BEFORE_OUTPUT, "cancelled");
          });
    }

    @Override
    public void close() {}
  }

  private static final SseFrame STOP = choice("{}", "\"stop\"");

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Reads frames. */
  private interface Frames {
    boolean read(FrameSink sink);
  }

  private record Streamed(Frames frames) implements HttpReply {
    @Override
    public int status() {
      return 200;
    }

    @Override
    public Map<String, String> headers() {
      return Map.of("content-type", "text/event-stream");
    }

    @Override
    public boolean isEventStream() {
      return true;
    }

    @Override
    public byte[] body(long limit) {
      throw new AssertionError("a stream");
    }

    @Override
    public byte[] head(long limit) {
      throw new AssertionError("a stream");
    }

    @Override
    public boolean frames(FrameSink sink) {
      return frames.read(sink);
    }

    @Override
    public void close() {}
  }

  private List<String> race(SseFrame... first) {
    DispatchRules d = DispatchRules.DEFAULT;
    DispatchRules rules =
        new DispatchRules(
            1,
            d.delay(),
            d.backoff(),
            d.maxAttempts(),
            Duration.ofMillis(1),
            2,
            d.timeouts(),
            d.resume(),
            d.upstreamStream(),
            d.substitution());
    try (Router router =
        Router.builder()
            .configure(tree -> tree.dispatch(rules))
            .provider(provider("one", 1))
            .provider(provider("two", 2))
            .transport(new Two(first))
            .ledger(ledger)
            .build()) {
      assertEquals("Hello", router.stream("m", "Hi").response().text());
    }
    return ledger.rows().stream()
        .map(
            row ->
                row.account()
                    + " "
                    + row.state()
                    + " "
                    + row.estimated()
                    + " "
                    + row.usage().inputTotal())
        .sorted()
        .toList();
  }

  private static ProviderConfig provider(String id, int priority) {
    return ProviderConfig.of(id)
        .baseUrl("https://" + id + ".test/v1")
        .apiKey("test-key-" + id + "-123456")
        .priority(priority)
        .build();
  }

  @Test
  void theLoserIsThereWithWhatItsProviderAnnounced() {
    assertEquals(
        List.of("one/main CANCELLED true 5", "two/main COMPLETE false 5"), race(ROLE, USAGE));
  }

  @Test
  void aLoserThatHasTheRequestMayChargeForIt() {
    connects = true;

    assertEquals(List.of("one/main CANCELLED true 9", "two/main COMPLETE false 5"), race(ROLE));
  }

  @Test
  void aLoserThatNeverGotTheRequestConsumedNothing() {
    assertEquals(List.of("two/main COMPLETE false 5"), race(ROLE));
  }
}
