package dev.patchbay.wire.gemini;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.StopReason;
import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.StreamDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a stream, each frame of which is an answer that goes on. A frame is read as a whole
 * before anything changes. One thread.
 */
final class StreamReader implements StreamDecoder {
  private final Issuer issuer;
  private final TreeMap<Integer, ChoiceReader> choices = new TreeMap<>();
  private final Map<String, RawJson> told = new HashMap<>();
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
    if (data.equals("[DONE]")) { // the vendor sends none; servers that copy it do
      terminated = true;
      return null;
    }
    if (data.startsWith("[")) {
      RawJson.of(data);
      return Errors.decode(0, Map.of(), Json.utf8(data));
    }
    Block block = Words.block(RawJson.of(data), "$");
    if (block.has("error")) {
      return Errors.decode(0, Map.of(), Json.utf8(data));
    }
    read(Answer.read(block, issuer, seed, this::calls), out);
    return null;
  }

  private int calls(int choice) {
    ChoiceReader reader = choices.get(choice);
    return reader == null ? 0 : reader.calls();
  }

  private void read(Answer answer, Consumer<ChatEvent> out) {
    if (!started) {
      started = true;
      seed = answer.id();
      out.accept(new ChatEvent.Start(answer.id(), answer.model(), answer.created(), null));
    }
    for (Candidate candidate : answer.candidates()) {
      choices.computeIfAbsent(candidate.index(), ChoiceReader::new).read(candidate, out);
    }
    if (answer.blocked() && choices.isEmpty()) {
      ChoiceReader refused = new ChoiceReader(0);
      choices.put(0, refused);
      refused.finish(StopReason.CONTENT_FILTER, JsonFields.NONE, out);
    }
    JsonFields extras = answer.extras();
    if (answer.usage() != null) {
      out.accept(new ChatEvent.UsageReport(answer.usage().usage()));
      extras = UsageWords.keep(extras, answer.usage().details());
    }
    extras(extras, out);
  }

  /** Frames repeat their fields: only what is new is told. */
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

  @Override
  public void end(Consumer<ChatEvent> out) {
    choices.values().stream()
        .filter(choice -> !choice.finished())
        .forEach(choice -> choice.close(out));
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
