package dev.patchbay.wire.gemini;

import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.StopReason;
import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.reading.FrameDecoder;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a stream, each frame of which is an answer that goes on. One thread. */
final class StreamReader extends FrameDecoder {
  private final Issuer issuer;
  private final Map<Integer, ChoiceReader> choices = new TreeMap<>();

  StreamReader(Issuer issuer) {
    super(Words.PROTOCOL);
    this.issuer = issuer;
  }

  @Override
  protected @Nullable ErrorSignal read(String event, String data) {
    RawJson raw = RawJson.of(data);
    if (data.startsWith("[")) {
      return Errors.decode(0, Map.of(), Json.utf8(data));
    }
    Block said = Words.block(raw, "$");
    if (said.has("error")) {
      return Errors.decode(0, Map.of(), Json.utf8(data));
    }
    tell(Answer.read(said, false, issuer, answer.id(), answer::calls));
    return null;
  }

  @Override
  protected void readWhole(Block body) {
    Answer said = Answer.read(body, true, issuer, answer.id(), answer::calls);
    if (said.choices().isEmpty() && !said.blocked()) {
      throw new BadJsonException("$.candidates", "Expected candidates, found none");
    }
    tell(said);
  }

  private void tell(Answer said) {
    answer.start(said.id(), said.model(), said.created(), null);
    for (Delta delta : said.choices()) {
      choice(delta.index()).read(delta);
    }
    if (said.blocked() && choices.isEmpty()) {
      answer.choice(0).finish(StopReason.CONTENT_FILTER, null, JsonFields.NONE);
    }
    answer.usage(said.usage());
    answer.extras(said.extras());
  }

  private ChoiceReader choice(int index) {
    return choices.computeIfAbsent(index, i -> new ChoiceReader(answer.choice(i)));
  }

  @Override
  protected void close() {
    choices.values().forEach(ChoiceReader::close);
  }
}
