package dev.patchbay.wire.anthropic;

import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.Usage;
import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.reading.ChoiceEvents;
import dev.patchbay.wire.reading.FrameDecoder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of a stream; the {@code type} in the data counts, not the event's name. One
 * thread.
 */
final class StreamReader extends FrameDecoder {
  private final Issuer issuer;
  private final ChoiceEvents choice = answer.choice(0);
  private final Map<Integer, BlockReader> blocks = new TreeMap<>();
  private @Nullable Usage usage;
  private JsonFields details = JsonFields.NONE;

  StreamReader(Issuer issuer) {
    super(Words.PROTOCOL);
    this.issuer = issuer;
  }

  @Override
  protected @Nullable ErrorSignal read(String event, String data) {
    Block said = Words.block(RawJson.of(data), "$");
    RawJson raw = said.raw();
    String type = said.string("type", said.has("error") ? "error" : event);
    switch (type) {
      case "message_start" -> begin(said);
      case "content_block_start" -> added(said);
      case "content_block_delta" -> delta(said, raw);
      case "content_block_stop" -> done(said);
      case "message_delta" -> stop(said);
      case "message_stop" -> complete();
      case "ping" -> {}
      case "error" -> {
        return Errors.decode(0, Map.of(), Json.utf8(data));
      }
      default -> answer.unknown(type, raw);
    }
    return null;
  }

  @Override
  protected void readWhole(Block body) {
    if (!body.has("content")) {
      throw new BadJsonException("$.content", "Expected content blocks, found nothing");
    }
    Answer said = Answer.read(body);
    List<Part> parts =
        said.content().stream().map(block -> PartDecoder.decode(block, issuer)).toList();
    answer.start(said.id(), said.model(), null, said.serviceTier());
    parts.forEach(choice::added);
    answer.usage(said.usage());
    answer.extras(UsageWords.keep(said.extras(), said.details()));
    finish(said.stop());
  }

  private void begin(Block event) {
    Answer said = Answer.read(required(event, "message", "a message"));
    answer.start(said.id(), said.model(), null, said.serviceTier());
    report(said.usage(), said.details());
    answer.extras(said.extras());
  }

  private static Block required(Block event, String name, String expected) {
    Block found = event.object(name);
    if (found == null) {
      throw new BadJsonException("$." + name, "Expected " + expected + ", found nothing");
    }
    return found;
  }

  /** Each report may leave out what an earlier one said. */
  private void report(@Nullable Usage told, JsonFields more) {
    if (told != null) {
      usage = usage == null ? told : usage.merge(told);
      details = details.and(more);
      answer.usage(usage);
      answer.extras(UsageWords.keep(JsonFields.NONE, details));
    }
  }

  private void added(Block event) {
    int index = Delta.index(event);
    Part started = PartDecoder.decode(required(event, "content_block", "a block"), issuer);
    if (choice.finished()) {
      throw new BadJsonException("$.type", "Expected no block after the stop reason");
    }
    close(index);
    blocks.put(index, new BlockReader(choice, started, issuer));
  }

  private void delta(Block event, RawJson raw) {
    Delta delta = Delta.read(event);
    BlockReader block = blocks.get(delta.index());
    if (block == null) {
      throw new BadJsonException("$.index", "Expected the index of an open block");
    }
    if (!block.read(delta)) {
      answer.unknown("content_block_delta", raw);
    }
  }

  private void done(Block event) {
    close(Delta.index(event));
  }

  private void close(int index) {
    BlockReader block = blocks.remove(index);
    if (block != null) {
      block.close();
    }
  }

  private void stop(Block event) {
    Block delta = event.object("delta");
    StopWords.Stop stop = delta == null ? StopWords.Stop.UNSAID : StopWords.read(delta);
    JsonFields extras = delta == null ? JsonFields.NONE : delta.spokenRest();
    Block told = event.object("usage");
    Usage counted = told == null ? null : UsageWords.decode(told, usage);
    JsonFields rest = told == null ? JsonFields.NONE : UsageWords.rest(told);
    report(counted, rest);
    answer.extras(extras);
    if (stop.word() != null) {
      finish(stop);
    }
  }

  /** The answer is whole even if a host forgot to say why it stopped. */
  private void complete() {
    finish(StopWords.Stop.UNSAID);
    answer.terminate();
  }

  private void finish(StopWords.Stop stop) {
    close();
    choice.finish(StopWords.reason(stop.word(), choice), stop.sequence(), StopWords.extras(stop));
  }

  @Override
  protected void close() {
    blocks.values().forEach(BlockReader::close);
    blocks.clear();
  }
}
