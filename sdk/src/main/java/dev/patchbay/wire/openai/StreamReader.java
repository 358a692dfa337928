package dev.patchbay.wire.openai;

import dev.patchbay.chat.Issuer;
import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.json.Json;
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
    if (event.equals("error")) {
      return Errors.decode(0, Map.of(), Json.utf8(data));
    }
    Answer said = Answer.read(Words.block(RawJson.of(data), "$"));
    ErrorSignal error = Errors.inside(said, data);
    if (error == null) {
      tell(said);
    }
    return error;
  }

  @Override
  protected void readWhole(Block body) {
    tell(Answer.read(body));
  }

  private void tell(Answer said) {
    answer.start(said.id(), said.model(), said.created(), said.serviceTier());
    for (Delta delta : said.choices()) {
      choice(delta.index()).read(delta);
    }
    answer.usage(said.usage());
    answer.extras(said.extras());
  }

  private ChoiceReader choice(int index) {
    return choices.computeIfAbsent(
        index, i -> new ChoiceReader(answer.choice(i), issuer, answer.id() + "/" + i));
  }

  @Override
  protected void close() {
    choices.values().forEach(ChoiceReader::close);
  }
}
