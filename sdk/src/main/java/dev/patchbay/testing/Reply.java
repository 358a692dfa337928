package dev.patchbay.testing;

import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Choice;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.StopReason;
import dev.patchbay.chat.Usage;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.json.JsonFields;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a scripted provider answers to one call, faults included. It is written in the protocol the
 * call was made in, streamed if a stream was asked for. A token is a word of the text with the
 * white space after it; a tool call or a piece of reasoning counts as one. Immutable: each {@code
 * with} gives another reply.
 *
 * <p>Where a whole answer was asked for instead of a stream, delays come before its head, a cut or
 * a stall leaves as large a share of the body as of the tokens, and an error is the whole answer.
 */
public final class Reply {
  /** As good as for ever. */
  static final Duration FOREVER = Duration.ofDays(1);

  private final Content content;
  private final Shape shape;

  private Reply(Content content, Shape shape) {
    this.content = content;
    this.shape = shape;
  }

  private static Reply of(Content content) {
    return new Reply(content, Shape.PLAIN);
  }

  /** An answer of plain text; usage is counted in words unless given. */
  public static Reply text(String text) {
    Choice choice = new Choice(0, Message.assistant(text), StopReason.END, null, JsonFields.NONE);
    return response(new ChatResponse("", "", null, List.of(choice), null, null, JsonFields.NONE));
  }

  /**
   * A whole answer of any kind. An empty model stands for the one asked for, an empty id for one of
   * the provider's own, absent usage for one counted in words.
   */
  public static Reply response(ChatResponse response) {
    return of(new Content.Answer(response, true));
  }

  /**
   * A failure in the protocol's own words and with its own status. For kinds that are no answer
   * (network, timeout, cut) use {@link #reset}, {@link #stalled} and {@link #cutAfter} instead.
   */
  public static Reply error(FailureKind kind) {
    return of(new Content.Refusal(kind, null));
  }

  /**
   * A failure of an HTTP status, with the protocol's error body for that status.
   *
   * @param status 400 to 599
   */
  public static Reply status(int status) {
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("status must be 400 to 599: " + status);
    }
    return of(new Content.Refusal(Refusals.kindOf(status), status));
  }

  /** Any body under any status. */
  public static Reply raw(int status, String contentType, String body) {
    return of(new Content.Raw(status, contentType, body.getBytes(StandardCharsets.UTF_8)));
  }

  /** A web page under status 200, as a proxy or a captive portal sends it. */
  public static Reply html() {
    return raw(200, "text/html", "<!DOCTYPE html><html><body>It works!</body></html>");
  }

  /** Status 200 and no body. */
  public static Reply empty() {
    return raw(200, "application/json", "");
  }

  /** The connection is closed before the head of an answer. */
  public static Reply reset() {
    return text("").with(Shape.PLAIN.reset(true));
  }

  /** Silence: not even the head of an answer. */
  public static Reply stalled() {
    return text("").withHeadersAfter(FOREVER);
  }

  /** Adds a header; its name in any case. */
  public Reply withHeader(String name, String value) {
    return with(shape.header(name, value));
  }

  /** Says when to come again, in seconds. */
  public Reply withRetryAfter(Duration wait) {
    return withHeader("Retry-After", Long.toString(wait.toSeconds()));
  }

  /** Says when to come again, as a date. */
  public Reply withRetryAfter(Instant at) {
    return withHeader(
        "Retry-After", DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC)));
  }

  /** The tokens the provider reports. */
  public Reply withUsage(Usage usage) {
    return answer(
        given ->
            new ChatResponse(
                given.id(),
                given.model(),
                given.created(),
                given.choices(),
                usage,
                given.serviceTier(),
                given.extras()),
        true);
  }

  /** The provider reports no tokens. */
  public Reply withoutUsage() {
    return answer(given -> given, false);
  }

  /** The model the provider names in its answer. */
  public Reply withModel(String model) {
    return answer(
        given ->
            new ChatResponse(
                given.id(),
                model,
                given.created(),
                given.choices(),
                given.usage(),
                given.serviceTier(),
                given.extras()),
        true);
  }

  private Reply answer(
      java.util.function.UnaryOperator<ChatResponse> change, boolean reportsUsage) {
    if (!(content instanceof Content.Answer given)) {
      throw new IllegalStateException("This reply is no answer of a model");
    }
    boolean usage = reportsUsage && given.reportsUsage();
    return new Reply(new Content.Answer(change.apply(given.response()), usage), shape);
  }

  /** Silence before the head of the answer. */
  public Reply withHeadersAfter(Duration wait) {
    return with(shape.headAfter(wait));
  }

  /** The head of a stream comes at once, the first token after this. */
  public Reply withFirstTokenAfter(Duration wait) {
    return with(shape.firstTokenAfter(wait));
  }

  /** Time between two tokens; default none. */
  public Reply withTokenEvery(Duration pause) {
    return with(shape.tokenEvery(pause));
  }

  /** The connection is closed after so many tokens. */
  public Reply cutAfter(int tokens) {
    return with(shape.fault(new Shape.Fault.Cut(tokens)));
  }

  /** Nothing more comes after so many tokens, and the connection stays open. */
  public Reply stalledAfter(int tokens) {
    return stalledAfter(tokens, FOREVER);
  }

  /** Silence for a while after so many tokens. */
  public Reply stalledAfter(int tokens, Duration pause) {
    return with(shape.fault(new Shape.Fault.Stall(tokens, pause)));
  }

  /** One event that is no JSON after so many tokens; then it goes on. */
  public Reply withMalformedFrameAfter(int tokens) {
    return with(shape.fault(new Shape.Fault.Malformed(tokens)));
  }

  /** The stream ends with the protocol's error after so many tokens. */
  public Reply withErrorAfter(int tokens, FailureKind kind) {
    return with(shape.fault(new Shape.Fault.Error(tokens, kind)));
  }

  /**
   * The stream is finished, but its last frame ({@code [DONE]}, {@code message_stop}) is missing.
   */
  public Reply withoutTerminator() {
    return with(shape.terminated(false));
  }

  private Reply with(Shape changed) {
    return new Reply(content, changed);
  }

  Content content() {
    return content;
  }

  Shape shape() {
    return shape;
  }

  /** What is said, before any fault. */
  sealed interface Content {
    /** An answer of the model. */
    record Answer(ChatResponse response, boolean reportsUsage) implements Content {}

    /** An error in the protocol's words; its status is the protocol's if null. */
    record Refusal(FailureKind kind, @Nullable Integer status) implements Content {}

    /** Bytes of no protocol. */
    record Raw(int status, String contentType, byte[] body) implements Content {}
  }
}
