package dev.patchbay.config;

import dev.patchbay.seal.SealKey;
import dev.patchbay.seal.Texts;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of requests. Immutable.
 *
 * @param payloads true to keep what requests and answers say, too; without credentials and media,
 *     256 KB of each at most
 * @param retention how long requests and what they said are kept in a database; positive. In memory
 *     the last ten thousand are kept instead
 * @param encryptionKey seals what people say where it is kept in a database: bodies of requests and
 *     answers, conversations, answers that requests go on from; null to keep it as it is
 * @param oldEncryptionKeys what was sealed with these can be read too
 */
public record LogConfig(
    boolean payloads,
    Duration retention,
    @Nullable SealKey encryptionKey,
    List<SealKey> oldEncryptionKeys) {
  /** No payloads, 30 days, no encryption. */
  public static final LogConfig DEFAULT = new LogConfig(false, Duration.ofDays(30));

  public LogConfig {
    if (retention.isNegative() || retention.isZero()) {
      throw new IllegalArgumentException("retention must be positive: " + retention);
    }
    oldEncryptionKeys = List.copyOf(oldEncryptionKeys);
  }

  /** Without encryption. */
  public LogConfig(boolean payloads, Duration retention) {
    this(payloads, retention, null, List.of());
  }

  /** The same with these keys; see {@link SealKey#of}. */
  public LogConfig encrypted(@Nullable SealKey key, List<SealKey> old) {
    return new LogConfig(payloads, retention, key, old);
  }

  /** How what people say is written and read. */
  public Texts texts() {
    return Texts.of(encryptionKey, oldEncryptionKeys);
  }
}
