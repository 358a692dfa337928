package dev.patchbay.wire.responses;

import dev.patchbay.chat.Issuer;
import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.reading.ChoiceEvents;
import dev.patchbay.wire.reading.FrameDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of a stream; the {@code type} in the data counts, not the event's name, and an
 * item is found by its index, not by the order. One thread.
 */
final class StreamReader extends FrameDecoder {
  private final Issuer issuer;
  private final ChoiceEvents choice = answer.choice(0);
  private final Map<Integer, ItemReader> items = new TreeMap<>();

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
      case "response.created", "response.in_progress", "response.queued" -> begin(said);
      case "response.output_item.added" -> added(said);
      case "response.output_item.done" -> done(said);
      case "response.completed", "response.incomplete" -> complete(said);
      case "response.failed", "response.cancelled", "error" -> {
        consumed(said);
        return Errors.decode(0, Map.of(), Json.utf8(data));
      }
      default -> delta(type, said, raw);
    }
    return null;
  }

  /** An answer that fails is billed as far as it came. What is wrong with that hides no error. */
  private void consumed(Block event) {
    try {
      Block response = event.object("response");
      Block told = response == null ? null : response.object("usage");
      if (told != null) {
        answer.usage(UsageWords.decode(told));
      }
    } catch (BadJsonException e) {
      // the error counts
    }
  }

  @Override
  protected void readWhole(Block body) {
    if (!body.has("output")) {
      throw new BadJsonException("$.output", "Expected output items, found nothing");
    }
    finish(body);
  }

  private void begin(Block event) {
    begin(Answer.read(required(event, "response", "a response")));
  }

  private void begin(Answer said) {
    answer.start(said.id(), said.model(), said.created(), said.serviceTier());
    answer.extras(said.extras());
  }

  private static Block required(Block event, String name, String expected) {
    Block found = event.object(name);
    if (found == null) {
      throw new BadJsonException("$." + name, "Expected " + expected + ", found nothing");
    }
    return found;
  }

  private void added(Block event) {
    int index = Delta.index(event);
    Item item = Item.begun(required(event, "item", "an item"), issuer, seed(answer.id(), index));
    ItemReader before = items.get(index);
    if (before != null) {
      before.close();
    }
    items.put(index, new ItemReader(choice, item));
  }

  private static String seed(String id, int index) {
    return id + "/$.output[" + index + "]";
  }

  private void delta(String type, Block event, RawJson raw) {
    Delta delta = Delta.read(type, event);
    if (delta == null) {
      answer.unknown(type, raw);
      return;
    }
    ItemReader item = items.get(delta.index());
    if (item == null) {
      if (delta.kind() == Delta.Kind.INPUT) {
        throw new BadJsonException("$.output_index", "Expected the index of an item that began");
      }
      item = new ItemReader(choice, delta.itemType());
      items.put(delta.index(), item);
    }
    item.read(delta);
  }

  private void done(Block event) {
    int index = Delta.index(event);
    settle(index, Item.whole(required(event, "item", "an item"), issuer, seed(answer.id(), index)));
  }

  private void settle(int index, Item whole) {
    items.computeIfAbsent(index, i -> new ItemReader(choice, whole.type())).settle(whole);
  }

  /** The last event holds the whole answer: what was not streamed is told now. */
  private void complete(Block event) {
    finish(required(event, "response", "a response"));
    answer.terminate();
  }

  private void finish(Block response) {
    Answer said = Answer.read(response);
    String id = answer.id().isEmpty() ? said.id() : answer.id();
    List<Item> whole = new ArrayList<>();
    for (Block item : said.output()) {
      whole.add(Item.whole(item, issuer, seed(id, whole.size())));
    }
    begin(said);
    for (int i = 0; i < whole.size(); i++) {
      settle(i, whole.get(i));
    }
    choice.close();
    answer.usage(said.usage());
    choice.finish(
        StopWords.reason(said.incomplete(), choice), null, StopWords.extras(said.incomplete()));
  }
}
