package dev.patchbay.wire;

import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** By which status, type and code a protocol tells each kind of failure. Immutable. */
public final class ErrorTable {
  private static final int TOO_LARGE = 413;
  private static final int LATE = 504;
  private static final Set<Integer> OVERLOADED = Set.of(503, 529);

  private final Map<FailureKind, Word> words;
  private final Word otherwise;

  /**
   * What a failure is told with.
   *
   * @param type the protocol's type, or status word
   * @param code null where there is none but the upstream's own
   */
  public record Word(int status, String type, @Nullable String code) {
    /** The code of its kind, else the upstream's own; null if neither is there. */
    public @Nullable String codeOf(Failure failure) {
      return code == null ? failure.code() : code;
    }
  }

  private ErrorTable(Map<FailureKind, Word> words, Word otherwise) {
    this.words = new EnumMap<>(words);
    this.otherwise = otherwise;
  }

  /** Starts a table. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The word for a failure. A request that was only too large keeps its status, and where everybody
   * is overloaded or without quota that is told, not a limit of the caller's.
   */
  public Word word(Failure failure) {
    Word word = words.getOrDefault(told(failure), otherwise);
    boolean tooLarge =
        failure.kind() == FailureKind.INVALID_REQUEST && failure.status() == TOO_LARGE;
    return tooLarge ? new Word(TOO_LARGE, word.type(), word.code()) : word;
  }

  /** The kind it is told as. A gateway's timeout is handled as any fault of a server is. */
  private static FailureKind told(Failure failure) {
    if (failure.kind() == FailureKind.NO_CAPACITY && OVERLOADED.contains(failure.status())) {
      return FailureKind.OVERLOADED;
    }
    if (failure.isQuota()) {
      return FailureKind.QUOTA_EXHAUSTED;
    }
    boolean late = failure.kind() == FailureKind.SERVER_ERROR && failure.status() == LATE;
    return late ? FailureKind.TIMEOUT : failure.kind();
  }

  /** Builds an {@link ErrorTable}, row by row. One thread. */
  public static final class Builder {
    private final Map<FailureKind, Word> words = new EnumMap<>(FailureKind.class);

    private Builder() {}

    /** A row without a code of its own. */
    public Builder row(int status, String type, FailureKind... kinds) {
      return row(new Word(status, type, null), kinds);
    }

    /** A row with a code. */
    public Builder row(int status, String type, String code, FailureKind... kinds) {
      return row(new Word(status, type, code), kinds);
    }

    private Builder row(Word word, FailureKind... kinds) {
      for (FailureKind kind : kinds) {
        words.put(kind, word);
      }
      return this;
    }

    /** The last row, for all other kinds. */
    public ErrorTable otherwise(int status, String type) {
      return new ErrorTable(words, new Word(status, type, null));
    }
  }
}
