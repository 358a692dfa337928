package dev.patchbay.wire.compaction;

import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Choice;
import dev.patchbay.chat.Message;
import dev.patchbay.wire.ClientView;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.StreamEncoder;
import java.util.List;

/** Tells a client a summary as an answer of exactly one item, whole or as a stream. */
final class TriggeredCodec extends CodecAround {
  private final CompactionItem item;

  TriggeredCodec(Codec codec, CompactionItem item) {
    super(codec);
    this.item = item;
  }

  @Override
  public Encoded encodeResponse(ChatResponse response, ClientView client) {
    return codec.encodeResponse(
        Compactions.isCompacted(response) ? response : sealed(response), client);
  }

  private ChatResponse sealed(ChatResponse response) {
    Message.Assistant told =
        new Message.Assistant(List.of(item.part(response.id(), response.text())));
    return response.withChoices(
        response.choices().stream()
            .limit(1)
            .map(
                choice ->
                    new Choice(
                        choice.index(),
                        told,
                        choice.stopReason(),
                        choice.stopSequence(),
                        choice.extras()))
            .toList());
  }

  @Override
  public StreamEncoder encodeStream(ClientView client) {
    return new SealingEncoder(codec.encodeStream(client), item);
  }
}
