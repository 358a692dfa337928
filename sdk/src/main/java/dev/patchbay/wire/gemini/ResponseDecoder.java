package dev.patchbay.wire.gemini;

import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Issuer;
import dev.patchbay.json.RawJson;

/** Decodes an upstream's whole answer: through the reader of streams. Stateless. */
final class ResponseDecoder {
  private ResponseDecoder() {}

  static ChatResponse decode(byte[] body, Issuer issuer) {
    RawJson answer = Words.compact(RawJson.of(body));
    return new StreamReader(issuer).whole(Words.block(answer, "$"));
  }
}
