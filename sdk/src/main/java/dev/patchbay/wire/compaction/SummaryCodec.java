package dev.patchbay.wire.compaction;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Glance;
import dev.patchbay.wire.TargetProfile;
import java.util.Optional;

/** Asks a target for a summary, in whichever protocol it speaks. */
final class SummaryCodec extends CodecAround {
  SummaryCodec(Codec codec) {
    super(codec);
  }

  @Override
  public Encoded encodeRequest(ChatRequest request, TargetProfile target, boolean stream) {
    return codec.encodeRequest(SummaryRequest.of(request), target, stream);
  }

  @Override
  public Optional<Encoded> splice(Glance glance, TargetProfile target, boolean stream) {
    return Optional.empty();
  }
}
