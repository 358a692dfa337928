package dev.patchbay.wire.openai;

import dev.patchbay.chat.ChatFold;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Issuer;
import dev.patchbay.json.Json;

/** Decodes a whole answer: as a stream of one frame, so that both ways always agree. Stateless. */
final class ResponseDecoder {
  private ResponseDecoder() {}

  static ChatResponse decode(byte[] body, Issuer issuer) {
    Chunk chunk = Json.read(body, reader -> Chunk.read(Words.block(reader)));
    StreamReader reader = new StreamReader(issuer);
    ChatFold fold = new ChatFold();
    reader.read(chunk, fold::add);
    reader.end(fold::add);
    return fold.response();
  }
}
