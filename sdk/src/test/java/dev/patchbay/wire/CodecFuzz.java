package dev.patchbay.wire;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.ChatUnfold;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import dev.patchbay.transport.SseFrame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;

/**
 * Feeds a codec mutants of its fixtures. Whatever comes is an answer, an error of the protocol or a
 * {@link BadJsonException}; and what was only dressed otherwise is still understood.
 */
final class CodecFuzz {
  /** Three quarters of the mutants are frames of streams, the rest whole bodies. */
  private static final int BODIES = 4;

  private static final double LEAST_SAME = 0.30;

  private final Subject subject;
  private final Mutator mutator;
  private final List<List<SseFrame>> streams = new ArrayList<>();
  private final List<String> shapes = new ArrayList<>();
  private final List<Fixture> bodies = new ArrayList<>();
  private int same;
  private int frames;

  CodecFuzz(Subject subject, long seed) {
    this.subject = subject;
    mutator = new Mutator(seed);
    for (Fixture fixture : Fixture.all(subject.protocol(), "stream-")) {
      List<SseFrame> whole = Frames.of(fixture.bytes());
      streams.add(whole);
      shapes.add(StreamRun.of(subject.codec(), whole).shape());
    }
    bodies.addAll(Fixture.all(subject.protocol(), "req-"));
    bodies.addAll(Fixture.all(subject.protocol(), "resp-"));
    bodies.addAll(Fixture.all(subject.protocol(), "err-"));
  }

  /** Mutates so many frames, and a quarter as many bodies. */
  void run(int count) {
    Duration limit = Duration.ofSeconds(30 + count / 500);
    Assertions.assertTimeoutPreemptively(
        limit,
        () -> {
          for (int i = 0; i < count; i++) {
            frame(i);
            if (i % BODIES == 0) {
              body(i);
            }
          }
        });
    double share = (double) same / frames;
    assertTrue(share >= LEAST_SAME, "only " + share + " of the mutants kept their shape");
  }

  private void frame(int round) {
    int which = mutator.below(streams.size());
    List<SseFrame> mutant = mutant(streams.get(which));
    try {
      StreamRun run = StreamRun.of(subject.codec(), mutant);
      int size = mutant.stream().mapToInt(frame -> frame.data().length()).sum();
      assertTrue(run.events().size() <= size + 100, "more events than characters");
      EventGrammar.check(run.events());
      frames++;
      same += run.shape().equals(shapes.get(which)) ? 1 : 0;
      if (run.outcome() == StreamRun.Outcome.COMPLETE) {
        ClientView view = ResponseContract.view(run.answer());
        ResponseContract.encode(subject.codec(), run.events(), view);
        subject.codec().encodeResponse(run.answer(), view);
      }
    } catch (RuntimeException | Error e) {
      fail("round " + round + ": " + text(mutant), e);
    }
  }

  private List<SseFrame> mutant(List<SseFrame> stream) {
    List<SseFrame> mutant = new ArrayList<>(stream);
    int at = mutator.below(stream.size());
    switch (mutator.below(12)) {
      case 0 -> mutant.remove(at);
      case 1 -> mutant.add(at, stream.get(mutator.below(stream.size())));
      case 2 -> mutant.add(at, new SseFrame("zz_new", "{\"type\":\"zz_new\",\"choices\":[]}"));
      default -> {
        SseFrame frame = stream.get(at);
        mutant.set(at, new SseFrame(frame.event(), mutator.mutate(frame.data())));
      }
    }
    return mutant;
  }

  private void body(int round) {
    Fixture fixture = bodies.get(mutator.below(bodies.size()));
    boolean http = fixture.name().startsWith("err-");
    byte[] whole = http ? fixture.http().body() : fixture.bytes();
    String text = mutator.mutate(new String(whole, StandardCharsets.UTF_8));
    byte[] bytes = Json.utf8(text);
    try {
      subject.codec().decodeError(500, java.util.Map.of(), bytes);
      subject.codec().isError(bytes);
      if (fixture.name().startsWith("req-")) {
        request(bytes);
      } else if (!http) {
        response(bytes);
      }
    } catch (BadJsonException e) {
      assertTrue(e.path().startsWith("$"), e.path());
    } catch (RuntimeException | Error e) {
      fail("round " + round + ", " + fixture + ": " + head(text), e);
    }
  }

  private void request(byte[] bytes) {
    ChatRequest request = subject.codec().decodeRequest(bytes);
    try {
      subject.codec().encodeRequest(request, TargetProfile.plain("fixture", Subject.MODEL), true);
    } catch (UntranslatableException e) {
      assertTrue(!e.feature().isEmpty());
    }
  }

  private void response(byte[] bytes) {
    ChatResponse answer = subject.codec().decodeResponse(bytes, StreamRun.ISSUER);
    subject.codec().encodeResponse(answer, ResponseContract.view(answer));
    ResponseContract.encode(
        subject.codec(), ChatUnfold.events(answer), ResponseContract.view(answer));
  }

  private static String text(List<SseFrame> frames) {
    StringBuilder text = new StringBuilder();
    frames.forEach(
        frame -> text.append('\n').append(frame.event()).append(": ").append(head(frame.data())));
    return text.toString();
  }

  private static String head(String text) {
    return text.length() <= 2000 ? text : text.substring(0, 2000) + "…";
  }
}
