package dev.patchbay.server.http;

/** Who may use a route. */
public enum Access {
  /** Everybody, without saying who they are. */
  PUBLIC,
  /** Whoever has an API key: the clients. */
  KEY,
  /** Clients, for what is their own; whoever manages the server, for all of it. */
  OWN,
  /** Whoever collects metrics. */
  SCRAPE,
  /** Whoever manages the server. */
  ADMIN
}
