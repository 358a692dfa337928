package dev.patchbay.server.doctor;

/** Whether Java is new enough. */
final class JavaLook {
  private static final String SUBJECT = "Java";

  /** The first with virtual threads (JEP 444). */
  private static final int VIRTUAL_THREADS = 21;

  private JavaLook() {}

  static Finding at(int feature) {
    return feature >= VIRTUAL_THREADS
        ? Finding.ok(SUBJECT, "Java " + feature)
        : Finding.hint(
            SUBJECT,
            "Java "
                + feature
                + " has no virtual threads: hundreds of streams at a time need Java 21 or later,"
                + " best 25");
  }
}
