package dev.patchbay.wire.anthropic;

import dev.patchbay.chat.Usage;
import dev.patchbay.json.JsonFields;
import dev.patchbay.wire.Block;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer, or the first event of a stream: both have the same form. Immutable.
 *
 * @param content its blocks, not yet decoded
 * @param usage null if it says none
 * @param details fields of usage no class of tokens holds
 * @param extras unknown fields
 */
record Answer(
    String id,
    String model,
    @Nullable String serviceTier,
    List<Block> content,
    StopWords.Stop stop,
    @Nullable Usage usage,
    JsonFields details,
    JsonFields extras) {
  static Answer read(Block body) {
    String id = body.string("id", "");
    String model = body.string("model", "");
    List<Block> content = body.objects("content");
    StopWords.Stop stop = StopWords.read(body);
    Block told = body.object("usage");
    Usage usage = told == null ? null : UsageWords.decode(told, null);
    String tier = told == null ? null : told.string("service_tier");
    JsonFields details = told == null ? JsonFields.NONE : UsageWords.rest(told);
    body.take("type");
    body.take("role");
    return new Answer(id, model, tier, content, stop, usage, details, body.spokenRest());
  }
}
