package dev.patchbay.wire.responses;

import dev.patchbay.chat.Usage;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.oai.Seconds;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer, or what the first or the last event of a stream says of it: all have the same
 * form. Immutable.
 *
 * @param output its items, not yet decoded
 * @param incomplete why it was cut; null if it was not
 * @param usage null if it says none
 * @param extras unknown fields, the echo of the request among them
 */
record Answer(
    String id,
    String model,
    @Nullable Instant created,
    @Nullable String serviceTier,
    List<Block> output,
    @Nullable RawJson incomplete,
    @Nullable Usage usage,
    JsonFields extras) {
  static Answer read(Block body) {
    String id = body.string("id", "");
    String model = body.string("model", "");
    Instant created = Seconds.instant(body.count("created_at"));
    String tier = body.string("service_tier");
    List<Block> output = body.objects("output");
    RawJson incomplete = body.take("incomplete_details");
    Block told = body.object("usage");
    Usage usage = told == null ? null : UsageWords.decode(told);
    body.take("object");
    body.take("status");
    body.take("error");
    body.take("output_text"); // said of the items once more, by some servers
    return new Answer(id, model, created, tier, output, incomplete, usage, body.spokenRest());
  }
}
