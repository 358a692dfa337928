package dev.patchbay.testing.replay;

import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.transport.CallScope;
import dev.patchbay.transport.FrameSink;
import dev.patchbay.transport.HttpReply;
import dev.patchbay.transport.TransportException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** A recorded reply, read again without its pauses. One thread. */
final class ReplayedReply implements HttpReply {
  private final Recording recording;
  private final CallScope scope;

  ReplayedReply(Recording recording, CallScope scope) {
    this.recording = recording;
    this.scope = scope;
  }

  @Override
  public int status() {
    return recording.status();
  }

  @Override
  public Map<String, String> headers() {
    return recording.headers();
  }

  @Override
  public boolean isEventStream() {
    return headers().getOrDefault("content-type", "").startsWith("text/event-stream");
  }

  @Override
  public byte[] body(long limit) {
    refuseIfBroken();
    byte[] body = bytes();
    if (body.length > limit) {
      throw new TransportException(
          FailureKind.SERVER_ERROR,
          FailurePhase.BEFORE_OUTPUT,
          "The recorded answer is larger than " + limit + " bytes");
    }
    return body;
  }

  @Override
  public byte[] head(long limit) {
    byte[] body = bytes();
    return body.length <= limit ? body : Arrays.copyOf(body, (int) limit);
  }

  private byte[] bytes() {
    String answer = recording.answer();
    return answer == null ? new byte[0] : answer.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public boolean frames(FrameSink sink) {
    for (Recording.TimedFrame timed : recording.frames()) {
      FailureKind reason = scope.reason();
      if (reason != null) {
        throw new TransportException(
            reason, FailurePhase.DURING_OUTPUT, "The request was cancelled by its caller");
      }
      if (!sink.frame(timed.frame())) {
        return false;
      }
    }
    refuseIfBroken();
    return true;
  }

  private void refuseIfBroken() {
    if (recording.broken() != null) {
      throw recording.broken().exception();
    }
  }

  @Override
  public void close() {}
}
