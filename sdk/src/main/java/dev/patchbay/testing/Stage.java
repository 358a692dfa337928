package dev.patchbay.testing;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.ChatUnfold;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Usage;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.ClientView;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.EncodedError;
import dev.patchbay.wire.StreamEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Turns a reply into what goes over the wire, by the codec of the call. One call; one thread. */
final class Stage {
  /** Behind the white space that follows a word. */
  private static final Pattern TOKENS = Pattern.compile("(?<=\\s)(?=\\S)");

  private static final SseFrame MALFORMED = SseFrame.data("{\"choices\": [{\"delta\"");

  /** Every scripted answer was made at this time, so that bodies are the same in each run. */
  private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

  private final Reply reply;
  private final Codec codec;
  private final ChatRequest request;
  private final int number;

  private Stage(Reply reply, Codec codec, ChatRequest request, int number) {
    this.reply = reply;
    this.codec = codec;
    this.request = request;
    this.number = number;
  }

  /**
   * Stages a reply.
   *
   * @param streams whether a stream is wanted
   * @param usage whether it is to end with usage
   * @param number of the call, from 1: for the answer's id
   */
  static Staged of(
      Reply reply, Codec codec, ChatRequest request, boolean streams, boolean usage, int number) {
    Stage stage = new Stage(reply, codec, request, number);
    if (reply.content() instanceof Reply.Content.Answer answer) {
      return streams ? stage.stream(answer, usage) : stage.whole(answer);
    }
    if (reply.content() instanceof Reply.Content.Refusal refusal) {
      return stage.refusal(refusal);
    }
    Reply.Content.Raw raw = (Reply.Content.Raw) reply.content();
    return stage.body(raw.status(), raw.contentType(), raw.body());
  }

  private Staged refusal(Reply.Content.Refusal refusal) {
    EncodedError error = Refusals.encode(refusal.kind(), refusal.status(), codec);
    Staged plain = body(error.status(), "application/json", error.body());
    Map<String, String> headers = new LinkedHashMap<>(error.headers());
    headers.putAll(plain.headers());
    return new Staged(
        plain.reset(), plain.headAfter(), plain.status(), headers, false, plain.steps());
  }

  private Staged body(int status, String contentType, byte[] body) {
    List<Staged.Step> steps = body.length == 0 ? List.of() : List.of(new Staged.Step.Bytes(body));
    return staged(status, contentType, reply.shape().headAfter(), false, steps);
  }

