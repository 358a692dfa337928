package dev.patchbay.kill;

import dev.patchbay.Router;
import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatStream;
import dev.patchbay.config.PriceConfig;
import dev.patchbay.config.ProviderConfig;
import dev.patchbay.event.RouteEvent;
import dev.patchbay.json.Json;
import dev.patchbay.price.TokenPrices;
import dev.patchbay.store.cost.SqlLedger;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.Durability;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.WireReply;
import dev.patchbay.wire.WireRequest;
import dev.patchbay.wire.WireSink;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The process that is killed: a router on a database answers eight callers, each in its own way,
 * and one more whose answer never ends.
 */
public final class Victim {
  private static final int CALLERS = 8;

  private final Voice voice = new Voice();
  private final AtomicInteger numbers = new AtomicInteger();
  private final Trap trap;
  private final Router router;

  private Victim(String databaseUrl, String upstreamUrl, FailPoint point) {
    trap = new Trap(point, voice);
    Database database = trap.around(Database.open(databaseUrl, Durability.PROCESS));
    router =
        Router.builder()
            // The slow answer is to stand as long as a slow machine needs.
            .config(Map.of("timeouts", Map.of("idle", "5m")))
            .provider(
                ProviderConfig.of("one")
                    .protocol(Protocol.OPENAI_CHAT)
                    .baseUrl(upstreamUrl)
                    .apiKey("test-key-of-a-victim")
                    .build())
            .configure(
                tree ->
                    tree.price(
                        new PriceConfig(
                            "one",
                            "*",
                            TokenPrices.of(
                                new BigDecimal(Question.INPUT_PRICE),
                                new BigDecimal(Question.OUTPUT_PRICE)))))
            .ledger(trap.around(new SqlLedger(database, Clock.systemUTC(), 0)))
            .listener(this::hear)
            .build();
  }

  /** Runs until it is killed, or its standard input ends. */
  public static void main(String[] args) throws IOException {
    Victim victim = new Victim(args[0], args[1], FailPoint.valueOf(args[2]));
    victim.start();
    // A byte arms the trap; the end of the input is that of the observer.
    if (System.in.read() >= 0) {
      victim.trap.arm();
      while (System.in.read() >= 0) {
        Thread.onSpinWait();
      }
    }
    Runtime.getRuntime().halt(3);
  }

  private void start() {
    run(this::askSlowly);
    for (int i = 0; i < CALLERS; i++) {
      int caller = i;
      run(() -> askForEver(caller));
    }
  }

  private static void run(Runnable work) {
    Thread thread = new Thread(work, "caller");
    thread.setDaemon(true);
    thread.start();
  }

  private void hear(RouteEvent event) {
    if (event instanceof RouteEvent.AttemptStarted started) {
      voice.begun(started.requestId(), started.model());
    }
  }

  private void askSlowly() {
    try (ChatStream stream = router.stream(Question.SLOW_MODEL, new Question(0).text())) {
      stream.forEach(event -> {});
    }
  }

  private void askForEver(int caller) {
    while (true) {
      Question question = new Question(numbers.incrementAndGet());
      try {
        ask(question, caller % 4);
      } catch (IOException | RuntimeException e) {
        System.err.println("Not answered: " + e);
      }
    }
  }

  private void ask(Question question, int way) throws IOException {
    switch (way) {
      case 0 -> stream(question);
      case 1 -> whole(question);
      case 2 -> exchange(question, true);
      default -> exchange(question, false);
    }
  }

  private void whole(Question question) {
    ChatRequest request = ChatRequest.of(Question.MODEL, question.text());
    seen(router.chat(request).trace().requestId(), question);
  }

  private void stream(Question question) {
    try (ChatStream stream = router.stream(Question.MODEL, question.text())) {
      stream.forEach(
          event -> {
            if (event instanceof ChatEvent.TextDelta) {
              trap.at(FailPoint.MID_STREAM);
            } else if (event instanceof ChatEvent.Finish) {
              seen(stream.trace().requestId(), question);
            }
          });
    }
  }

  /** At the first sign of the end the caller takes the answer for whole: what then? */
  private void seen(String requestId, Question question) {
    voice.ended(requestId, question);
    trap.at(FailPoint.AFTER_END);
  }

  private void exchange(Question question, boolean streams) throws IOException {
    String body =
        "{\"model\":\"m\",\"stream\":"
            + streams
            + ",\"messages\":[{\"role\":\"user\",\"content\":\""
            + question.text()
            + "\"}]}";
    try (WireReply reply = router.exchange(WireRequest.of(Protocol.OPENAI_CHAT, Json.utf8(body)))) {
      reply.writeTo(new Client(reply, question));
    }
  }

  /** A client of OpenAI's protocol, for whom an answer ends with its finish reason. */
  private final class Client implements WireSink {
    private final WireReply reply;
    private final Question question;
    private boolean told;

    Client(WireReply reply, Question question) {
      this.reply = reply;
      this.question = question;
    }

    @Override
    public void head(int status, Map<String, String> headers) throws IOException {
      if (status != 200) {
        throw new IOException("status " + status);
      }
    }

    @Override
    public void frame(SseFrame frame) {
      if (frame.data().contains("\"finish_reason\":\"stop\"")) {
        end();
      } else {
        trap.at(FailPoint.MID_STREAM);
      }
    }

    @Override
    public void comment(String text) {}

    @Override
    public void body(byte[] body) {
      end();
    }

    private void end() {
      if (!told) {
        told = true;
        seen(reply.trace().requestId(), question);
      }
    }
  }
}
