package dev.patchbay.planner;

/** A hash that is the same in every process and version: stored pins and spreads rely on it. */
final class Hash {
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private Hash() {}

  /** Of the texts in their order; never negative. FNV-1a, finished so that near keys lie apart. */
  static long of(String... texts) {
    long hash = OFFSET;
    for (String text : texts) {
      for (int i = 0; i < text.length(); i++) {
        hash = (hash ^ text.charAt(i)) * PRIME;
      }
      hash = (hash ^ 0xffff) * PRIME;
    }
    return mix(hash) >>> 1;
  }

  /** Stafford's variant 13 of the MurmurHash3 finalizer, as in SplittableRandom. */
  private static long mix(long hash) {
    long z = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
