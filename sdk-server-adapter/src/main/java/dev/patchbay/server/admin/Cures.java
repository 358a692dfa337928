package dev.patchbay.server.admin;

import dev.patchbay.failure.FailureKind;
import java.util.Map;

/** What to do about failures that the test of a provider meets. */
final class Cures {
  private static final Map<FailureKind, String> BY_KIND =
      Map.ofEntries(
          Map.entry(
              FailureKind.AUTHENTICATION,
              "The key is refused: set another one with PATCH /accounts/{id}"),
          Map.entry(
              FailureKind.UPSTREAM_CREDENTIALS,
              "The key is refused: set another one with PATCH /accounts/{id}"),
          Map.entry(
              FailureKind.PERMISSION,
              "The key is known, but may not do this: give it the right at the provider"),
          Map.entry(
              FailureKind.QUOTA_EXHAUSTED,
              "The key is taken, but its balance or quota is used up: raise it at the provider"),
          Map.entry(FailureKind.RATE_LIMITED, "The key is at its limit for now: ask again later"),
          Map.entry(FailureKind.NO_CAPACITY, "The account is at a limit for now: ask again later"),
          Map.entry(
              FailureKind.PINNED_UNAVAILABLE,
              "The account is paused or cooling: resume or reset it, then ask again"),
          Map.entry(FailureKind.OVERLOADED, "The provider has too much to do: ask again later"),
          Map.entry(FailureKind.SERVER_ERROR, "The provider failed: ask again later"),
          Map.entry(
              FailureKind.NETWORK, "No connection: check base_url, the network and the proxy"),
          Map.entry(
              FailureKind.TIMEOUT, "No answer in time: check base_url, the network and the proxy"),
          Map.entry(
              FailureKind.MISCONFIGURED,
              "What answers there is no such provider: check base_url and provider_type"),
          Map.entry(
              FailureKind.MODEL_NOT_FOUND,
              "It does not know the model: check base_url and the names of its models"),
          Map.entry(
              FailureKind.INVALID_REQUEST,
              "It refuses the request: check provider_type, protocol, and small_model"),
          Map.entry(FailureKind.BUDGET_EXCEEDED, "A budget does not allow the test"),
          Map.entry(
              FailureKind.NO_ROUTE, "No model of it is known to ask: set small_model or models"));

  private Cures() {}

  static String of(FailureKind kind) {
    return BY_KIND.getOrDefault(kind, "Look into the log, and ask again");
  }
}
