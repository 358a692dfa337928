package dev.patchbay.config.source;

import static dev.patchbay.config.source.Section.or;

import dev.patchbay.config.ConversationConfig;
import java.time.Duration;

/** Reads {@code conversation}. */
final class ConversationSection {
  private static final Duration LONGEST = Duration.ofDays(36_500);
  private static final int MOST = 1_000_000;

  private ConversationSection() {}

  static ConversationConfig read(Section section) {
    ConversationConfig base = ConversationConfig.DEFAULT;
    ConversationConfig read =
        new ConversationConfig(
            or(section.text("default"), base.defaultId()),
            or(section.whole("max-messages", 0, MOST), base.maxMessages()),
            or(section.positive("retention", LONGEST), base.retention()));
    section.end();
    return read;
  }
}
