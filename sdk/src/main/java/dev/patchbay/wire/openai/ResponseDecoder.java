package dev.patchbay.wire.openai;

import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Issuer;
import dev.patchbay.json.RawJson;

/** Decodes an upstream's whole answer: through the reader of streams. Stateless. */
final class ResponseDecoder {
  private ResponseDecoder() {}

  static ChatResponse decode(byte[] body, Issuer issuer) {
    return new StreamReader(issuer).whole(Words.block(RawJson.of(body), "$"));
  }
}
