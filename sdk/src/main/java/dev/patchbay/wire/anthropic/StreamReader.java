package dev.patchbay.wire.anthropic;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.Usage;
import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.StreamDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the events of a stream; the {@code type} in the data counts, not the event's name. Each
 * handler reads all of its frame before it changes anything, so a bad frame changes nothing.
 */
final class StreamReader implements StreamDecoder {
  private final Issuer issuer;
  private final Map<Integer, OpenBlock> open = new TreeMap<>();
  private int nextPart;
  private boolean started;
  private boolean calls;
  private boolean finished;
  private boolean terminated;
  private @Nullable Usage usage;
  private JsonFields usageDetails = JsonFields.NONE;

  StreamReader(Issuer issuer) {
    this.issuer = issuer;
  }

  @Override
  public @Nullable ErrorSignal decode(SseFrame frame, Consumer<ChatEvent> out) {
    String data = frame.data().strip();
    if (data.isEmpty() || data.equals("[DONE]")) {
      return null;
    }
    Block event = Words.block(RawJson.of(data), "$");
    RawJson raw = event.raw();
    String name = frame.event() == null ? "" : frame.event();
    String type = event.string("type", event.has("error") ? "error" : name);
    switch (type) {
      case "message_start" -> start(event, out);
      case "content_block_start" -> blockStart(event, out);
      case "content_block_delta" -> blockDelta(event, raw, out);
      case "content_block_stop" -> blockStop(event, out);
      case "message_delta" -> messageDelta(event, out);
      case "message_stop" -> messageStop(out);
      case "ping" -> {}
      case "error" -> {
        return Errors.decode(0, Map.of(), Json.utf8(data));
      }
      default -> out.accept(new ChatEvent.Unknown(Words.PROTOCOL, type, raw));
    }
    return null;
  }

  private void start(Block event, Consumer<ChatEvent> out) {
    Block message = event.object("message");
    if (message == null) {
      throw new BadJsonException("$.message", "Expected a message, found nothing");
    }
    String id = message.string("id", "");
    String model = message.string("model", "");
    Block told = message.object("usage");
    UsageWords.Decoded decoded = told == null ? null : UsageWords.decode(told, null);
    JsonFields extras = ResponseDecoder.extras(message);
    if (!started) {
      started = true;
      out.accept(
          new ChatEvent.Start(id, model, null, decoded == null ? null : decoded.serviceTier()));
    }
    report(decoded, out);
    extras(extras, out);
  }

  /** Whatever a host leaves out, the answer has a beginning. */
  private void ensureStarted(Consumer<ChatEvent> out) {
    if (!started) {
      started = true;
      out.accept(new ChatEvent.Start("", "", null, null));
    }
  }

  private void report(UsageWords.@Nullable Decoded decoded, Consumer<ChatEvent> out) {
    if (decoded == null) {
      return;
    }
    usage = usage == null ? decoded.usage() : usage.merge(decoded.usage());
    out.accept(new ChatEvent.UsageReport(usage));
    if (!decoded.details().isEmpty()) {
      usageDetails = usageDetails.and(decoded.details());
      extras(UsageWords.keep(JsonFields.NONE, usageDetails), out);
    }
  }

  private static void extras(JsonFields extras, Consumer<ChatEvent> out) {
    if (!extras.isEmpty()) {
      out.accept(new ChatEvent.Extras(extras));
    }
  }

  private void blockStart(Block event, Consumer<ChatEvent> out) {
    int index = index(event);
    Block block = event.object("content_block");
    if (block == null) {
      throw new BadJsonException("$.content_block", "Expected a block, found nothing");
    }
    OpenBlock opened = OpenBlock.of(nextPart, block, issuer);
    if (finished) {
      throw new BadJsonException("$.type", "Expected no block after the stop reason");
    }
    ensureStarted(out);
    OpenBlock left = open.remove(index);
    if (left != null) {
      left.close(out);
    }
    nextPart++;
    calls = calls || opened.kind() == OpenBlock.Kind.CALL;
    open.put(index, opened);
    opened.begin(out);
  }

  private static int index(Block event) {
    Integer index = event.integer("index");
    if (index == null) {
      throw new BadJsonException("$.index", "Expected a block's index, found nothing");
    }
    return index;
  }

  private void blockDelta(Block event, RawJson raw, Consumer<ChatEvent> out) {
    int index = index(event);
    Block delta = event.object("delta");
    if (delta == null) {
      throw new BadJsonException("$.delta", "Expected a delta, found nothing");
    }
    OpenBlock block = open.get(index);
    if (block == null) {
      throw new BadJsonException("$.index", "Expected the index of an open block");
    }
    List<ChatEvent> events = new ArrayList<>();
    if (!block.delta(delta, issuer, events)) {
      events.add(new ChatEvent.Unknown(Words.PROTOCOL, "content_block_delta", raw));
    }
    events.forEach(out);
  }

  private void blockStop(Block event, Consumer<ChatEvent> out) {
    OpenBlock block = open.remove(index(event));
    if (block != null) {
      block.close(out);
    }
  }

  private void messageDelta(Block event, Consumer<ChatEvent> out) {
    Block delta = event.object("delta");
    String word = delta == null ? null : delta.string("stop_reason");
    String sequence = delta == null ? null : delta.string("stop_sequence");
    RawJson details = delta == null ? null : delta.take("stop_details");
    JsonFields extras = delta == null ? JsonFields.NONE : delta.spokenRest();
    Block told = event.object("usage");
    UsageWords.Decoded decoded = told == null ? null : UsageWords.decode(told, usage);
    ensureStarted(out);
    report(decoded, out);
    extras(extras, out);
    if (word != null) {
      finish(word, sequence, details, out);
    }
  }

  private void finish(
      @Nullable String word,
      @Nullable String sequence,
      @Nullable RawJson details,
      Consumer<ChatEvent> out) {
    if (finished) {
      return;
    }
    finished = true;
    ensureStarted(out);
    end(out);
    out.accept(
        new ChatEvent.Finish(
            0,
            ResponseDecoder.stopReason(word, calls),
            sequence,
            ResponseDecoder.stopExtras(word, details)));
  }

  /** The answer is whole even if a host forgot to say why it stopped. */
  private void messageStop(Consumer<ChatEvent> out) {
    terminated = true;
    finish(null, null, null, out);
  }

  @Override
  public void end(Consumer<ChatEvent> out) {
    open.values().forEach(block -> block.close(out));
    open.clear();
  }

  @Override
  public boolean finished() {
    return finished;
  }

  @Override
  public boolean terminated() {
    return terminated;
  }

  @Override
  public boolean inToolArguments() {
    return open.values().stream().anyMatch(OpenBlock::takesInput);
  }
}
