package dev.patchbay.config.source;

import static dev.patchbay.config.source.Section.or;

import dev.patchbay.config.Faults;
import dev.patchbay.config.LogConfig;
import dev.patchbay.seal.SealKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code log}. */
final class LogSection {
  private static final Duration LONGEST = Duration.ofDays(36_500);
  private static final String KEY = "encryption-key";
  private static final String OLD_KEYS = "old-encryption-keys";

  private LogSection() {}

  static LogConfig read(Section section) {
    LogConfig base = LogConfig.DEFAULT;
    LogConfig read =
        new LogConfig(
            or(section.flag("payloads"), base.payloads()),
            or(section.positive("retention", LONGEST), base.retention()),
            key(section.path(KEY), section.text(KEY), section.faults()),
            oldKeys(section));
    section.end();
    return read;
  }

  /** A variable has several with commas. */
  private static List<SealKey> oldKeys(Section section) {
    List<SealKey> keys = new ArrayList<>();
    for (Section.Item item : section.items(OLD_KEYS)) {
      for (String text : Variables.list(or(item.text(), ""))) {
        SealKey key = key(section.path(OLD_KEYS), text, section.faults());
        if (key != null) {
          keys.add(key);
        }
      }
    }
    return keys;
  }

  /** Its fault does not quote it, however short it is. */
  private static @Nullable SealKey key(String path, @Nullable String text, Faults faults) {
    try {
      return text == null ? null : SealKey.of(text);
    } catch (IllegalArgumentException e) {
      faults.add(path, String.valueOf(e.getMessage()));
      return null;
    }
  }
}
