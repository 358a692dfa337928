package dev.patchbay.wire;

import dev.patchbay.wire.responses.ResponsesCodec;
import java.util.Map;
import java.util.Set;

final class ResponsesContractTest extends CodecContract {
  @Override
  public Subject subject() {
    return new Subject(
        new ResponsesCodec(),
        new ResponsesGrammar(),
        Set.of("web_search_call"),
        Map.of(),
        Set.of());
  }
}
