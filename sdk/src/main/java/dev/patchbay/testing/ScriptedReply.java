package dev.patchbay.testing;

import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.transport.FrameSink;
import dev.patchbay.transport.HttpReply;
import dev.patchbay.transport.TransportException;
import dev.patchbay.transport.okhttp.SseFrames;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Map;

/** A staged reply, read in process. One thread. */
final class ScriptedReply implements HttpReply {
  private final Staged staged;
  private final SilentTime time;
  private boolean come;

  ScriptedReply(Staged staged, SilentTime time) {
    this.staged = staged;
    this.time = time;
  }

  @Override
  public int status() {
    return staged.status();
  }

  @Override
  public Map<String, String> headers() {
    return staged.headers();
  }

  @Override
  public boolean isEventStream() {
    return staged.headers().getOrDefault("content-type", "").startsWith("text/event-stream");
  }

  @Override
  public byte[] body(long limit) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (Staged.Step step : staged.steps()) {
      body.writeBytes(bytes(step));
      if (body.size() > limit) {
        throw new TransportException(
            FailureKind.SERVER_ERROR, phase(), "The answer is larger than " + limit + " bytes");
      }
    }
    return body.toByteArray();
  }

  @Override
  public byte[] head(long limit) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try {
      for (Staged.Step step : staged.steps()) {
        body.writeBytes(bytes(step));
      }
    } catch (TransportException e) {
      if (e.kind() == FailureKind.CANCELLED || e.kind() == FailureKind.DEADLINE) {
        throw e;
      }
    }
    byte[] all = body.toByteArray();
    return all.length <= limit ? all : java.util.Arrays.copyOf(all, (int) limit);
  }

  private byte[] bytes(Staged.Step step) {
    time.refuseIfCancelled(phase());
    if (step instanceof Staged.Step.Frame frame) {
      come = true;
      return frame.bytes();
    }
    if (step instanceof Staged.Step.Bytes bytes) {
      come = true;
      return bytes.bytes();
    }
    silent(step);
    return new byte[0];
  }

  private void silent(Staged.Step step) {
    if (step instanceof Staged.Step.Pause pause) {
      time.pass(pause.time(), phase());
    } else if (step instanceof Staged.Step.Break) {
      FailureKind kind = come ? FailureKind.CUT : FailureKind.NETWORK;
      throw new TransportException(
          kind, phase(), "The scripted connection broke in the middle of the answer");
    }
  }

  @Override
  public boolean frames(FrameSink sink) {
    if (!isEventStream()) {
      throw new IllegalStateException("This scripted reply is no event stream: " + headers());
    }
    for (Staged.Step step : staged.steps()) {
      time.refuseIfCancelled(phase());
      if (step instanceof Staged.Step.Frame frame) {
        come = true;
        if (!time.handed(() -> sink.frame(frame.frame()))) {
          return false;
        }
      } else if (step instanceof Staged.Step.Bytes bytes) {
        come = true;
        if (!SseFrames.read(new ByteArrayInputStream(bytes.bytes()), handed(sink))) {
          return false;
        }
      } else {
        silent(step);
      }
    }
    return true;
  }

  /** A raw stream is read as one from the network is. */
  private FrameSink handed(FrameSink sink) {
    return frame -> time.handed(() -> sink.frame(frame));
  }

  private FailurePhase phase() {
    return time.begun() ? FailurePhase.DURING_OUTPUT : FailurePhase.BEFORE_OUTPUT;
  }

  @Override
  public void close() {}
}
