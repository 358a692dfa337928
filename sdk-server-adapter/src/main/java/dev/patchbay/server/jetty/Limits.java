package dev.patchbay.server.jetty;

import java.time.Duration;

/**
 * How much of it a client may have, and for how long. Immutable.
 *
 * @param header the longest head of a request, in bytes
 * @param upload how long a request's body may pause, and how long its head may take
 * @param stuck how long a client may take nothing of its answer
 * @param idle how long a connection may wait for its next request
 * @param connections how many connections there may be; further ones wait to be accepted
 * @param streams how many requests one HTTP/2 connection may have at a time
 */
record Limits(
    int header, Duration upload, Duration stuck, Duration idle, int connections, int streams) {
  /** Room for 32 KB of headers: the longest keys and cookies there are take 16. */
  static final Limits DEFAULT =
      new Limits(
          32 * 1024,
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          Duration.ofSeconds(75),
          10_000,
          1_000);
}
