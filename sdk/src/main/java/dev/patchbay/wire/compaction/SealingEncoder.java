package dev.patchbay.wire.compaction;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.failure.Failure;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.Loss;
import dev.patchbay.wire.StreamEncoder;
import java.util.List;
import java.util.function.Consumer;

/** Keeps back what is said until all is said, and tells it as one item. One thread. */
final class SealingEncoder implements StreamEncoder {
  private final StreamEncoder encoder;
  private final CompactionItem item;
  private final StringBuilder summary = new StringBuilder();
  private String responseId = "";
  private boolean told;

  SealingEncoder(StreamEncoder encoder, CompactionItem item) {
    this.encoder = encoder;
    this.item = item;
  }

  @Override
  public void encode(ChatEvent event, Consumer<SseFrame> out) {
    if (event instanceof ChatEvent.Start start) {
      responseId = start.id();
      encoder.encode(event, out);
    } else if (event instanceof ChatEvent.TextDelta text) {
      summary.append(text.text());
    } else if (event instanceof ChatEvent.PartAdded added
        && CompactionItem.isOne(added.content())) {
      told = true;
      encoder.encode(event, out);
    } else if (event instanceof ChatEvent.Finish) {
      finish(out);
      encoder.encode(event, out);
    } else if (event instanceof ChatEvent.UsageReport || event instanceof ChatEvent.Extras) {
      encoder.encode(event, out);
    }
  }

  /** A provider's own item, if there was one, is all there is to be told. */
  private void finish(Consumer<SseFrame> out) {
    if (!told) {
      told = true;
      encoder.encode(new ChatEvent.PartAdded(0, 0, item.part(responseId, summary.toString())), out);
    }
  }

  @Override
  public void heartbeat(Consumer<SseFrame> out) {
    encoder.heartbeat(out);
  }

  @Override
  public void end(Consumer<SseFrame> out) {
    encoder.end(out);
  }

  @Override
  public void fail(Failure failure, Consumer<SseFrame> out) {
    encoder.fail(failure, out);
  }

  @Override
  public List<Loss> losses() {
    return encoder.losses();
  }
}
