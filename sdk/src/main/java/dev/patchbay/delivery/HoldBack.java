package dev.patchbay.delivery;

import dev.patchbay.attempt.Outcome;
import dev.patchbay.attempt.Output;
import dev.patchbay.attempt.OutputSink;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.route.Candidate;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The commit point of a live call: output is held back until the first visible one, so that an
 * error before it fails over unseen. One thread.
 */
public final class HoldBack implements Delivery {
  private final Guard guard = new Guard();
  private final Reader reader;
  private final Consumer<Candidate> onCommit;
  private boolean shown;
  private @Nullable Sink open;
  private @Nullable Continuation continuation;

  /**
   * @param reader the caller's
   * @param onCommit hears whose output is shown first
   */
  public HoldBack(Reader reader, Consumer<Candidate> onCommit) {
    this.reader = reader;
    this.onCommit = onCommit;
  }

  @Override
  public OutputSink open(Candidate candidate) {
    Continuation bridge = continuation;
    if (bridge != null) {
      open = null;
      return output -> hand(joined(output, bridge));
    }
    Sink sink = new Sink(candidate);
    open = sink;
    return sink;
  }

  private static List<Output> joined(Output output, Continuation bridge) {
    if (output instanceof Output.Event said) {
      return bridge.map(said.event()).stream().<Output>map(Output.Event::new).toList();
    }
    return output instanceof Output.Settled ? List.of(output) : List.of();
  }

  @Override
  public boolean shown() {
    return shown;
  }

  @Override
  public boolean live() {
    return true;
  }

  @Override
  public @Nullable Throwable fault() {
    return guard.fault();
  }

  @Override
  public void continueAfter(ChatResponse partial) {
    continuation = Continuation.after(partial);
  }

  /** An answer of which nothing is visible is shown now: it is whole. */
  @Override
  public void end(Outcome served) {
    if (open != null && !shown) {
      var unused = open.commit();
    }
    var unused = guard.run(() -> reader.end(served));
  }

  @Override
  public ChatResponse answer(ChatResponse attempt) {
    return continuation == null ? attempt : continuation.answer();
  }

  private boolean hand(List<Output> outputs) {
    return outputs.stream().allMatch(output -> guard.run(() -> reader.output(output)));
  }

  private final class Sink implements OutputSink {
    private final Candidate candidate;
    private final Held held = new Held();
    private boolean committed;

    Sink(Candidate candidate) {
      this.candidate = candidate;
    }

    @Override
    public boolean output(Output output) {
      if (committed) {
        return hand(List.of(output));
      }
      return !held.add(output) || commit();
    }

    boolean commit() {
      committed = true;
      shown = true;
      onCommit.accept(candidate);
      return guard.run(() -> reader.begin(candidate)) && hand(held.outputs());
    }
  }
}