  private Staged staged(
      int status, String contentType, Duration headAfter, boolean stream, List<Staged.Step> steps) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", contentType);
    headers.putAll(reply.shape().headers());
    return new Staged(reply.shape().reset(), headAfter, status, headers, stream, steps);
  }

  private ChatResponse filled(Reply.Content.Answer answer) {
    ChatResponse given = answer.response();
    Usage usage = given.usage() == null ? counted(given) : given.usage();
    return new ChatResponse(
        given.id().isEmpty() ? "answer-" + number : given.id(),
        given.model().isEmpty() ? request.model() : given.model(),
        given.created() == null ? CREATED : given.created(),
        given.choices(),
        answer.reportsUsage() ? usage : null,
        given.serviceTier(),
        given.extras());
  }

  private Usage counted(ChatResponse response) {
    long input = request.messages().stream().map(Message::text).mapToLong(Stage::words).sum();
    return Usage.of(input, words(response.text()));
  }

  private static long words(String text) {
    return text.isBlank() ? 0 : TOKENS.split(text.strip()).length;
  }

  private Staged stream(Reply.Content.Answer answer, boolean usage) {
    ChatResponse response = filled(answer);
    List<Staged.Step> steps = new ArrayList<>();
    StreamEncoder encoder = codec.encodeStream(new ClientView(response.model(), usage));
    if (tokens(response, encoder, steps)) {
      end(encoder, steps);
    }
    return staged(200, "text/event-stream", reply.shape().headAfter(), true, steps);
  }

  /** Writes the tokens; false if a fault has ended the stream. */
  private boolean tokens(ChatResponse response, StreamEncoder encoder, List<Staged.Step> steps) {
    int token = 0;
    boolean finished = false;
    for (ChatEvent event : events(response)) {
      if (event instanceof ChatEvent.Finish && !finished) {
        finished = true;
        if (!faults(token, Integer.MAX_VALUE, encoder, steps)) {
          return false;
        }
      }
      if (event.visible()) {
        if (!faults(token, token, encoder, steps)) {
          return false;
        }
        pause(reply.shape().before(token), steps);
        token++;
      }
      encoder.encode(event, frame -> steps.add(new Staged.Step.Frame(frame)));
    }
    return true;
  }

  /** Text in tokens, everything else as it is. */
  private static List<ChatEvent> events(ChatResponse response) {
    List<ChatEvent> events = new ArrayList<>();
    for (ChatEvent event : ChatUnfold.events(response)) {
      if (event instanceof ChatEvent.TextDelta text && event.visible()) {
        for (String token : TOKENS.split(text.text())) {
          events.add(new ChatEvent.TextDelta(text.choice(), text.part(), token));
        }
      } else {
        events.add(event);
      }
    }
    return events;
  }

  private boolean faults(int from, int to, StreamEncoder encoder, List<Staged.Step> steps) {
    for (Shape.Fault fault : reply.shape().faults()) {
      if (fault.after() >= from && fault.after() <= to) {
        fault(fault, encoder, steps);
        if (fault.ends()) {
          return false;
        }
      }
    }
    return true;
  }

  private static void fault(Shape.Fault fault, StreamEncoder encoder, List<Staged.Step> steps) {
    if (fault instanceof Shape.Fault.Cut) {
      steps.add(new Staged.Step.Break());
    } else if (fault instanceof Shape.Fault.Stall stall) {
      pause(stall.pause(), steps);
    } else if (fault instanceof Shape.Fault.Malformed) {
      steps.add(new Staged.Step.Frame(MALFORMED));
    } else if (fault instanceof Shape.Fault.Error error) {
      encoder.fail(
          Refusals.failure(error.kind()), frame -> steps.add(new Staged.Step.Frame(frame)));
    }
  }

  private void end(StreamEncoder encoder, List<Staged.Step> steps) {
    List<SseFrame> last = new ArrayList<>();
    encoder.end(last::add);
    int kept = reply.shape().terminated() ? last.size() : last.size() - 1;
    last.subList(0, kept).forEach(frame -> steps.add(new Staged.Step.Frame(frame)));
  }

  private static void pause(Duration time, List<Staged.Step> steps) {
    if (!time.isZero()) {
      steps.add(new Staged.Step.Pause(time));
    }
  }

  private Staged whole(Reply.Content.Answer answer) {
    ChatResponse response = filled(answer);
    byte[] body = codec.encodeResponse(response, new ClientView(response.model(), true)).body();
    int tokens = (int) events(response).stream().filter(ChatEvent::visible).count();
    List<Staged.Step> steps = new ArrayList<>();
    int written = 0;
    for (Shape.Fault fault : reply.shape().faults()) {
      if (fault instanceof Shape.Fault.Error error) {
        return refusal(new Reply.Content.Refusal(error.kind(), null));
      }
      int to = share(body.length, fault.after(), tokens);
      written = piece(body, written, to, steps);
      step(fault, steps);
      if (fault.ends()) {
        return staged(200, "application/json", headAfter(tokens), false, steps);
      }
    }
    piece(body, written, body.length, steps);
    return staged(200, "application/json", headAfter(tokens), false, steps);
  }

  private Duration headAfter(int tokens) {
    return reply.shape().headAfter().plus(reply.shape().pace(tokens));
  }

  private static int share(int length, int after, int tokens) {
    return tokens == 0 ? 0 : (int) Math.min(length - 1L, (long) length * after / tokens);
  }

  private static int piece(byte[] body, int from, int to, List<Staged.Step> steps) {
    if (to > from) {
      steps.add(new Staged.Step.Bytes(java.util.Arrays.copyOfRange(body, from, to)));
    }
    return Math.max(from, to);
  }

  private static void step(Shape.Fault fault, List<Staged.Step> steps) {
    if (fault instanceof Shape.Fault.Cut) {
      steps.add(new Staged.Step.Break());
    } else if (fault instanceof Shape.Fault.Stall stall) {
      pause(stall.pause(), steps);
    } else if (fault instanceof Shape.Fault.Malformed) {
      steps.add(new Staged.Step.Bytes(new byte[] {'<', '"', '>'}));
    }
  }

  /** The error of a call nobody is scripted for. */
  static Staged refused(FailureKind kind, Codec codec) {
    EncodedError error = Refusals.encode(kind, null, codec);
    return new Staged(
        false,
        Duration.ZERO,
        error.status(),
        Map.of("content-type", "application/json"),
        false,
        List.of(new Staged.Step.Bytes(error.body())));
  }
}
