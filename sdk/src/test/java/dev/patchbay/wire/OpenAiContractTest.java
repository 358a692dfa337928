package dev.patchbay.wire;

import dev.patchbay.wire.openai.OpenAiCodec;
import java.util.Map;
import java.util.Set;

final class OpenAiContractTest extends CodecContract {
  @Override
  public Subject subject() {
    return new Subject(new OpenAiCodec(), new OpenAiGrammar(), Set.of(), Map.of(), Set.of());
  }
}
