package dev.patchbay.server.jetty;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line a request: who asked for what, and what came of it; no query and no header, since both
 * may hold a credential. Thread-safe.
 */
final class AccessLog {
  private static final Logger LOG = LoggerFactory.getLogger("dev.patchbay.server.access");

  private final boolean wanted;

  AccessLog(boolean wanted) {
    this.wanted = wanted;
  }

  /** Status 499 if the client left before there was one. */
  void tell(Exchange exchange, long began) {
    if (wanted) {
      LOG.info(
          "{} {} {} B {} ms {}{}",
          printable(exchange.toString()),
          exchange.status() == 0 ? 499 : exchange.status(),
          exchange.written(),
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began),
          exchange.caller().isEmpty() ? "-" : printable(exchange.caller()),
          exchange.isGone() ? " left" : "");
    }
  }

  /** A name may not forge a line. */
  private static String printable(String text) {
    return text.codePoints().allMatch(each -> each > 31 && each != 127)
        ? text
        : text.replaceAll("\\p{Cntrl}", "?");
  }
}
