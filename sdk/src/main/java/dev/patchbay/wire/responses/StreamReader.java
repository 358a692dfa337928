package dev.patchbay.wire.responses;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.Part;
import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.StreamDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the events of a stream; the {@code type} in the data counts, not the event's name, and an
 * item is found by its index, not by the order. Each handler reads all of its frame before it
 * changes anything, so a bad frame changes nothing. One thread.
 */
final class StreamReader implements StreamDecoder {
  private final Issuer issuer;
  private final Map<Integer, OpenItem> items = new TreeMap<>();
  private final Map<String, RawJson> told = new HashMap<>();
  private final OpenItem.Parts parts = new OpenItem.Parts();
  private String id = "";
  private boolean started;
  private boolean finished;

  StreamReader(Issuer issuer) {
    this.issuer = issuer;
  }

  @Override
  public @Nullable ErrorSignal decode(SseFrame frame, Consumer<ChatEvent> out) {
    String data = frame.data().strip();
    if (data.isEmpty() || data.equals("[DONE]") || finished) {
      return null;
    }
    Block event = Words.block(RawJson.of(data), "$");
    RawJson raw = event.raw();
    String name = frame.event() == null ? "" : frame.event();
    String type = event.string("type", event.has("error") ? "error" : name);
    switch (type) {
      case "response.created", "response.in_progress", "response.queued" -> begin(event, out);
      case "response.completed", "response.incomplete" -> complete(event, out);
      case "response.failed", "response.cancelled", "error" -> {
        return Errors.decode(0, Map.of(), Json.utf8(data));
      }
      case "response.output_item.added" -> added(event, out);
      case "response.output_item.done" -> done(event, out);
      default -> {
        if (!inItem(type, event, out)) {
          ensureStarted(out);
          out.accept(new ChatEvent.Unknown(Words.PROTOCOL, type, raw));
        }
      }
    }
    return null;
  }

  private void begin(Block event, Consumer<ChatEvent> out) {
    begin(ResponseDecoder.read(response(event)), out);
  }

  private static Block response(Block event) {
    Block response = event.object("response");
    if (response == null) {
      throw new BadJsonException("$.response", "Expected a response, found nothing");
    }
    return response;
  }

  private void begin(ResponseDecoder.Read read, Consumer<ChatEvent> out) {
    if (!started) {
      started = true;
      id = read.id();
      out.accept(new ChatEvent.Start(read.id(), read.model(), read.created(), read.serviceTier()));
    }
    extras(read.extras(), out);
  }

  /** Each response object repeats the fields: only what is new is told. */
  private void extras(JsonFields extras, Consumer<ChatEvent> out) {
    JsonFields fresh = JsonFields.NONE;
    for (Map.Entry<String, RawJson> field : extras.byName().entrySet()) {
      if (!field.getValue().equals(told.put(field.getKey(), field.getValue()))) {
        fresh = fresh.and(JsonFields.of(Words.PROTOCOL, field.getKey(), field.getValue()));
      }
    }
    if (!fresh.isEmpty()) {
      out.accept(new ChatEvent.Extras(fresh));
    }
  }

  /** Whatever a host leaves out, the answer has a beginning. */
  private void ensureStarted(Consumer<ChatEvent> out) {
    if (!started) {
      started = true;
      out.accept(new ChatEvent.Start("", "", null, null));
    }
  }

  private static int index(Block event) {
    Integer index = event.integer("output_index");
    if (index == null) {
      throw new BadJsonException("$.output_index", "Expected an item's index, found nothing");
    }
    return index;
  }

  private static Block item(Block event) {
    Block item = event.object("item");
    if (item == null) {
      throw new BadJsonException("$.item", "Expected an item, found nothing");
    }
    return item;
  }

  private void added(Block event, Consumer<ChatEvent> out) {
    int index = index(event);
    OpenItem opened = OpenItem.begun(item(event), issuer, seed(index), parts);
    ensureStarted(out);
    OpenItem before = items.put(index, opened);
    if (before != null) {
      before.close(out);
    }
    opened.begin(out);
  }

  private String seed(int index) {
    return id + "/$.response.output[" + index + "]";
  }

  private void done(Block event, Consumer<ChatEvent> out) {
    int index = index(event);
    Block item = item(event);
    String type = ItemDecoder.type(item);
    List<Part> whole = ItemDecoder.answer(item, issuer, seed(index));
    ensureStarted(out);
    settle(index, type, whole, out);
  }

  private void settle(int index, String type, List<Part> whole, Consumer<ChatEvent> out) {
    OpenItem open = items.computeIfAbsent(index, i -> new OpenItem(type, parts));
    open.settle(type, whole, out);
  }

  /** Takes an event of an item; false if this version has no word for it. */
  private boolean inItem(String type, Block event, Consumer<ChatEvent> out) {
    OpenItem.Change change = OpenItem.Change.of(type, event);
    if (change == null) {
      return false;
    }
    int index = index(event);
    OpenItem item = items.get(index);
    if (item == null) {
      if (change.kind() == OpenItem.Change.Kind.INPUT) {
        throw new BadJsonException("$.output_index", "Expected the index of an item that began");
      }
      item = new OpenItem(change.itemType(), parts);
      items.put(index, item);
    }
    ensureStarted(out);
    item.change(change, out);
    return true;
  }

  /** The last event holds the whole answer: what was not streamed is told now. */
  private void complete(Block event, Consumer<ChatEvent> out) {
    ResponseDecoder.Read read = ResponseDecoder.read(response(event));
    List<String> types = new ArrayList<>();
    List<List<Part>> wholes = new ArrayList<>();
    for (Block item : read.output()) {
      types.add(ItemDecoder.type(item));
      wholes.add(ItemDecoder.answer(item, issuer, seed(types.size() - 1)));
    }
    begin(read, out);
    for (int i = 0; i < types.size(); i++) {
      settle(i, types.get(i), wholes.get(i), out);
    }
    end(out);
    if (read.usage() != null) {
      out.accept(new ChatEvent.UsageReport(read.usage()));
    }
    finished = true;
    out.accept(ResponseDecoder.finish(read, parts.kinds()));
  }

  @Override
  public void end(Consumer<ChatEvent> out) {
    items.values().forEach(item -> item.close(out));
  }

  @Override
  public boolean finished() {
    return finished;
  }

  @Override
  public boolean terminated() {
    return finished;
  }

  @Override
  public boolean inToolArguments() {
    return items.values().stream().anyMatch(OpenItem::takesInput);
  }
}
