package dev.patchbay.wire.openai;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.Issuer;
import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.StreamDecoder;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Decodes a stream; a whole answer is one frame of it. One thread. */
final class StreamReader implements StreamDecoder {
  private static final String DONE = "[DONE]";

  private final Issuer issuer;
  private final TreeMap<Integer, ChoiceReader> choices = new TreeMap<>();
  private final Map<String, RawJson> told = new HashMap<>();
  private JsonFields early = JsonFields.NONE;
  private String seed = "";
  private boolean started;
  private boolean terminated;

  StreamReader(Issuer issuer) {
    this.issuer = issuer;
  }

  @Override
  public @Nullable ErrorSignal decode(SseFrame frame, Consumer<ChatEvent> out) {
    String data = frame.data().strip();
    if (data.isEmpty() || terminated) {
      return null;
    }
    if (data.equals(DONE)) {
      terminated = true;
      return null;
    }
    if ("error".equals(frame.event())) {
      return Errors.decode(0, Map.of(), Json.utf8(data));
    }
    Chunk chunk = Json.read(data, reader -> Chunk.read(Words.block(reader)));
    ErrorSignal error = Errors.inside(chunk, data);
    if (error == null) {
      read(chunk, out);
    }
    return error;
  }

  /** Hands the events of a chunk out; never fails. */
  void read(Chunk chunk, Consumer<ChatEvent> out) {
    start(chunk, out);
    for (Delta delta : chunk.choices()) {
      choice(delta.index()).read(delta, out);
    }
    if (chunk.usage() != null) {
      start(out);
      out.accept(new ChatEvent.UsageReport(chunk.usage()));
    }
    extras(chunk.extras(), out);
  }

  /** The answer begins with the first frame that says anything of it (Azure's first does not). */
  private void start(Chunk chunk, Consumer<ChatEvent> out) {
    if (!started && !(chunk.id().isEmpty() && chunk.choices().isEmpty())) {
      started = true;
      seed = chunk.id();
      out.accept(
          new ChatEvent.Start(chunk.id(), chunk.model(), chunk.created(), chunk.serviceTier()));
    }
  }

  private void start(Consumer<ChatEvent> out) {
    if (!started) {
      started = true;
      out.accept(new ChatEvent.Start("", "", null, null));
    }
  }

  private ChoiceReader choice(int index) {
    return choices.computeIfAbsent(index, i -> new ChoiceReader(i, issuer, seed));
  }

  /** Servers repeat their fields on every frame: only what is new is told. */
  private void extras(JsonFields extras, Consumer<ChatEvent> out) {
    for (Map.Entry<String, RawJson> field : extras.byName().entrySet()) {
      if (!field.getValue().equals(told.put(field.getKey(), field.getValue()))) {
        early = early.and(JsonFields.of(Words.PROTOCOL, field.getKey(), field.getValue()));
      }
    }
    if (started && !early.isEmpty()) {
      out.accept(new ChatEvent.Extras(early));
      early = JsonFields.NONE;
    }
  }

  @Override
  public void end(Consumer<ChatEvent> out) {
    Collection<ChoiceReader> open = choices.values();
    open.stream().filter(choice -> !choice.finished()).forEach(choice -> choice.close(out));
  }

  @Override
  public boolean finished() {
    return !choices.isEmpty() && choices.values().stream().allMatch(ChoiceReader::finished);
  }

  @Override
  public boolean terminated() {
    return terminated;
  }

  @Override
  public boolean inToolArguments() {
    return choices.values().stream().anyMatch(ChoiceReader::inToolArguments);
  }
}
