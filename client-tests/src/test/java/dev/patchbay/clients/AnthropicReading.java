package dev.patchbay.clients;

import com.anthropic.models.messages.CacheCreation;
import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.OutputTokensDetails;
import com.anthropic.models.messages.ServerToolUsage;
import com.anthropic.models.messages.TextBlock;
import com.anthropic.models.messages.Usage;

/** What anthropic-java shows of a message. */
final class AnthropicReading {
  private AnthropicReading() {}

  static Seen seen(Message answer, boolean split) {
    Seen seen = new Seen().line("id", answer.id()).line("model", answer.model().asString());
    answer.content().forEach(block -> block(seen, block));
    seen.line(
        "stop",
        answer.stopReason().map(Object::toString).orElse(null),
        answer.stopSequence().orElse(null));
    usage(seen, answer.usage(), split);
    return seen;
  }

  private static void block(Seen seen, ContentBlock block) {
    if (block.isText()) {
      text(seen, block.asText());
    } else if (block.isThinking()) {
      seen.line("thinking", block.asThinking().thinking(), block.asThinking().signature());
    } else if (block.isRedactedThinking()) {
      seen.line("opaque", block.asRedactedThinking().data());
    } else if (block.isToolUse()) {
      var call = block.asToolUse();
      seen.call(call.id(), call.name(), Seen.tree(call._input()).toString());
    } else {
      seen.line("other", Seen.tree(block).path("type").asText());
    }
  }

  private static void text(Seen seen, TextBlock text) {
    seen.line("text", text.text());
    text.citations()
        .ifPresent(
            all ->
                all.forEach(
                    cited ->
                        seen.line(
                            "citation",
                            Seen.tree(cited).path("type").asText(),
                            cited.citedText())));
  }

  private static void usage(Seen seen, Usage usage, boolean split) {
    seen.line("input", usage.inputTokens()).line("output", usage.outputTokens());
    seen.count("cached", usage.cacheReadInputTokens().orElse(0L));
    seen.count("written", usage.cacheCreationInputTokens().orElse(0L));
    if (split) {
      seen.count("5m", usage.cacheCreation().map(CacheCreation::ephemeral5mInputTokens).orElse(0L));
      seen.count("1h", usage.cacheCreation().map(CacheCreation::ephemeral1hInputTokens).orElse(0L));
    }
    seen.count(
        "reasoning",
        usage.outputTokensDetails().map(OutputTokensDetails::thinkingTokens).orElse(0L));
    seen.count(
        "searches", usage.serverToolUse().map(ServerToolUsage::webSearchRequests).orElse(0L));
  }
}
