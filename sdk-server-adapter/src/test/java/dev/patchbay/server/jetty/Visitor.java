package dev.patchbay.server.jetty;

import java.io.IOException;
import java.net.URI;

/** A client that asks once, and leaves before it has its whole answer. */
interface Visitor {
  /** How it speaks, and how it leaves. */
  enum Way {
    HTTP_1(false),
    HTTP_1_TLS(true),
    /** Ends its stream; the connection stays. */
    HTTP_2(false),
    HTTP_2_TLS(true),
    /** Ends the connection and all streams on it. */
    HTTP_2_CONNECTION(false);

    final boolean tls;

    Way(boolean tls) {
      this.tls = tls;
    }

    Visitor ask(URI url, String json) throws IOException {
      return this == HTTP_1 || this == HTTP_1_TLS
          ? VisitorOfOne.ask(url, json)
          : VisitorOfTwo.ask(url, json, this == HTTP_2_CONNECTION);
    }
  }

  /** Returns once this much of the answer came. */
  void await(String text) throws Exception;

  /** Leaves, and says when, by {@link System#nanoTime}. */
  long leave() throws IOException;
}
